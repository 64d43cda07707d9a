import { readLines } from '../../../text/lines.ts';
import { readWords } from '../../../text/scan.ts';

/** A table of a network device: what its header says, and what the words of a row are. */
export interface Layout {
  /** The header in lower case, one blank between its words; a header that goes on is meant as well. */
  readonly header: string;
  /** Names of the words of a row, in order. */
  readonly columns: readonly string[];
}

/** One row, by the names of its layout; a word that is not there is an empty text. */
export interface LayoutRow {
  readonly line: number;
  readonly text: string;
  /** Undefined where the row has nothing of its kind: neither a heading nor a row of this table. */
  readonly cell?: (column: string) => string;
}

/** `layout('vlan mac address type ports', 'vlan mac type port')` */
export const layout = (header: string, columns: string): Layout => ({ header, columns: columns.split(' ') });

const normalised = (text: string): string => readWords(text).join(' ').toLowerCase();
const rule = /^[-+=_| ]{3,400}$/;

/** The layout whose header this line is, the longest where several fit. */
function headerOf(line: string, layouts: readonly Layout[]): Layout | undefined {
  let best: Layout | undefined;
  for (const one of layouts) {
    if (line.startsWith(one.header) && one.header.length > (best?.header.length ?? 0)) best = one;
  }
  return best;
}

/**
 * The rows below a header this list knows. A row is told by the word that must be in it (an address, a MAC), and its other
 * words by their distance from that: flags before the row do not matter. What stands above the first header is a legend.
 * @param bare the layout of rows that have no header
 */
export function* readLayoutRows(
  text: string,
  layouts: readonly Layout[],
  anchor: { readonly column: string; is(word: string): boolean },
  bare?: Layout,
): Generator<LayoutRow> {
  let current = bare;
  let begun = false;
  for (const { number, text: line } of readLines(text)) {
    const words = readWords(line);
    const header = headerOf(normalised(line.slice(0, 400)), layouts);
    if (header !== undefined) [current, begun] = [header, true];
    if (header !== undefined || words.length === 0 || rule.test(line)) continue;
    const at = words.findIndex((word) => anchor.is(word));
    if (current === undefined || at === -1) {
      if (begun) yield { line: number, text: line };
      continue;
    }
    const { columns } = current;
    const shift = at - columns.indexOf(anchor.column);
    const cell = (column: string): string => {
      const index = columns.indexOf(column);
      return index === -1 ? '' : (words[index + shift] ?? '');
    };
    yield { line: number, text: line, cell };
  }
}

/** True where one of the lines is a header of this list. */
export function hasHeader(head: string, layouts: readonly Layout[]): boolean {
  for (const { number, text } of readLines(head)) {
    if (number > 200) return false;
    if (headerOf(normalised(text.slice(0, 400)), layouts) !== undefined) return true;
  }
  return false;
}
