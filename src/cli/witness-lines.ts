import { observe } from '../collectors/observe.ts';
import { readerOf } from '../collectors/readers.ts';
import type { WitnessLine } from '../export/exporter.ts';
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

/** Which lines stand behind which dependency: the snapshot is derived once more, with itself as what was known. */
function findWitnesses(store: Store, snapshot: Snapshot, basis: SnapshotBasis, targets: readonly string[] | undefined) {
  const observations: Observation[] = [];
  for (const { runId: from, collection } of store.evidenceAt(basis, targets)) {
    observations.push(observe(collection, from === basis.runId));
  }
  const { targets: targetCount, unanswered: unansweredCount } = snapshot.coverage;
  const counted = { targetCount, unansweredCount };
  return derive({ header: snapshot.snapshot, observations, attempts: [], ...counted, prior: snapshot }).witnesses;
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

/**
 * Finds the raw lines behind the arrows of a stored snapshot, of some targets or of all. The evidence is
 * read twice rather than held: of a large estate it does not fit into memory beside what it means.
 */
export function readWitnessLines(store: Store, snapshot: Snapshot, targets?: readonly string[]): WitnessLines {
  const basis = store.basisOf(snapshot.snapshot.id);
  const lines = new Map<string, WitnessLine[]>();
  if (basis !== undefined) {
    // Logs of flows and inventories tell of everybody.
    const witnesses = [flowTargets, inventoryTargets].flatMap((prefix) => store.targetsStarting(prefix));
    const looked = targets === undefined ? undefined : [...targets, ...witnesses];
    const wanted = byTarget(findWitnesses(store, snapshot, basis, looked));
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
