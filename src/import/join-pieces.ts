import { writeEntryNote } from '../collectors/import-entry.ts';
import { readerOf } from '../collectors/readers.ts';
import type { Collection, Section } from '../model/evidence.ts';
import { filesBefore } from './cut-inventory.ts';
import { addFlowsToEarlier, type FlowPiece, isFlowTarget, joinFlowPieces } from './flows/flow-piece.ts';
import type { Piece, TextPiece } from './import-file.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Numbers the outputs of one host. Every socket table is a sample of its own, because it is another look; of any
 * other output a second one of the same format gets the next number, so that each stays apart.
 */
function renumbered(sections: readonly Section[]): Section[] {
  const last = new Map<string, number>();
  return sections.map((section) => {
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
    sections: [note, ...renumbered(sorted.map(({ section }) => section))],
  };
}

/** Facts that say something only beside the sockets of their own moment: a pid is another process a day later. */
const ofTheMoment: ReadonlySet<string> = new Set(['processes', 'cgroups', 'units', 'namespaces', 'descriptors', 'containers']);
const groupOf = ({ collector }: Section): string => readerOf(collector)?.group ?? '';

/**
 * Single outputs of a host, added to those that came earlier: one of the same format takes the older one's place, and
 * with new sockets the older processes go, because their pids mean nothing any more. Of an inventory that was cut short the
 * older ones stay behind it.
 */
export function addToEarlier(earlier: Collection | undefined, collection: Collection): Collection {
  if (isFlowTarget(collection.target)) return addFlowsToEarlier(earlier, collection);
  const isTexts = ({ sections }: Collection): boolean => sections.every(({ collector }) => readerOf(collector)?.sent === true);
  if (earlier === undefined || earlier.method !== 'import' || !isTexts(earlier) || !isTexts(collection)) return collection;
  const formats = new Set(collection.sections.map(({ collector }) => collector));
  const hasSockets = collection.sections.some((section) => groupOf(section) === 'sockets');
  const kept = earlier.sections.filter(
    (section) => !formats.has(section.collector) && !(hasSockets && ofTheMoment.has(groupOf(section))),
  );
  const { sections: files, isNewer = false } = filesBefore(earlier, collection);
  if (kept.length + files.length === 0) return collection;
  // Of one format the newest file comes first: what it says counts before what older ones say.
  const joined = isNewer ? [...files, ...collection.sections] : [...collection.sections, ...files];
  const sections = [...kept, ...joined].sort((a, b) => compare(a.collector, b.collector));
  const finishedAt = earlier.finishedAt > collection.finishedAt ? earlier.finishedAt : collection.finishedAt;
  return { ...collection, finishedAt, sections: renumbered(sections) };
}

/** One collection a host: what single files told of it together, or its bundle; of several bundles the newest counts. */
export function joinPieces(pieces: readonly Piece[]): readonly Collection[] {
  const texts = new Map<string, TextPiece[]>();
  const bundles = new Map<string, Collection>();
  const flows: FlowPiece[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'bundle') {
      const { target, finishedAt } = piece.collection;
      const other = bundles.get(target);
      if (other === undefined || other.finishedAt < finishedAt) bundles.set(target, piece.collection);
    } else if (piece.kind === 'flows') flows.push(piece);
    else if (piece.kind === 'text') texts.set(piece.host, [...(texts.get(piece.host) ?? []), piece]);
  }
  const collections = [...bundles.values(), ...[...texts].map(([host, own]) => joinTexts(host, own)), ...joinFlowPieces(flows)];
  return collections.sort((a, b) => compare(a.target, b.target) || compare(a.finishedAt, b.finishedAt));
}
