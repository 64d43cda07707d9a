import { type Column, cutRow, isIndented, readColumns } from '../column-table.ts';
import { type Line, readLines } from '../lines.ts';
import type { PowerShellItem } from './record.ts';

/** An object of `Format-List` in the making. */
interface ListDraft {
  readonly line: number;
  readonly fields: Map<string, string>;
  last: string;
  /** Length of the line before: one that fills the window was broken in the middle of a word. */
  width: number;
}

/** `LocalPort      : 445`, `LocalPort :`; a name of one word, since a value may hold a colon too. */
const property = /^([A-Za-z_][\w.]{0,80}) {0,80} :(?: (.*))?$/;
/** PowerShell 7 colours its headers. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what a colour begins with
const colour = /\u001b\[[\d;]{0,20}m/g;

const plain = (text: string): string => (text.includes('\u001b') ? text.replace(colour, '') : text);

/** The narrowest window anybody has; a shorter line was not broken for want of room. */
const narrowest = 70;

class LayoutReader {
  #columns: readonly Column[] | undefined;
  #header: Line | undefined;
  #list: ListDraft | undefined;

  *read(line: Line): Generator<PowerShellItem> {
    if (line.text.trim() === '') {
      yield* this.finish();
      return;
    }
    const columns = this.#header === undefined ? undefined : readColumns(this.#header.text, line.text, '-');
    if (columns !== undefined) {
      this.#header = undefined;
      this.#columns = columns;
    } else if (this.#columns !== undefined) yield this.#readRow(line, this.#columns);
    else yield* this.#readProperty(line);
  }

  /** What is still open at an empty line or the end. */
  *finish(): Generator<PowerShellItem> {
    if (this.#header !== undefined) yield { kind: 'broken', line: this.#header.number, text: this.#header.text };
    if (this.#list !== undefined) yield { kind: 'record', line: this.#list.line, fields: this.#list.fields };
    this.#header = undefined;
    this.#columns = undefined;
    this.#list = undefined;
  }

  #readRow({ number, text }: Line, columns: readonly Column[]): PowerShellItem {
    const cells = cutRow(text, columns);
    const pairs = columns.map(({ name }, at) => [name.toLowerCase(), cells[at] ?? ''] as const);
    return { kind: 'record', line: number, fields: new Map(pairs.filter(([, value]) => value !== '')) };
  }

  *#readProperty(line: Line): Generator<PowerShellItem> {
    const [, name, value = ''] = property.exec(line.text) ?? [];
    const list = this.#list;
    if (name !== undefined) {
      if (list === undefined || list.fields.has(name.toLowerCase())) yield* this.finish();
      this.#put(line, name.toLowerCase(), value.trim());
    } else if (list !== undefined && isIndented(line.text)) {
      const before = list.fields.get(list.last) ?? '';
      list.fields.set(list.last, `${before}${list.width >= narrowest ? '' : ' '}${line.text.trim()}`);
      list.width = line.text.length;
    } else {
      yield* this.finish();
      this.#header = line;
    }
  }

  #put({ number, text }: Line, name: string, value: string): void {
    this.#list ??= { line: number, fields: new Map(), last: name, width: 0 };
    this.#list.last = name;
    this.#list.width = text.length;
    if (value !== '') this.#list.fields.set(name, value);
  }
}

/** Output of `Format-Table` and `Format-List`, one or several in one text. */
export function* readPowerShellLayout(text: string): Generator<PowerShellItem> {
  const reader = new LayoutReader();
  for (const { number, text: line } of readLines(text)) yield* reader.read({ number, text: plain(line) });
  yield* reader.finish();
}
