import { keepRows } from '../collectors/flows/keep-rows.ts';
import { flowSummary } from '../collectors/flows/read-summary.ts';
import { observe } from '../collectors/observe.ts';
import { readerOf } from '../collectors/readers.ts';
import type { WitnessLine } from '../export/exporter.ts';
import { addressesOfHosts } from '../graph/addresses-of-hosts.ts';
import { derive } from '../graph/derive.ts';
import { flowTargets } from '../import/flows/flow-piece.ts';
import { inventoryTargets } from '../import/host-of-file.ts';
import type { Collection, Section } from '../model/evidence.ts';
import type { Observation, Witness } from '../model/observation.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { SnapshotBasis, Store } from '../store/types.ts';
import { decodeBytes } from '../text/decode.ts';

/** Looks up the raw lines behind a dependency. */
export type WitnessLines = (dependencyId: string) => readonly WitnessLine[];

/** What a raw line is: a row of a list of connections, a record of a flow that neither end told, or what somebody wrote down. */
export type LineKind = 'traffic' | 'flow' | 'configuration';

const kinds: Readonly<Record<string, LineKind>> = {
  sockets: 'traffic',
  'namespace-sockets': 'traffic',
  tracked: 'traffic',
  walk: 'traffic',
  flows: 'flow',
};

export const kindOfLine = ({ collector }: WitnessLine): LineKind => kinds[readerOf(collector)?.group ?? ''] ?? 'configuration';

/** Longest line shown, characters: a line of a socket table is some two hundred. */
const longest = 1000;

/** Lines of one section, split once. */
function linesOf(section: Section): readonly string[] {
  return decodeBytes(section.stdout).split('\n');
}

/** Reads lines of one collection: `(collector, sample, line)` to text. */
function openLines(collection: Collection): (witness: Witness) => string | undefined {
  const split = new Map<Section, readonly string[]>();
  return ({ collector, sample, line }) => {
    const section = collection.sections.find((candidate) => candidate.collector === collector && candidate.sample === sample);
    if (section === undefined || line === undefined) return undefined;
    const lines = split.get(section) ?? linesOf(section);
    split.set(section, lines);
    return lines[line - 1]?.replace(/\r$/, '').slice(0, longest);
  };
}

interface Reading {
  readonly store: Store;
  readonly snapshot: Snapshot;
  readonly basis: SnapshotBasis;
}

function observeAt({ store, basis }: Reading, targets?: readonly string[], rows?: IsWanted): Observation[] {
  const observations: Observation[] = [];
  for (const { runId: from, collection } of store.evidenceAt(basis, targets)) {
    observations.push(observe(rows === undefined ? collection : withRows(collection, rows), from === basis.runId));
  }
  return observations;
}

type IsWanted = (address: string) => boolean;

/** A log with the rows that have an end at one of some addresses. */
function withRows(collection: Collection, isWanted: IsWanted): Collection {
  const sections = collection.sections.map((section) =>
    section.collector === flowSummary.id
      ? { ...section, stdout: Buffer.from(keepRows(decodeBytes(section.stdout), isWanted)) }
      : section,
  );
  return { ...collection, sections };
}

/** These hosts, and whoever stands before them on any of their arrows: what goes to those may be for them. */
function withVia({ dependencies }: Snapshot, hosts: readonly string[]): ReadonlySet<string> {
  const own = new Set(hosts);
  const near = dependencies.filter(({ from, to }) => own.has(from.host) || own.has(to.host));
  return new Set([...own, ...near.flatMap(({ via }) => via)]);
}

/**
 * What tells of the arrows of some hosts. Logs of flows and inventories tell of everybody; of the logs only the rows that concern
 * these hosts are read: there may be half a million others.
 */
function observeAbout(reading: Reading, { targets, hosts }: WitnessScope): Observation[] {
  const { store, snapshot } = reading;
  const others = observeAt(reading, [...targets, ...store.targetsStarting(inventoryTargets)]);
  const logs = store.targetsStarting(flowTargets);
  if (logs.length === 0) return others;
  return [...others, ...observeAt(reading, logs, addressesOfHosts(others, snapshot, withVia(snapshot, hosts)))];
}

/** The snapshot with the arrows these hosts and those before them have: no other can come of what tells of these. */
function aboutOnly(snapshot: Snapshot, { hosts }: WitnessScope): Snapshot {
  const near = withVia(snapshot, hosts);
  return { ...snapshot, dependencies: snapshot.dependencies.filter(({ from, to }) => near.has(from.host) || near.has(to.host)) };
}

/** Which lines stand behind which dependency: the snapshot is derived once more, with itself as what was known. */
function findWitnesses(reading: Reading, scope: WitnessScope | undefined) {
  const { snapshot } = reading;
  const observations = scope === undefined ? observeAt(reading) : observeAbout(reading, scope);
  const { targets: targetCount, unanswered: unansweredCount } = snapshot.coverage;
  const counted = { targetCount, unansweredCount };
  const prior = scope === undefined ? snapshot : aboutOnly(snapshot, scope);
  return derive({ header: snapshot.snapshot, observations, attempts: [], ...counted, prior }).witnesses;
}

type Found = { readonly dependency: string; readonly witness: Witness };

function byTarget(witnesses: ReadonlyMap<string, readonly Witness[]>): ReadonlyMap<string, readonly Found[]> {
  const targets = new Map<string, Found[]>();
  for (const [dependency, list] of witnesses) {
    for (const witness of list) {
      const found = targets.get(witness.target);
      if (found === undefined) targets.set(witness.target, [{ dependency, witness }]);
      else found.push({ dependency, witness });
    }
  }
  return targets;
}

const isSameLine = (a: WitnessLine, b: WitnessLine): boolean =>
  a.line !== undefined && a.line === b.line && a.collector === b.collector && a.target === b.target && a.side === b.side;

/** Whose arrows are asked about. */
export interface WitnessScope {
  /** The visits whose lines are wanted, beside logs of flows and inventories. */
  readonly targets: readonly string[];
  /** Ids of the hosts at the ends. */
  readonly hosts: readonly string[];
}

/**
 * Finds the raw lines behind the arrows of a stored snapshot, of some hosts or of all. The evidence is
 * read twice rather than held: of a large estate it does not fit into memory beside what it means.
 */
export function readWitnessLines(store: Store, snapshot: Snapshot, scope?: WitnessScope): WitnessLines {
  const basis = store.basisOf(snapshot.snapshot.id);
  const lines = new Map<string, WitnessLine[]>();
  if (basis !== undefined) {
    const wanted = byTarget(findWitnesses({ store, snapshot, basis }, scope));
    for (const { collection } of store.evidenceAt(basis, [...wanted.keys()])) {
      const textOf = openLines(collection);
      for (const { dependency, witness } of wanted.get(collection.target) ?? []) {
        const text = textOf(witness);
        if (text === undefined) continue;
        const { side, target, collector, line } = witness;
        const found = { side, target, collector, ...(line === undefined ? {} : { line }), text };
        const known = lines.get(dependency) ?? [];
        // One line may say the same thing twice: a server behind two ports.
        if (!known.some((other) => isSameLine(other, found))) lines.set(dependency, [...known, found]);
      }
    }
  }
  return (dependencyId) => lines.get(dependencyId) ?? [];
}
