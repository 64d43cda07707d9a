/**
 * Part of `npm run corpora`: derives the links of recorded networks, a folder a topology, and compares them
 * with what was asserted of them, and with what an independent reader of the tables worked out.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { derive } from '../src/graph/derive.ts';
import { normalizePort } from '../src/graph/topology/port-name.ts';
import type { Fact } from '../src/model/fact.ts';
import type { Observation } from '../src/model/observation.ts';
import type { Link, Snapshot } from '../src/model/snapshot.ts';
import { devicesOf, type RecordedWalk, walkFactsOf } from './corpora-walks.ts';

type Cell = string | number | null;
type LinkRow = readonly Cell[];

interface Expected {
  readonly devices: readonly RecordedWalk[];
  readonly asserted: Readonly<Partial<Record<'lldpLinks' | 'cdpLinks' | 'bridgeLinks' | 'isisAdj', readonly LinkRow[]>>> | null;
  readonly computed: {
    readonly ospfPairs: readonly LinkRow[];
    readonly lldpLinksBidirectional: readonly Readonly<Record<string, string>>[];
    readonly cdpLinksBidirectional: readonly Readonly<Record<string, string>>[];
  };
}

export interface LinkScore {
  readonly name: string;
  readonly against: 'asserted' | 'computed';
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  readonly expected: number;
  /** What was worked out holds only what both ends tell: more of it is not wrong. */
  readonly mayHaveMore: boolean;
}

const at = '2026-01-01T00:00:00.000Z';

type Kept = Observation['facts'][number];
const notKept: ReadonlySet<string> = new Set(['socket', 'reference', 'flow', 'listed-host', 'listed-service']);
const isKept = (fact: Fact): fact is Kept => !notKept.has(fact.fact);

function observeWalks(directory: string, walks: readonly RecordedWalk[]): Observation {
  const { label = '', ip = null, name = null } = walks[0] ?? {};
  return {
    target: label,
    ...(ip === null ? {} : { address: ip }),
    ...(name === null ? {} : { name }),
    ...({ origin: 'listed', method: 'import', at, fresh: true, status: 'collected', samples: [], skippedLines: 0 } as const),
    facts: walkFactsOf(directory, walks).filter(isKept),
  };
}

/** The devices of a topology are found again by the target they were read as. */
function openNames({ hosts }: Snapshot): (id: string) => string {
  const labels = new Map(hosts.map(({ id, targets, name }) => [id, (targets?.[0] ?? name).toLowerCase()]));
  return (id) => labels.get(id) ?? id;
}

const row = (ends: readonly (readonly [host: string, port: Cell | undefined])[]): string =>
  ends
    .map(([host, port]) =>
      port === undefined ? host.toLowerCase() : `${host.toLowerCase()} ${normalizePort(String(port ?? ''))}`,
    )
    .sort()
    .join(' -- ');

function score(
  name: string,
  against: LinkScore['against'],
  expected: readonly string[],
  found: readonly (readonly string[])[],
  mayHaveMore = false,
): LinkScore {
  const [want, have] = [new Set(expected), new Set(found.flat())];
  const missing = [...want].filter((one) => !have.has(one));
  const others = found.filter((forms) => !forms.some((one) => want.has(one)));
  return {
    name,
    against,
    missing,
    extra: mayHaveMore ? [] : others.flatMap(([one]) => one ?? []),
    expected: want.size,
    mayHaveMore,
  };
}

function deviceOf(expected: Expected, text: Cell): string {
  const found = expected.devices.find(({ label, name, file }) => label === text || name === text || file.startsWith(`${text}-`));
  return (found?.label ?? String(text)).toLowerCase();
}

export function scoreTopology(directory: string): readonly LinkScore[] {
  const expected = JSON.parse(readFileSync(join(directory, 'expected.json'), 'utf8')) as Expected;
  const observations = devicesOf(expected.devices).map((walks) => observeWalks(directory, walks));
  const header = { id: '1', takenAt: at, toolVersion: 'corpora', scope: [] };
  const { snapshot } = derive({ header, observations, attempts: [], targetCount: 0, unansweredCount: 0 });
  const nameOf = openNames(snapshot);
  const known = new Set(expected.devices.map(({ label }) => label.toLowerCase()));
  const told = (protocol: string): Link[] =>
    snapshot.links.filter(
      ({ protocols, a, b }) => protocols.includes(protocol) && known.has(nameOf(a.host)) && known.has(nameOf(b.host)),
    );
  const forms = ({ port, ifIndex }: Link['a']): Cell[] => [port ?? '', ...(ifIndex === undefined ? [] : [ifIndex])];
  const byPorts = (links: readonly Link[]): string[][] =>
    links.map(({ a, b }) =>
      forms(a).flatMap((one) =>
        forms(b).map((other) =>
          row([
            [nameOf(a.host), one],
            [nameOf(b.host), other],
          ]),
        ),
      ),
    );
  const byHosts = (links: readonly Link[]): string[][] =>
    links.map(({ a, b }) => [
      row([
        [nameOf(a.host), undefined],
        [nameOf(b.host), undefined],
      ]),
    ]);
  const { asserted, computed } = expected;
  const scores: LinkScore[] = [];
  for (const protocol of ['lldp', 'cdp'] as const) {
    const rows = asserted?.[`${protocol}Links`];
    if (rows !== undefined) {
      const wanted = rows.map(([a, aPort, b, bPort]) =>
        row([
          [deviceOf(expected, a ?? ''), aPort ?? ''],
          [deviceOf(expected, b ?? ''), bPort ?? ''],
        ]),
      );
      scores.push(score(protocol, 'asserted', wanted, byPorts(told(protocol))));
    }
    const both = computed[`${protocol}LinksBidirectional`].map(({ a, aPort, b, bPort }) =>
      row([
        [a ?? '', aPort ?? ''],
        [b ?? '', bPort ?? ''],
      ]),
    );
    scores.push(score(protocol, 'computed', both, byPorts(told(protocol)), true));
  }
  if (asserted?.isisAdj !== undefined) {
    const pairs = asserted.isisAdj.map(([a, , b]) =>
      row([
        [deviceOf(expected, a ?? ''), undefined],
        [deviceOf(expected, b ?? ''), undefined],
      ]),
    );
    scores.push(score('isis', 'asserted', pairs, byHosts(told('isis'))));
  }
  const pairs = computed.ospfPairs.map(([a, b]) =>
    row([
      [String(a), undefined],
      [String(b), undefined],
    ]),
  );
  scores.push(score('ospf', 'computed', pairs, byHosts(told('ospf'))));
  if (asserted?.bridgeLinks !== undefined) {
    const wanted = asserted.bridgeLinks.map(([a, , aIndex, b, , bIndex]) =>
      row([
        [deviceOf(expected, a ?? ''), aIndex ?? ''],
        [deviceOf(expected, b ?? ''), bIndex ?? ''],
      ]),
    );
    const bridges = new Set(
      asserted.bridgeLinks.flatMap(([a, , , b]) => [deviceOf(expected, a ?? ''), deviceOf(expected, b ?? '')]),
    );
    const between = told('fdb').filter(({ a, b }) => bridges.has(nameOf(a.host)) && bridges.has(nameOf(b.host)));
    scores.push(score('bridges', 'asserted', wanted, byPorts(between)));
  }
  return scores;
}

const percent = (part: number, whole: number): string => (whole === 0 ? 1 : part / whole).toFixed(3);

/** Scores every topology below a directory; how many of them lack a link or have one too many. */
export function scoreLinks(directory: string, print: (line: string) => void): number {
  let failures = 0;
  for (const name of readdirSync(directory).sort()) {
    if (!existsSync(join(directory, name, 'expected.json'))) continue;
    for (const { name: what, against, missing, extra, expected, mayHaveMore } of scoreTopology(join(directory, name))) {
      if (expected + extra.length === 0) continue;
      const found = expected - missing.length;
      const recall = `${`${found}/${expected}`.padStart(5)} recall ${percent(found, expected)}`;
      const precision = mayHaveMore ? '' : `, ${extra.length} too many, precision ${percent(found, found + extra.length)}`;
      print(`${name.padEnd(10)} ${what.padEnd(8)} ${against.padEnd(9)} ${recall}${precision}`);
      for (const one of missing) print(`           missing: ${one}`);
      for (const one of extra) print(`           too many: ${one}`);
      if (missing.length + extra.length > 0) failures += 1;
    }
  }
  return failures;
}
