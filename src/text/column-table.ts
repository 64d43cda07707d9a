import { isBlankCode, skipBlanks, wordEnd } from './scan.ts';

/** A column as the rule below its header draws it: `[start, end)` in characters. */
export interface Column {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface Word {
  readonly start: number;
  readonly end: number;
}

/** More columns than any tool prints. */
const mostColumns = 200;
const rules = { '-': /^[ \t]{0,400}-[- \t]{0,4000}$/, '=': /^[ \t]{0,400}=[= \t]{0,4000}$/ } as const;

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (let at = skipBlanks(text, 0, text.length); at < text.length && words.length < 2_000; ) {
    const end = wordEnd(text, at, text.length);
    words.push({ start: at, end });
    at = skipBlanks(text, end, text.length);
  }
  return words;
}

/** The columns of a table from its header and the rule below it; undefined where the line is no such rule. */
export function readColumns(header: string, rule: string, sign: '-' | '='): readonly Column[] | undefined {
  if (!rules[sign].test(rule) || header.trim() === '') return undefined;
  const columns = wordsOf(rule)
    .slice(0, mostColumns)
    .map(({ start, end }) => ({ name: header.slice(start, end).trim(), start, end }));
  return columns.some(({ name }) => name === '') ? undefined : columns;
}

/**
 * A value stands below its rule, flush left or flush right, and may be wider than it. Words of a value that lie
 * beyond its rule follow the word before them.
 */
function columnOf(word: Word, columns: readonly Column[], from: number, before: number | undefined): number {
  let column = from;
  while (column < columns.length && (columns[column]?.end ?? 0) <= word.start) column += 1;
  const found = columns[column];
  if (found !== undefined && found.start < word.end) return column;
  return before === undefined || before < column - 1 ? Math.min(column, columns.length - 1) : before;
}

/** The cells of one row, in the order of the columns; an empty text where there is nothing. */
export function cutRow(text: string, columns: readonly Column[]): readonly string[] {
  const starts = new Array<number>(columns.length).fill(-1);
  const ends = new Array<number>(columns.length).fill(-1);
  let before: number | undefined;
  for (const word of wordsOf(text)) {
    const column: number = columnOf(word, columns, before ?? 0, before);
    if (starts[column] === -1) starts[column] = word.start;
    ends[column] = word.end;
    before = column;
  }
  return columns.map((_, column) => (starts[column] === -1 ? '' : text.slice(starts[column], ends[column])));
}

/** Whether a line begins with a blank. */
export const isIndented = (text: string): boolean => text.length > 0 && isBlankCode(text.charCodeAt(0));
