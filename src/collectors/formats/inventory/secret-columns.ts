import { cutRanges, type Range } from '../../../text/secrets/range.ts';
import { isSecretName } from './secret-names.ts';

/** Position behind a quoted cell that begins at `at`; -1 where its quotes do not fit (RFC 4180, 2.5 to 2.7). */
function quotedEnd(text: string, at: number, separator: string): number {
  let quote = text.indexOf('"', at + 1);
  while (quote !== -1 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  const next = text[quote + 1];
  return quote !== -1 && (next === undefined || next === separator || next === '\r' || next === '\n') ? quote + 1 : -1;
}

/** Position of the separator or line end behind an unquoted cell. */
function plainEnd(text: string, at: number, separator: string): number {
  let end = at;
  while (end < text.length && text[end] !== separator && text[end] !== '\n') end += 1;
  return end > at && text[end - 1] === '\r' && text[end] !== separator ? end - 1 : end;
}

interface Cell {
  readonly column: number;
  readonly start: number;
  readonly end: number;
  /** Its quotes do not fit: it is the rest of its line. */
  readonly broken: boolean;
}

function* cellsOf(text: string, separator: string): Generator<Cell> {
  let column = 0;
  for (let at = 0; at <= text.length; ) {
    const quoted = text[at] === '"' ? quotedEnd(text, at, separator) : undefined;
    const end = quoted === -1 ? plainEnd(text, at, '\n') : (quoted ?? plainEnd(text, at, separator));
    yield { column, start: at, end, broken: quoted === -1 };
    column = text[end] === separator ? column + 1 : 0;
    at = text[end] === '\r' ? end + 2 : end + 1;
  }
}

/**
 * Cuts the cells below headers that are named for a secret or a free note out of a table; of a line whose quotes do not fit, all behind
 * them. Everything else stays the same to the byte. Linear in the length of the text.
 * @param start where the header begins
 */
export function cutSecretColumns(text: string, separator: string, start: number): string {
  const body = text.slice(start);
  const secret = new Set<number>();
  const ranges: Range[] = [];
  let isHeader = true;
  let rows = 0;
  for (const { column, start: from, end, broken } of cellsOf(body, separator)) {
    if (column === 0 && rows++ > 0) isHeader = false;
    if (isHeader) {
      if (isSecretName(body.slice(from, end).replaceAll('"', ''))) secret.add(column);
    } else if (secret.size === 0) return text;
    else if (from < end && (broken || secret.has(column))) ranges.push({ start: start + from, end: start + end });
  }
  return cutRanges(text, ranges);
}
