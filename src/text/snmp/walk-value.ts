import type { Varbind, VarbindType } from '../../model/varbind.ts';
import { canonicalAddress } from '../address.ts';
import { enumerated } from './enumerations.ts';
import { resolveOid } from './oid-names.ts';
import { octetsOfText, wholeNumber } from './snmprec.ts';

type Value = Pick<Varbind, 'type' | 'value'>;

/** How a value begins, lower case: snmpcmd(1), and the names Net::SNMP of Perl prints. */
const types: ReadonlyMap<string, VarbindType> = new Map(
  Object.entries({
    string: 'octets',
    'octet string': 'octets',
    'hex-string': 'octets',
    bits: 'octets',
    integer: 'integer',
    integer32: 'integer',
    gauge32: 'gauge',
    gauge: 'gauge',
    unsigned32: 'gauge',
    uinteger32: 'gauge',
    counter32: 'counter',
    counter: 'counter',
    counter64: 'counter64',
    timeticks: 'ticks',
    oid: 'oid',
    'object identifier': 'oid',
    ipaddress: 'address',
    'network address': 'address',
    opaque: 'opaque',
    null: 'null',
  }),
);

const typed = /^([A-Za-z][A-Za-z0-9]{1,11}(?:[ -][A-Za-z]{3,10})?): ?/;
const wrongType = /^Wrong Type \(should be [\w -]{1,40}\): /;
const nothingThere = /^No (?:Such (?:Object|Instance)|more variables)/;
const hexPairs = /^(?:[0-9a-fA-F]{2}\s+)*[0-9a-fA-F]{2}\s*$/;
const hexInQuotes = /^"((?:[0-9a-fA-F]{2}\s+)+)"$/;

/** What the first line of a value says of it: its type as the text names it, and the text itself. */
export interface ValueStart {
  readonly name: string;
  readonly text: string;
}

/** Splits `STRING: "lo"`; without a type the name is empty (`-OQ`). Undefined where the agent had no such object. */
export function splitType(rest: string): ValueStart | undefined {
  if (nothingThere.test(rest)) return undefined;
  const bare = rest.replace(wrongType, '');
  const found = typed.exec(bare);
  const name = found?.[1]?.toLowerCase() ?? '';
  return !types.has(name) ? { name: '', text: bare } : { name, text: bare.slice(found?.[0].length) };
}

const unquoted = (text: string): string =>
  text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).replace(/\\(["\\])/g, '$1') : text;

const hexOctets = (text: string): Uint8Array => Buffer.from(text.replace(/\s+/g, ''), 'hex');

/** `0:a0:a5:61:e9:1d`: a display hint printed where hexadecimal was asked for. */
const hintedHex = /^[0-9a-fA-F]{1,2}(?:[:-][0-9a-fA-F]{1,2}){1,63}\s*$/;

/** Hex digits in pairs; behind them may stand the letters of them in brackets (`-OT`) or the names of the bits. */
function leadingHex(text: string): Uint8Array {
  const pairs = /^(?:[0-9a-fA-F]{2}(?:\s+|$))*/.exec(text.trimStart())?.[0] ?? '';
  return hexOctets(pairs);
}

function hexString(text: string): Uint8Array | undefined {
  if (hexPairs.test(text)) return hexOctets(text);
  if (hintedHex.test(text)) return Uint8Array.from(text.split(/[:-]/), (octet) => Number.parseInt(octet, 16));
  const octets = leadingHex(text.replace(/\[[^\n]*$/gm, ''));
  return octets.length === 0 && text.trim() !== '' ? undefined : octets;
}

/** `up(1)`, `1`, `1500 octets`, `(123) 0:00:01.23`; a name alone is looked up. */
function numeric(oid: string, text: string): number | string | undefined {
  const digits = /^(-?\d{1,20})(?![.\d:])/.exec(text)?.[1] ?? /^[\w-]*\((-?\d{1,20})\)/.exec(text)?.[1];
  return digits === undefined ? enumerated(oid, text.trim()) : wholeNumber(digits);
}

/** `0A:00:00:01` (Network Address) or dotted. */
function address(text: string): string | undefined {
  const bare = text.trim();
  if (!/^[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){3}$/.test(bare)) return canonicalAddress(bare);
  return bare
    .split(':')
    .map((octet) => Number.parseInt(octet, 16))
    .join('.');
}

function untyped(oid: string, text: string): Value {
  const hex = hexInQuotes.exec(text)?.[1];
  if (hex !== undefined) return { type: 'octets', value: hexOctets(hex) };
  if (text.startsWith('"')) return { type: 'octets', value: octetsOfText(unquoted(text)) };
  const number = /^-?\d{1,20}$/.test(text) ? wholeNumber(text) : enumerated(oid, text);
  if (number !== undefined) return { type: 'unknown', value: number };
  const object = /^(?:\.\d+\.\d|\.?iso\.|[A-Za-z][\w-]*::)/.test(text) ? resolveOid(text) : undefined;
  return object === undefined ? { type: 'unknown', value: octetsOfText(text) } : { type: 'oid', value: object };
}

function typedValue(oid: string, name: string, text: string): Varbind['value'] | undefined {
  switch (types.get(name)) {
    case 'octets':
      return name === 'hex-string' || name === 'bits' ? hexString(text) : octetsOfText(unquoted(text));
    case 'oid':
      return resolveOid(text.trim());
    case 'address':
      return address(text);
    case 'opaque':
      return octetsOfText(text);
    case 'null':
      return '';
    default:
      return numeric(oid, text);
  }
}

/** The value of an object; undefined where the text is none of its type, or names what we do not know. */
export function readWalkValue(oid: string, { name, text }: ValueStart): Value | undefined {
  if (name === '') return untyped(oid, text);
  const value = typedValue(oid, name, text);
  const type = types.get(name);
  return value === undefined || type === undefined ? undefined : { type, value };
}

/** True where the text says by itself that it goes on: a quote that is open. */
export function isOpen({ name, text }: ValueStart): boolean {
  if (!text.startsWith('"') || (name !== '' && name !== 'string' && name !== 'octet string')) return false;
  if (text.length < 2 || !text.endsWith('"')) return true;
  let backslashes = 0;
  while (text[text.length - 2 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

/** True where a line may belong to a value of this type that was not in quotes, or in hexadecimal. */
export function mayGoOn({ name, text }: ValueStart, line: string): boolean {
  if (name === 'hex-string' || name === 'bits') return hexPairs.test(line) || line.trim() === '' || line.includes('[');
  if (name !== '' && name !== 'string' && name !== 'octet string' && name !== 'opaque') return false;
  return !text.startsWith('"');
}
