import stringWidth from 'string-width';

/**
 * What a terminal would obey or hide instead of showing: C0, DEL and C1 controls (ECMA-48),
 * bidirectional marks and embeddings (UAX #9), zero-width and invisible format characters, line and
 * paragraph separators, tag characters, lone surrogates.
 */
const unsafe = /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\p{Cs}\u{e0000}-\u{e007f}]/gu;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const short = named[character];
  if (short !== undefined) return short;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}

/** Text from anywhere as one line that a terminal shows and does not obey: `\x1b` for an escape. */
export const sanitize = (text: string): string => text.replace(unsafe, visible);

/** The same for text of several lines: newlines and tabs stay. */
export const sanitizeLines = (text: string): string =>
  text.replace(unsafe, (character) => (character === '\n' || character === '\t' ? character : visible(character)));

/** A JSON document with the same value and no byte a terminal would obey. */
export const sanitizeJson = (json: string): string =>
  json.replace(unsafe, (character) => (character === '\n' ? character : jsonEscape(character)));

const jsonEscape = (character: string): string =>
  [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');

const printableAscii = /^[\x20-\x7e]*$/;

/** Terminal cells a text takes: two for CJK and emoji, none for combining marks. */
export const displayWidth = (text: string): number => (printableAscii.test(text) ? text.length : stringWidth(text));

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cuts a text to at most `width` cells, the last one an ellipsis; never inside a character. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  if (width <= 0) return '';
  let cut = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const cells = displayWidth(segment);
    if (used + cells > width - 1) break;
    cut += segment;
    used += cells;
  }
  return `${cut}…`;
}

/** The same, but between two words where at least a third of the width is left then: half an address is another address. */
export function truncateWords(text: string, width: number): string {
  const cut = truncate(text, width);
  if (cut === text) return text;
  const kept = cut.length - 1;
  if (text[kept] === ' ') return cut;
  const blank = cut.lastIndexOf(' ');
  return blank < 1 || blank * 3 < width ? cut : `${cut.slice(0, blank)} …`;
}

/** Fills a text with blanks to `width` cells. */
export function pad(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'right' ? blanks + text : text + blanks;
}

/**
 * Breaks a text between words into lines of at most `width` cells, the later ones indented; a longer word
 * stands alone and is cut by the terminal. Undefined does not break.
 */
export function wrap(text: string, width: number | undefined, indent = ''): string[] {
  if (width === undefined || displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const [whole, , word = ''] of text.matchAll(/( *)([^ ]+)/g)) {
    const isFirst = line.trim() === '';
    if (!isFirst && displayWidth(line) + displayWidth(whole) > width) {
      lines.push(line);
      line = indent + word;
    } else line += isFirst && lines.length > 0 ? word : whole;
  }
  return [...lines, line];
}

/** Select Graphic Rendition codes (ECMA-48, 8.3.117). */
const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39] } as const;
export type Style = keyof typeof codes;

/** Colours a text, or leaves it as it is where colour is off. */
export function paint(text: string, style: Style, color: boolean): string {
  const [on, off] = codes[style];
  return color ? `\u001b[${on}m${text}\u001b[${off}m` : text;
}

/** What of a stream decides how to print on it. */
export interface Screen {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Cells of a line on a terminal, 80 where it does not say; undefined for a pipe or file, where nothing is cut. */
export const screenWidth = ({ isTTY, columns }: Screen): number | undefined =>
  isTTY === true ? (columns !== undefined && columns > 0 ? columns : 80) : undefined;
