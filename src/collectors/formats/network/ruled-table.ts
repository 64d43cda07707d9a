import { readLines } from '../../../text/lines.ts';

/** A row of a table whose columns are ruled: `------ + ----` below the header says where each begins and how wide it is. */
export interface RuledRow {
  readonly line: number;
  readonly text: string;
  /** By the last line of the header, in lower case; empty where there is nothing. */
  cell(name: string): string;
  /** True where the text of the cell fills its column: it goes on below without a blank. */
  isFull(name: string): boolean;
}

interface Column {
  readonly name: string;
  readonly start: number;
  readonly width: number;
  /** Where the next column begins: what is too long for its own column reaches up to there. */
  readonly end: number;
}

const longestLine = 400;
const rule = /^[ |+-]{3,400}$/;

const cut = (text: string, start: number, end: number): string => {
  const inside = text.slice(start, end).trim();
  return inside.endsWith('|') ? inside.slice(0, -1).trim() : inside;
};

function columnsOf(ruled: string, header: string): readonly Column[] {
  const runs = [...ruled.matchAll(/-+/g)].map(({ 0: { length: width }, index: start }) => ({ start, width }));
  return runs.map(({ start, width }, at) => {
    const end = runs[at + 1]?.start ?? longestLine;
    return { name: cut(header, start, end).toLowerCase(), start, width, end };
  });
}

/**
 * The rows of the tables that have all these columns. A table goes on up to the next rule; what stands after its last row
 * (a note, an empty line) comes as a row too, but for empty lines.
 */
export function* readRuledTable(text: string, needed: readonly string[]): Generator<RuledRow> {
  let columns: ReadonlyMap<string, Column> | undefined;
  let header = '';
  for (const { number, text: whole } of readLines(text)) {
    const line = whole.slice(0, longestLine).trimEnd();
    if (rule.test(line) && line.includes('--')) {
      // The first of two columns of one name counts.
      const found = new Map(
        columnsOf(line, header)
          .toReversed()
          .map((one) => [one.name, one]),
      );
      columns = needed.every((name) => found.has(name)) ? found : undefined;
    } else if (columns !== undefined && line !== '') {
      const current = columns;
      const cell = (name: string): string => {
        const column = current.get(name);
        return column === undefined ? '' : cut(line, column.start, column.end);
      };
      const isFull = (name: string): boolean => cell(name).length >= (current.get(name)?.width ?? 0);
      yield { line: number, text: line, cell, isFull };
    }
    header = line;
  }
}
