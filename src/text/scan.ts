/**
 * Scanning by index: positions in one large text instead of millions of small ones. Every function
 * looks at `[at, end)` only, so a line costs its own length.
 */
const tab = 9;
const space = 32;
const digitZero = 48;
const digitNine = 57;
/** Fifteen digits always fit a safe integer. */
const mostDigits = 15;

/** A position in a text that moves on as it is read. */
export interface Cursor {
  at: number;
}

/** Space and tab; a line end is none. */
export const isBlankCode = (code: number): boolean => code === space || code === tab;

/** First position from `at` that is not a blank. */
export function skipBlanks(text: string, at: number, end: number): number {
  let position = at;
  while (position < end && isBlankCode(text.charCodeAt(position))) position += 1;
  return position;
}

/** First position from `at` that is a blank. */
export function wordEnd(text: string, at: number, end: number): number {
  let position = at;
  while (position < end && !isBlankCode(text.charCodeAt(position))) position += 1;
  return position;
}

/** First position from `at` that is no decimal digit. */
export function digitsEnd(text: string, at: number, end: number): number {
  let position = at;
  while (position < end) {
    const code = text.charCodeAt(position);
    if (code < digitZero || code > digitNine) break;
    position += 1;
  }
  return position;
}

/** Value of the decimal digits that fill `[at, end)`; undefined for anything else, or more than 15 of them. */
export function scanInteger(text: string, at: number, end: number): number | undefined {
  if (at >= end || end - at > mostDigits) return undefined;
  let value = 0;
  for (let position = at; position < end; position += 1) {
    const code = text.charCodeAt(position);
    if (code < digitZero || code > digitNine) return undefined;
    value = value * 10 + (code - digitZero);
  }
  return value;
}

/** Reads the decimal digits at the cursor and moves it behind them; -1 where there are none, or more than 15. */
export function scanDigitsAt(text: string, cursor: Cursor, end: number): number {
  const start = cursor.at;
  let value = 0;
  let position = start;
  for (; position < end; position += 1) {
    const digit = text.charCodeAt(position) - digitZero;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  cursor.at = position;
  return position === start || position - start > mostDigits ? -1 : value;
}

/** A whole decimal number, nothing before or after it. */
export const readInteger = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : scanInteger(text, 0, text.length);

/** The words of a line; with a `limit` the last one is the rest of the line as it stands. */
export function readWords(text: string, limit = Number.POSITIVE_INFINITY): string[] {
  const words: string[] = [];
  for (let at = skipBlanks(text, 0, text.length); at < text.length; ) {
    const end = words.length + 1 < limit ? wordEnd(text, at, text.length) : text.length;
    words.push(text.slice(at, end));
    at = skipBlanks(text, end, text.length);
  }
  return words;
}
