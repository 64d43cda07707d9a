import type { Varbind } from '../../model/varbind.ts';
import { endMissing } from '../fact-list.ts';
import { readLines } from '../lines.ts';
import { resolveOid } from './oid-names.ts';
import type { SkippedLine, WalkText } from './snmprec.ts';
import { readWalkRow } from './walk-row.ts';
import { isOpen, mayGoOn, readWalkValue, splitType, type ValueStart } from './walk-value.ts';

/** Far more than any object holds; the rest of a longer one is passed over. */
const longestValue = 65_536;

/** What the tools of Net-SNMP print on standard error, often into the same file, where an agent answers no more. */
const stopped = /^Timeout: No Response from /;

/** An object whose value may go on in the next line. */
interface OpenValue {
  readonly line: number;
  readonly row: string;
  /** Undefined where nobody reads the object. */
  readonly oid: string | undefined;
  readonly start: ValueStart;
  readonly more: string[];
  length: number;
  isOpen: boolean;
}

/** Objects of a walk in the making. */
class WalkReader {
  readonly varbinds: Varbind[] = [];
  readonly skipped: SkippedLine[] = [];
  #open: OpenValue | undefined;
  #hasTypes = false;

  #skip(line: number, text: string, reason: string): void {
    this.skipped.push({ line, text, reason });
  }

  /** Ends the value that was open: no further line belongs to it. */
  close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open?.oid === undefined) return;
    const { oid, line, start, more } = open;
    const value = readWalkValue(oid, more.length === 0 ? start : { ...start, text: [start.text, ...more].join('\n') });
    if (value === undefined) this.#skip(line, open.row, 'the value is none of its type');
    else this.varbinds.push({ line, oid, ...value });
  }

  /** In a walk with types a last value without one is the beginning of a type: the text was cut off there. */
  dropHalf(): void {
    const open = this.#open;
    if (open === undefined || open.start.name !== '' || open.start.text.startsWith('"') || !this.#hasTypes) return;
    this.#open = undefined;
    this.#skip(open.line, open.row, endMissing);
  }

  begin(line: number, row: string, name: string, rest: string): void {
    this.close();
    const start = splitType(rest);
    if (start === undefined) return;
    if (start.name !== '') this.#hasTypes = true;
    this.#open = { line, row, oid: resolveOid(name), start, more: [], length: rest.length, isOpen: isOpen(start) };
  }

  /** A line that begins no object: part of the value before it, or of nothing. */
  goOn(line: number, text: string): void {
    const open = this.#open;
    if (open?.isOpen !== true && stopped.test(text)) {
      this.#skip(line, text, endMissing);
      return;
    }
    if (open !== undefined && (open.isOpen || mayGoOn(open.start, text))) {
      open.length += text.length;
      if (open.length <= longestValue) open.more.push(text);
      if (open.isOpen && isClosed(text)) open.isOpen = false;
      return;
    }
    if (text.trim() !== '' && !text.startsWith('#')) this.#skip(line, text, 'no object of a walk');
  }
}

/** A quote that is not escaped ends the line, and with it the value. */
function isClosed(text: string): boolean {
  if (!text.endsWith('"')) return false;
  let backslashes = 0;
  while (text[text.length - 2 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 0;
}

/**
 * Reads the text of snmpwalk(1) in its styles (snmpcmd(1), `-O`): numbers, names with or without MIBs, types or none, hex
 * and strings over several lines. Objects of MIBs we do not read are passed over, what is no part of any is skipped.
 * Linear, never throws.
 */
export function readWalk(text: string): WalkText {
  const reader = new WalkReader();
  for (const { number, text: line } of readLines(text)) {
    const row = readWalkRow(line);
    if (row === undefined) reader.goOn(number, line);
    else reader.begin(number, line, row.name, row.rest);
  }
  if (!text.endsWith('\n')) reader.dropHalf();
  reader.close();
  return reader;
}
