import { parse } from 'csv-parse/sync';

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

/** Where a quoted cell that begins at `at` ends, behind its closing quote; -1 where what follows fits no cell. */
function quotedEnd(text: string, at: number, delimiter: string): number {
  let quote = text.indexOf('"', at + 1);
  while (quote !== -1 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  const end = quote + 1;
  const fits = end === text.length || text.startsWith(delimiter, end) || lineEnds.test(text.slice(end, end + 2));
  return quote !== -1 && fits ? end : -1;
}

const lineEnds = /^\r?\n/;

/** Where a line that holds `at` ends, without its line end. */
function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  const end = newline === -1 ? text.length : newline;
  return end > at && text[end - 1] === '\r' ? end - 1 : end;
}

/** Finds a text from positions on that mostly grow, looking at each part of the whole once. */
function finder(text: string, searched: string): (from: number) => number {
  let [asked, found] = [0, -1];
  return (from) => {
    if (found < from || from < asked) found = text.indexOf(searched, from);
    if (found === -1) found = text.length;
    asked = from;
    return found;
  };
}

interface Span {
  readonly cells: readonly string[];
  readonly end: number;
}

/** The record that begins at `start`; a line whose quotes do not fit is a single cell. */
function readRecord(text: string, start: number, delimiter: string, nextDelimiter: (from: number) => number): Span {
  const cells: string[] = [];
  let stop = lineEnd(text, start);
  for (let at = start; ; at += delimiter.length) {
    const isQuoted = text[at] === '"';
    const found = isQuoted ? quotedEnd(text, at, delimiter) : nextDelimiter(at);
    if (found === -1) {
      const end = lineEnd(text, start);
      return { cells: [text.slice(start, end)], end };
    }
    if (isQuoted && found > stop) stop = lineEnd(text, found);
    const end = Math.min(found, stop);
    cells.push(isQuoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end));
    if (end >= stop) return { cells, end };
    at = end;
  }
}

/**
 * Record by record, whatever their lengths. By hand: the library makes an error with a copy of everything for each record
 * that is not as long as the first, and gives up where one quote is not closed.
 */
function parseDamaged(text: string, delimiter: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  const [lineAt, nextDelimiter, nextLine] = [lineCounter(text), finder(text, delimiter), finder(text, '\n')];
  for (let at = 0; at < text.length; ) {
    const { cells, end } = readRecord(text, at, delimiter, nextDelimiter);
    if (text.slice(at, end).trim() !== '') records.push({ line: lineAt(at), cells });
    at = nextLine(end) + 1;
  }
  return records;
}

/**
 * The records of a CSV text (RFC 4180), also of one that was cut off or damaged: of that a line whose quotes do not fit
 * is a single cell.
 */
export function readCsv(text: string, delimiter = ','): readonly CsvRecord[] {
  return parseWhole(text, delimiter) ?? parseDamaged(text, delimiter);
}
