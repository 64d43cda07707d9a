import { type MacNumbers, numberMacs } from './mac-numbers.ts';
import type { Port } from './ports.ts';
import type { Site } from './sites.ts';

/** What a bridge has learned: behind which of its ports each MAC is. MACs are numbers. */
export interface Forwarding {
  readonly site: Site;
  /** MACs met behind one port only: one met behind several (in several VLANs, or moving) places nobody. */
  readonly portOf: ReadonlyMap<number, Port>;
  /** How many MACs are behind a port. */
  readonly counts: ReadonlyMap<Port, number>;
  /** Its own MACs, as others learn them. */
  readonly own: ReadonlySet<number>;
}

/** The forwarding database of a host that has one; nothing of one that learned nothing. */
function readForwarding(site: Site, macs: MacNumbers): Forwarding | undefined {
  const own = new Set([...site.macs].flatMap((mac) => macs.of(mac) ?? []));
  const portOf = new Map<number, Port>();
  /** Every port of those met behind several. */
  const several = new Map<number, Set<Port>>();
  for (const { mac, port, ifIndex, bridgePort, status } of site.told.fdb) {
    if (status === 'self' || status === 'management' || status === 'invalid') continue;
    const number = macs.of(mac);
    if (number === undefined || own.has(number)) continue;
    const at = site.ports.own(port, ifIndex, bridgePort);
    if (at === undefined) continue;
    const known = portOf.get(number);
    if (known === undefined) portOf.set(number, at);
    else if (known !== at) several.set(number, (several.get(number) ?? new Set([known])).add(at));
  }
  const counts = new Map<Port, number>();
  const count = (port: Port): void => {
    counts.set(port, (counts.get(port) ?? 0) + 1);
  };
  for (const number of several.keys()) portOf.delete(number);
  for (const port of portOf.values()) count(port);
  for (const ports of several.values()) for (const port of ports) count(port);
  return portOf.size === 0 && several.size === 0 ? undefined : { site, portOf, counts, own };
}

function* tellMacs(sites: readonly Site[]): Iterable<string> {
  for (const { told, macs } of sites) {
    if (told.fdb.length === 0) continue;
    yield* macs;
    for (const { mac } of told.fdb) yield mac;
  }
}

export interface Learned {
  readonly macs: MacNumbers;
  readonly bridges: readonly Forwarding[];
}

/** The forwarding databases of all hosts that have one. */
export function readLearned(sites: readonly Site[]): Learned {
  const macs = numberMacs(tellMacs(sites));
  return { macs, bridges: sites.flatMap((site) => readForwarding(site, macs) ?? []) };
}
