/** One line of an output, without its line end. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  readonly text: string;
}

/** Far more than any command line; what is longer is not meant to be read. */
const longest = 65_536;
const carriageReturn = 13;

/**
 * The lines of an output, LF or CRLF. A line is cut at 65,536 characters, so that no reader has to
 * fear its length. A last line without an end counts; the nothing after the last line end does not.
 */
export function* readLines(text: string): Generator<Line> {
  let number = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const next = newline === -1 ? text.length : newline;
    const end = next > start && text.charCodeAt(next - 1) === carriageReturn ? next - 1 : next;
    number += 1;
    yield { number, text: text.slice(start, Math.min(end, start + longest)) };
    start = next + 1;
  }
}
