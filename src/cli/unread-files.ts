import { readerOf } from '../collectors/readers.ts';
import type { UnreadCommand } from '../collectors/texts/read-session.ts';
import { isInventory } from '../import/host-of-file.ts';
import type { Piece } from '../import/import-file.ts';
import type { Collection, Section } from '../model/evidence.ts';
import type { Fact, SkippedFact } from '../model/fact.ts';
import type { Observation } from '../model/observation.ts';
import { decodeBytes } from '../text/decode.ts';
import { endMissing } from '../text/fact-list.ts';

/** A file that was read, but not whole. */
export interface UnreadFile {
  readonly path: string;
  /** Lines and objects in it that could not be read, its missing end aside. */
  readonly lines: number;
  /** Its end is missing: what stood behind it is not known. */
  readonly cut?: true;
  /** Of an inventory: what stood behind it stays as an earlier file of that name told. */
  readonly toldBefore?: true;
  /** The first of them. */
  readonly first?: { readonly line: number; readonly reason: string };
  /** Outputs in it that no format recognises, by what was typed and the line they begin at. */
  readonly commands?: readonly UnreadCommand[];
}

/** A file that was read. */
interface ReadFile {
  readonly path: string;
  /** Lines of the file above the section. */
  readonly above: number;
  readonly section: Section;
  readonly facts: readonly Fact[];
  readonly toldBefore: boolean;
}

const newline = 10;
const isSkipped = (fact: Fact): fact is SkippedFact => fact.fact === 'skipped';
const isEnd = ({ reason }: SkippedFact): boolean => reason === endMissing;

/** snmpwalk ends every line, so the last value of a walk without a line end may be half of one. */
const isHalfWalk = ({ collector, stdout }: Section): boolean =>
  readerOf(collector)?.group === 'walk' && stdout.at(-1) !== newline;

/** What a file says by itself. Parsers never throw; should one do so, that is told as its host's failure. */
function factsOf({ collector, stdout }: Section): readonly Fact[] {
  try {
    return readerOf(collector)?.parse(decodeBytes(stdout)) ?? [];
  } catch {
    return [];
  }
}

function unreadOf({ path, above, section, facts, toldBefore }: ReadFile): UnreadFile[] {
  const skipped = facts.filter(isSkipped);
  const isCut = isHalfWalk(section) || skipped.some(isEnd);
  if (skipped.length === 0 && !isCut) return [];
  const others = skipped.filter((fact) => !isEnd(fact));
  const [first] = others;
  return [
    {
      ...{ path, lines: others.reduce((sum, { count = 1 }) => sum + count, 0) },
      ...(isCut ? { cut: true } : {}),
      ...(isCut && toldBefore ? { toldBefore: true } : {}),
      ...(first === undefined ? {} : { first: { line: first.line + above, reason: first.reason } }),
    },
  ];
}

const isEntry = ({ collector }: Section): boolean => collector === 'import.entry';

/**
 * The files among these that were not read whole, in the order of their paths. What a file alone brought to its host is known from the
 * observation; others are read once more, where anything of their host could not be read.
 */
export function findUnreadFiles(
  pieces: readonly Piece[],
  read: readonly { readonly collection: Collection; readonly observation: Observation }[],
): readonly UnreadFile[] {
  const sent = new Map(pieces.flatMap((piece) => (piece.kind === 'text' ? [[piece.section.stdout, piece] as const] : [])));
  const unread = read.flatMap(({ collection, observation }) => {
    const told = collection.sections.filter((section) => !isEntry(section));
    return told.flatMap((section) => {
      const piece = sent.get(section.stdout);
      if (piece === undefined || (observation.skippedLines === 0 && !isHalfWalk(section))) return [];
      const toldBefore =
        isInventory(collection.target) &&
        told.some(({ collector, stdout }) => collector === section.collector && !sent.has(stdout));
      const { path, line = 1 } = piece;
      return unreadOf({
        path,
        above: line - 1,
        section,
        facts: told.length === 1 ? observation.facts : factsOf(section),
        toldBefore,
      });
    });
  });
  const unknown = pieces.flatMap((piece): UnreadFile[] =>
    piece.kind === 'unread' ? [{ path: piece.path, lines: 0, commands: piece.commands }] : [],
  );
  return [...unread, ...unknown].sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
}
