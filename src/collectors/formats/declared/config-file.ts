import { readLabelledLines } from '../../../text/labelled-files.ts';
import { type Line, readLines } from '../../../text/lines.ts';
import type { DeclaredList } from './declared-list.ts';

/** The lines of one file, numbered as the output that holds it. */
export interface ConfigFile {
  readonly path: string;
  readonly lines: readonly Line[];
}

/** Who reads which files. */
export interface FileReader {
  /** Paths of its files. */
  readonly path: RegExp;
  /** Never throws; what it does not understand it leaves out. */
  read(file: ConfigFile, out: DeclaredList): void;
}

/** The files in the output of `grep '' FILE…`. Lines of one file that do not follow each other are several files. */
export function* labelledFiles(text: string): Generator<ConfigFile> {
  let path = '';
  let lines: Line[] = [];
  for (const line of readLabelledLines(text)) {
    if (line.path !== path) {
      if (lines.length > 0) yield { path, lines };
      [path, lines] = [line.path, []];
    }
    lines.push(line);
  }
  if (lines.length > 0) yield { path, lines };
}

/** A text that is one file. */
export const wholeFile = (path: string, text: string): ConfigFile => ({ path, lines: [...readLines(text)] });
