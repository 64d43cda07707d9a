import { readLines } from './lines.ts';

/** One line of a file, as `grep '' FILE…` prints it: with the path in front. */
export interface LabelledLine {
  /** Line of the whole output. */
  readonly number: number;
  readonly path: string;
  readonly text: string;
}

/**
 * Lines of several files printed by `grep -s '' FILE…`: `/etc/machine-id:1234…`. grep leaves out files
 * that are missing or may not be read, and exists everywhere. A line without a path is left out.
 */
export function* readLabelledLines(text: string): Generator<LabelledLine> {
  for (const { number, text: line } of readLines(text)) {
    const colon = line.indexOf(':');
    if (line.startsWith('/') && colon > 0) yield { number, path: line.slice(0, colon), text: line.slice(colon + 1) };
  }
}
