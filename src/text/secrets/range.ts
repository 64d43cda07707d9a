/** A part of a text, `[start, end)`, that holds a secret. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What stands in place of a secret. */
export const replacement = '[cut]';

/**
 * Blanks are ASCII only: these texts may be bytes read as Latin-1, where 0xa0 is the second half of an
 * "à" and no blank.
 */
export const isBlankAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13);
};

/** End of the word that begins at `at`. */
export function endOfWord(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isBlankAt(text, end)) end += 1;
  return end;
}

/** End of the line that `at` is in. */
export function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline;
}

/** The word at `at`, after blanks on the same line; undefined where the line ends before one. */
export function nextWord(text: string, at: number): Range | undefined {
  let start = at;
  while (start < text.length && text[start] !== '\n' && isBlankAt(text, start)) start += 1;
  const end = endOfWord(text, start);
  return end > start ? { start, end } : undefined;
}

/** A word without the quote that closes what was opened before it, and what follows that: `x";` of a directive. */
export function withoutClosing(text: string, { start, end }: Range): Range {
  let last = end;
  while (last > start && ';,)}]'.includes(text[last - 1] ?? '')) last -= 1;
  return text[last - 1] === '"' || text[last - 1] === "'" ? { start, end: last - 1 } : { start, end };
}

/** The text with every range replaced; ranges may overlap and come in any order. */
export function cutRanges(text: string, ranges: readonly Range[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start >= done) parts.push(text.slice(done, start), replacement);
    done = Math.max(done, end);
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(done);
}
