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
  /** The record as it stands in the text. */
  readonly raw: string;
}

const options = (delimiter: string) => ({
  delimiter,
  raw: true,
  record_delimiter: ['\r\n', '\n'],
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
});

/** Counts the line ends of a text up to growing positions, each of them once. */
function lineCounter(text: string): (position: number) => number {
  let line = 1;
  let from = 0;
  return (position) => {
    for (let at = text.indexOf('\n', from); at !== -1 && at < position; at = text.indexOf('\n', from)) {
      line += 1;
      from = at + 1;
    }
    return line;
  };
}

/** Lines are counted here: the library takes a carriage return within a cell for the end of one. */
function withLines(text: string, rows: readonly ParsedRow[]): CsvRecord[] {
  const lineAt = lineCounter(text);
  let from = 0;
  return rows.map(({ record, raw }) => {
    const body = raw.replace(/^[\r\n]{1,400}/, '');
    const found = text.indexOf(body, from);
    const start = found === -1 ? from : found;
    from = start + body.length;
    return { line: lineAt(start), cells: record };
  });
}

function parseWhole(text: string, delimiter: string): CsvRecord[] | undefined {
  try {
    return withLines(text, parse(text, options(delimiter)) as unknown as readonly ParsedRow[]);
  } catch {
    return undefined;
  }
}

/** An output that was cut off is whole up to its last line, which becomes a single cell. */
function parseCut(text: string, delimiter: string): CsvRecord[] | undefined {
  const cut = text.lastIndexOf('\n') + 1;
  const before = cut === 0 || cut === text.length ? undefined : parseWhole(text.slice(0, cut), delimiter);
  return before?.concat({ line: lineCounter(text)(cut), cells: [text.slice(cut)] });
}

/**
 * The cells of one line; undefined where quotes do not fit. By hand: the library costs more to start than a line is
 * worth, and a damaged text has a million of them.
 */
function splitLine(line: string, delimiter: string): readonly string[] | undefined {
  const cells: string[] = [];
  for (let at = 0; ; at += delimiter.length) {
    const isQuoted = line[at] === '"';
    const end = isQuoted ? quoteEnd(line, at + 1) : line.indexOf(delimiter, at);
    if (isQuoted && end === -1) return undefined;
    const next = isQuoted ? end + 1 : end === -1 ? line.length : end;
    cells.push(isQuoted ? line.slice(at + 1, end).replaceAll('""', '"') : line.slice(at, next));
    if (next >= line.length) return cells;
    if (!line.startsWith(delimiter, next)) return undefined;
    at = next;
  }
}

/** The quote that ends a cell, behind doubled ones; -1 where there is none. */
function quoteEnd(line: string, from: number): number {
  let end = line.indexOf('"', from);
  while (end !== -1 && line[end + 1] === '"') end = line.indexOf('"', end + 2);
  return end;
}

function parseLines(text: string, delimiter: string): CsvRecord[] {
  return [...readLines(text)]
    .filter(({ text: line }) => line.trim() !== '')
    .map(({ number, text: line }) => ({ line: number, cells: splitLine(line, delimiter) ?? [line] }));
}

/**
 * The records of a CSV text (RFC 4180), also of one that was cut off or damaged: where the whole cannot be read,
 * every line is read on its own, and one that cannot be is a single cell.
 */
export function readCsv(text: string, delimiter = ','): readonly CsvRecord[] {
  return parseWhole(text, delimiter) ?? parseCut(text, delimiter) ?? parseLines(text, delimiter);
}
