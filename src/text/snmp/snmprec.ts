import type { Varbind, VarbindType } from '../../model/varbind.ts';
import { canonicalAddress } from '../address.ts';
import { ownCopy } from '../intern.ts';
import { readLines } from '../lines.ts';
import { isOid, plainOid } from './oid.ts';

/** A line that holds no object, and why. */
export interface SkippedLine {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

/** Objects of a text in its order, and what could not be read. */
export interface WalkText {
  readonly varbinds: readonly Varbind[];
  readonly skipped: readonly SkippedLine[];
}

/** BER tags of the types (RFC 2578; X.690), in decimal. */
const types: Readonly<Record<string, VarbindType>> = {
  2: 'integer',
  4: 'octets',
  5: 'null',
  6: 'oid',
  64: 'address',
  65: 'counter',
  66: 'gauge',
  67: 'ticks',
  68: 'opaque',
  70: 'counter64',
};

/** `x`: the value is in hexadecimal; `e`: with the escapes of a Python literal. */
const tagForm = /^(\d{1,3})([xe]?)$/;
const hexDigits = /^(?:[0-9a-fA-F]{2})*$/;
const number = /^-?\d{1,20}$/;
const backslashes = /\\(?:x([0-9a-fA-F]{2})|([\\'"abfnrtv0]))/g;
const named: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  0: '\0',
};

const beyondLatin1 = /[\u0100-\uffff]/;

/**
 * Octets a text stands for. Characters of Latin-1 are the octets themselves: a text that was no UTF-8 was decoded so,
 * and of one that was, a reader of names gets the same letters. Anything beyond was UTF-8.
 */
export function octetsOfText(text: string): Uint8Array {
  return Buffer.from(text, beyondLatin1.test(text) ? 'utf8' : 'latin1');
}

const withoutEscapes = (text: string): string =>
  text.replace(backslashes, (_, code: string | undefined, letter: string) =>
    code === undefined ? (named[letter] ?? letter) : String.fromCharCode(Number.parseInt(code, 16)),
  );

/** A number, as text where it does not fit 2^53. */
export function wholeNumber(text: string): number | string | undefined {
  if (!number.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

function octets(value: string, form: string): Uint8Array | undefined {
  if (form === 'x') return hexDigits.test(value) ? Buffer.from(value, 'hex') : undefined;
  return octetsOfText(form === 'e' ? withoutEscapes(value) : value);
}

function addressValue(value: string, form: string): string | undefined {
  if (form !== 'x') return canonicalAddress(value);
  return /^[0-9a-fA-F]{8}$/.test(value) ? Array.from(Buffer.from(value, 'hex')).join('.') : undefined;
}

function readValue(type: VarbindType, value: string, form: string): Varbind['value'] | undefined {
  switch (type) {
    case 'octets':
    case 'opaque':
      return octets(value, form);
    case 'oid':
      return plainOid(value.trim());
    case 'address':
      return addressValue(value.trim(), form);
    case 'null':
      return '';
    case 'unknown':
      return wholeNumber(value) ?? octets(value, form);
    default:
      return form === 'x' ? undefined : wholeNumber(value.trim());
  }
}

function readRow(text: string, line: number): Varbind | string {
  const [first, second] = [text.indexOf('|'), text.indexOf('|', text.indexOf('|') + 1)];
  if (first <= 0 || second === -1) return 'no oid|tag|value';
  const oid = plainOid(text.slice(0, first));
  const [, tag = '', form = ''] = tagForm.exec(text.slice(first + 1, second)) ?? [];
  // A tag nobody knows still has a value: some recorders number the types otherwise.
  const type = tag === '' ? undefined : (types[tag] ?? 'unknown');
  if (oid === undefined) return 'no object identifier';
  if (type === undefined) return 'the rule of a variation module in place of a value';
  const value = readValue(type, text.slice(second + 1), form);
  if (value === undefined) return 'the value is none of its type';
  return { line, oid: ownCopy(oid), type, value: typeof value === 'string' ? ownCopy(value) : value };
}

/** True for a row of snmprec. */
export function isSnmprecRow(text: string): boolean {
  const bar = text.indexOf('|');
  return bar > 0 && isOid(text.slice(text.startsWith('.') ? 1 : 0, bar)) && /^\d{1,3}[xe:|]/.test(text.slice(bar + 1, bar + 6));
}

/**
 * Reads snmprec text: `oid|tag|value`, one object a line (https://docs.lextudio.com/snmpsim/documentation/simulation-data).
 * Rows of a variation module (`2:numeric|…`) hold a rule in place of a value and are skipped, comments (`#`) are passed
 * over. Linear, never throws.
 */
export function readSnmprec(text: string): WalkText {
  const varbinds: Varbind[] = [];
  const skipped: SkippedLine[] = [];
  for (const { number: line, text: row } of readLines(text)) {
    if (row.trim() === '' || row.startsWith('#')) continue;
    const read = readRow(row, line);
    if (typeof read === 'string') skipped.push({ line, text: row, reason: read });
    else varbinds.push(read);
  }
  return { varbinds, skipped };
}
