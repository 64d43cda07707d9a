import { readLines } from './lines.ts';

/** One line of a file, as `grep -Hn PATTERN FILE…` prints it: with the path and its number in front. */
export interface NumberedLine {
  /** Line of the whole output. */
  readonly number: number;
  readonly text: string;
}

/** What was printed of one file. */
export interface NumberedFile {
  readonly path: string;
  readonly lines: readonly NumberedLine[];
}

const label = /^(\/[^:]{1,4096}):(\d{1,9}):/;

/**
 * Lines of several files printed by `grep -sHn`: `/etc/haproxy/haproxy.cfg:12:  bind *:80`. Lines of one file stand
 * together; a line without a path is left out. A path with a colon cannot be told from its line.
 */
export function readNumberedFiles(text: string): readonly NumberedFile[] {
  const files: { path: string; lines: NumberedLine[] }[] = [];
  for (const { number, text: line } of readLines(text)) {
    const [prefix, path] = label.exec(line) ?? [];
    if (prefix === undefined || path === undefined) continue;
    const last = files.at(-1);
    const file = last?.path === path ? last : { path, lines: [] };
    if (file !== last) files.push(file);
    file.lines.push({ number, text: line.slice(prefix.length) });
  }
  return files;
}

/** A text that is one file as it stands. */
export const wholeFile = (path: string, text: string): NumberedFile => ({
  path,
  lines: [...readLines(text)].map(({ number, text: line }) => ({ number, text: line })),
});
