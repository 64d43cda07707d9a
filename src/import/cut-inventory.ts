import { readerOf } from '../collectors/readers.ts';
import type { Collection, Section } from '../model/evidence.ts';
import { decodeBytes } from '../text/decode.ts';
import { endMissing } from '../text/fact-list.ts';
import { isInventory } from './host-of-file.ts';

/** True for a file of which the end is missing. Parsers never throw; of one that does nobody knows. */
function isCut({ collector, stdout }: Section): boolean {
  try {
    const facts = readerOf(collector)?.parse(decodeBytes(stdout)) ?? [];
    return facts.some((fact) => fact.fact === 'skipped' && fact.reason === endMissing);
  } catch {
    return false;
  }
}

const sameBytes = (a: Section, b: Section): boolean => Buffer.compare(a.stdout, b.stdout) === 0;

/** What stays of earlier files of an inventory beside the new ones. */
export interface EarlierFiles {
  readonly sections: readonly Section[];
  /** What is sent is older, and only tells what is missing in these. */
  readonly isNewer?: true;
}

/** The files of one format, old and new; a file that is sent once more is a new one. */
function sectionsOf(collector: string, earlier: Collection, collection: Collection) {
  const sent = collection.sections.filter((section) => section.collector === collector);
  const known = earlier.sections.filter((section) => section.collector === collector);
  return { sent, known, before: known.filter((section) => !sent.some((one) => sameBytes(one, section))) };
}

/**
 * Earlier files of an inventory that was cut short, of the same formats as the new ones: what stood behind a missing end is not known, so it is
 * not gone. Nothing for what is no inventory, and where the newest file is whole.
 */
export function filesBefore(earlier: Collection, collection: Collection): EarlierFiles {
  if (!isInventory(collection.target)) return { sections: [] };
  const formats = new Set(collection.sections.map(({ collector }) => collector));
  const files = [...formats]
    .filter((collector) => readerOf(collector)?.about === 'others')
    .map((collector) => sectionsOf(collector, earlier, collection));
  if (collection.finishedAt >= earlier.finishedAt) {
    // A whole file stands for itself; one that was cut short takes nothing back.
    return { sections: files.flatMap(({ sent, before }) => (before.length > 0 && sent.some(isCut) ? before : [])) };
  }
  const isUseful = files.every(({ known }) => known.length > 0 && known.every(isCut));
  return isUseful ? { sections: files.flatMap(({ before }) => before), isNewer: true } : { sections: [] };
}
