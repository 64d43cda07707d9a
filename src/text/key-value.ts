import { readLines } from './lines.ts';

/** One `KEY=value` line. */
export interface Assignment {
  /** Line of the whole output. */
  readonly number: number;
  readonly key: string;
  readonly value: string;
}

const assignment = /^\s*([A-Za-z_][A-Za-z0-9_.-]{0,127})=(.*)$/;

/** A value without the quotes a shell would take off (os-release(5)); only double quotes know a backslash. */
export function unquote(value: string): string {
  const text = value.trim();
  const quote = text[0];
  if (text.length < 2 || (quote !== '"' && quote !== "'") || !text.endsWith(quote)) return text;
  const inner = text.slice(1, -1);
  return quote === '"' ? inner.replace(/\\(["$`\\])/g, '$1') : inner;
}

/** Reads one line; undefined for an empty one, a comment, or anything without `=`. */
export function readAssignment(text: string, number: number): Assignment | undefined {
  const [, key, value] = assignment.exec(text) ?? [];
  return key === undefined || value === undefined ? undefined : { number, key, value };
}

/** Blocks of assignments with empty lines between them, as `systemctl show` prints several units. */
export function* readBlocks(text: string): Generator<readonly Assignment[]> {
  let block: Assignment[] = [];
  for (const { number, text: line } of readLines(text)) {
    const read = readAssignment(line, number);
    if (read !== undefined) block.push(read);
    else if (line.trim() === '' && block.length > 0) {
      yield block;
      block = [];
    }
  }
  if (block.length > 0) yield block;
}
