import { writeEntryNote } from '../collectors/import-entry.ts';
import { readerOf } from '../collectors/readers.ts';
import type { Collection, Section } from '../model/evidence.ts';
import type { Piece, TextPiece } from './import-file.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Numbers the outputs of one host. Every socket table is a sample of its own, because it is another look; of any
 * other output a second one of the same format gets the next number, so that each stays apart.
 */
function numbered(pieces: readonly TextPiece[]): Section[] {
  const last = new Map<string, number>();
  return pieces.map(({ section }) => {
    const series = readerOf(section.collector)?.group === 'sockets' ? 'sockets' : section.collector;
    const sample = (last.get(series) ?? 0) + 1;
    last.set(series, sample);
    return { ...section, sample };
  });
}

function joinTexts(host: string, pieces: readonly TextPiece[]): Collection {
  const sorted = pieces.toSorted((a, b) => compare(a.section.collector, b.section.collector) || compare(a.path, b.path));
  const times = pieces.map(({ at }) => at).sort(compare);
  const addresses = [...new Set(pieces.flatMap((piece) => piece.addresses))].sort(compare);
  const note = {
    collector: 'import.entry',
    sample: 1,
    status: 'ok',
    stdout: Buffer.from(writeEntryNote({ host, addresses })),
  } as const;
  return {
    target: host,
    name: host,
    origin: 'listed',
    method: 'import',
    startedAt: times[0] ?? '',
    finishedAt: times.at(-1) ?? '',
    status: 'collected',
    session: {},
    sections: [note, ...numbered(sorted)],
  };
}

/** One collection a host: what single files told of it together, or its bundle; of several bundles the newest counts. */
export function joinPieces(pieces: readonly Piece[]): readonly Collection[] {
  const texts = new Map<string, TextPiece[]>();
  const collections: Collection[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'bundle') collections.push(piece.collection);
    else texts.set(piece.host, [...(texts.get(piece.host) ?? []), piece]);
  }
  for (const [host, own] of texts) collections.push(joinTexts(host, own));
  return collections.sort((a, b) => compare(a.target, b.target) || compare(a.finishedAt, b.finishedAt));
}
