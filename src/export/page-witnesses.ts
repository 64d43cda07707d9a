import type { Dependency } from '../model/snapshot.ts';
import type { WitnessLine } from './exporter.ts';
import { compareText } from './order.ts';

/** Enough to convince a reader; the whole evidence stays in the database. */
const linesEach = 8;
const lineLimit = 600;
/** Characters of raw lines in one page: it has to open from a mail. */
const totalLimit = 12_000_000;

export interface CollectedWitnesses {
  readonly lines: readonly (readonly [dependency: string, lines: readonly WitnessLine[]])[];
  /** Lines left out. */
  readonly cut: number;
}

/** The raw lines that go into the page, by dependency id, in the order of the ids. */
export function collectWitnesses(
  dependencies: readonly Pick<Dependency, 'id'>[],
  witnessLines: (dependencyId: string) => readonly WitnessLine[],
): CollectedWitnesses {
  let cut = 0;
  let total = 0;
  const ids = dependencies.map(({ id }) => id).sort(compareText);
  const lines = ids.flatMap((id) => {
    const all = witnessLines(id);
    const kept =
      total > totalLimit ? [] : all.slice(0, linesEach).map((line) => ({ ...line, text: line.text.slice(0, lineLimit) }));
    total += kept.reduce((sum, { text }) => sum + text.length, 0);
    cut += all.length - kept.length;
    return kept.length === 0 ? [] : [[id, kept] as const];
  });
  return { lines, cut };
}
