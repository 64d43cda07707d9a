import { wrap } from './terminal.ts';

/** A line that stands by itself: an example, an item of a list, a heading, nothing. */
const standsAlone = (line: string): boolean => line === '' || line.startsWith(' ') || line.endsWith(':');

/** Lines of prose that were broken for a wide terminal, as one line each paragraph. */
function joinProse(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const before = joined.at(-1);
    if (before === undefined || standsAlone(before) || standsAlone(line)) joined.push(line);
    else joined[joined.length - 1] = `${before} ${line}`;
  }
  return joined;
}

/**
 * A text of the help in the width of the terminal: what is wider is broken between words, an example goes on further in. A text
 * that fits, and every text in a pipe (no width), stays as it is.
 */
export function fitHelp(text: string, width: number | undefined): string {
  const lines = text.split('\n');
  if (width === undefined || lines.every((line) => line.length <= width)) return text;
  return joinProse(lines)
    .flatMap((line) => {
      const margin = line.length - line.trimStart().length;
      return wrap(line, width, margin === 0 ? '' : ' '.repeat(margin + 4));
    })
    .join('\n');
}
