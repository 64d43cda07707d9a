import { compareText } from '../compare-text.ts';
import type { Port } from './ports.ts';
import type { Cable, Report } from './report.ts';

const keyOf = (port: Port | undefined): string => port?.key ?? '';

/** A report with what it means for its pair of hosts: `a` is the one with the smaller id. */
interface Half {
  readonly protocol: string;
  readonly side: 'a' | 'b';
  readonly aPort?: Port;
  readonly bPort?: Port;
  readonly toText?: string;
}

/** The far port: the one that is certain, or of several the one from where the far end tells of this pair. */
function farPort({ toPorts }: Report, tellers: ReadonlySet<Port> | undefined): Port | undefined {
  if (toPorts.length <= 1) return toPorts[0];
  const telling = toPorts.filter((port) => tellers?.has(port));
  return telling.length === 1 ? telling[0] : undefined;
}

function toHalf(report: Report, tellers: ReadonlyMap<string, ReadonlySet<Port>>): Half {
  const { protocol, from, to, fromPort, toText } = report;
  const far = farPort(report, tellers.get(to));
  // A cable from a device to itself has its sides by the names of the ports.
  const isA = from === to ? compareText(keyOf(fromPort), keyOf(far)) <= 0 : from < to;
  const near = { [isA ? 'aPort' : 'bPort']: fromPort, [isA ? 'bPort' : 'aPort']: far } as Pick<Half, 'aPort' | 'bPort'>;
  return { protocol, side: isA ? 'a' : 'b', ...near, ...(toText === undefined || far !== undefined ? {} : { toText }) };
}

/** Most certain first, then in an order that does not depend on who was read first. */
const known = ({ aPort, bPort }: Half): number => Number(aPort !== undefined) + Number(bPort !== undefined);
const protocolRank = ({ protocol }: Half): string => (protocol === 'lldp' ? '' : protocol);
const inOrder = (x: Half, y: Half): number =>
  known(y) - known(x) ||
  compareText(keyOf(x.aPort), keyOf(y.aPort)) ||
  compareText(keyOf(x.bPort), keyOf(y.bPort)) ||
  compareText(x.toText ?? '', y.toText ?? '') ||
  compareText(x.side, y.side) ||
  compareText(protocolRank(x), protocolRank(y));

/** The cables of one pair of hosts, found by either of their ports. */
class PairCables {
  readonly cables: Cable[] = [];
  readonly #byA = new Map<Port, Cable[]>();
  readonly #byB = new Map<Port, Cable[]>();
  readonly #a: string;
  readonly #b: string;

  readonly #isCertain: boolean;

  /** `isCertain`: what one side leaves open only one report of the other can fill. */
  constructor(a: string, b: string, isCertain: boolean) {
    this.#a = a;
    this.#b = b;
    this.#isCertain = isCertain;
  }

  add(half: Half): void {
    const cable = this.#find(half) ?? this.#create();
    (half.side === 'a' ? cable.toldByA : cable.toldByB).add(half.protocol);
    this.#set(cable, 'aPort', half.aPort, this.#byA);
    this.#set(cable, 'bPort', half.bPort, this.#byB);
    if (half.toText === undefined) return;
    if (half.side === 'a') cable.bText ??= half.toText;
    else cable.aText ??= half.toText;
  }

  #set(cable: Cable, side: 'aPort' | 'bPort', port: Port | undefined, index: Map<Port, Cable[]>): void {
    if (port === undefined || cable[side] !== undefined) return;
    cable[side] = port;
    index.set(port, [...(index.get(port) ?? []), cable]);
  }

  #find({ side, aPort, bPort }: Half): Cable | undefined {
    const atA = aPort === undefined ? undefined : this.#byA.get(aPort);
    const atB = bPort === undefined ? undefined : this.#byB.get(bPort);
    if (aPort !== undefined && bPort !== undefined) return atA?.find((cable) => cable.bPort === bPort);
    if (atA !== undefined || atB !== undefined) return (atA ?? atB)?.[0];
    return this.#findOpen(side, aPort, bPort);
  }

  /** The only cable told by the other side that leaves open what this one knows. */
  #findOpen(side: 'a' | 'b', aPort: Port | undefined, bPort: Port | undefined): Cable | undefined {
    if (aPort === undefined && bPort === undefined) return this.cables.length === 1 ? this.cables[0] : undefined;
    const open = !this.#isCertain
      ? []
      : this.cables.filter(
          (cable) =>
            (side === 'a' ? cable.toldByA : cable.toldByB).size === 0 &&
            (aPort === undefined || cable.aPort === undefined) &&
            (bPort === undefined || cable.bPort === undefined),
        );
    return open.length === 1 ? open[0] : undefined;
  }

  #create(): Cable {
    const cable: Cable = { a: this.#a, b: this.#b, toldByA: new Set(), toldByB: new Set() };
    this.cables.push(cable);
    return cable;
  }
}

/** Several halves that would each fit several others are left apart: which belongs to which would be a guess. */
function joinHalves(a: string, b: string, halves: readonly Half[]): Cable[] {
  const partial = halves.filter((half) => known(half) === 1);
  const isSingle = (side: 'a' | 'b'): boolean =>
    new Set(partial.filter((half) => half.side === side).map(({ aPort, bPort }) => aPort ?? bPort)).size <= 1;
  const pair = new PairCables(a, b, isSingle('a') && isSingle('b'));
  for (const half of [...halves].sort(inOrder)) pair.add(half);
  return pair.cables;
}

/** From which of its ports each host tells of the others of its pairs. */
function tellingPorts(reports: readonly Report[]): ReadonlyMap<string, Set<Port>> {
  const tellers = new Map<string, Set<Port>>();
  for (const { from, fromPort } of reports) {
    if (fromPort !== undefined) tellers.set(from, (tellers.get(from) ?? new Set()).add(fromPort));
  }
  return tellers;
}

/**
 * Joins what devices tell of each other to cables: one cable is one, whichever side told and by however many protocols. A side
 * that leaves its port or the other's open joins where only one cable is meant.
 */
export function joinReports(reports: readonly Report[]): Cable[] {
  const pairs = new Map<string, Report[]>();
  for (const report of reports) {
    const key = report.from < report.to ? `${report.from} ${report.to}` : `${report.to} ${report.from}`;
    const pair = pairs.get(key);
    if (pair === undefined) pairs.set(key, [report]);
    else pair.push(report);
  }
  return [...pairs.entries()].flatMap(([key, pair]) => {
    const [a = '', b = ''] = key.split(' ');
    const tellers = tellingPorts(pair);
    return joinHalves(
      a,
      b,
      pair.map((report) => toHalf(report, tellers)),
    );
  });
}
