import { parse } from 'csv-parse/sync';
import { readLines } from './lines.ts';

/** One record of a CSV text. */
export interface CsvRecord {
  /** 1-based line the record begins on. */
  readonly line: number;
  readonly cells: readonly string[];
}

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const options = (delimiter: string) => ({
  delimiter,
  info: true,
  record_delimiter: ['\r\n', '\n'],
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
});

const lineBreaks = (cells: readonly string[]): number =>
  cells.reduce((count, cell) => count + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);

function parseWhole(text: string, delimiter: string): CsvRecord[] | undefined {
  try {
    const rows = parse(text, options(delimiter)) as unknown as readonly ParsedRow[];
    // The library counts the lines up to the end of a record; those inside its cells belong to it.
    return rows.map(({ record, info }) => ({ line: Math.max(1, info.lines - lineBreaks(record)), cells: record }));
  } catch {
    return undefined;
  }
}

/**
 * The records of a CSV text (RFC 4180), also of one that was cut off or damaged: where the whole cannot be read,
 * every line is read on its own, and one that cannot be is a single cell.
 */
export function readCsv(text: string, delimiter = ','): readonly CsvRecord[] {
  const whole = parseWhole(text, delimiter);
  if (whole !== undefined) return whole;
  const records: CsvRecord[] = [];
  for (const { number, text: line } of readLines(text)) {
    const cells = line.trim() === '' ? undefined : (parseWhole(line, delimiter)?.[0]?.cells ?? [line]);
    if (cells !== undefined) records.push({ line: number, cells });
  }
  return records;
}
