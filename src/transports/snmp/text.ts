import { integerOf, oidOf } from './ber.ts';
import type { RawVarbind } from './pdu.ts';

/** ASN.1 tags of values (RFC 2578, 7.1; RFC 1442 for the last). */
const tags = {
  integer: 2,
  octets: 4,
  null: 5,
  oid: 6,
  address: 64,
  counter: 65,
  gauge: 66,
  ticks: 67,
  counter64: 70,
  uinteger32: 71,
};

const unsigned = (content: Buffer, bits: number): string =>
  // An agent that forgets the leading zero of a great number sends a negative one.
  (content.length * 8 <= bits ? BigInt.asUintN(bits, integerOf(content)) : integerOf(content)).toString();

function isPrintable(content: Buffer): boolean {
  for (const byte of content) if (byte < 0x20 || byte > 0x7e) return false;
  return true;
}

/** The value as text, where its type has one and it is well-formed. */
function textOf(tag: number, content: Buffer): string | undefined {
  if (tag === tags.octets) return isPrintable(content) ? content.toString('latin1') : undefined;
  if (tag === tags.null) return '';
  if (tag === tags.oid) return oidOf(content)?.join('.');
  if (tag === tags.address) return content.length === 4 ? content.join('.') : undefined;
  if (content.length === 0 || content.length > 16) return undefined;
  if (tag === tags.integer) return integerOf(content).toString();
  if (tag === tags.counter64) return unsigned(content, 64);
  return tag === tags.counter || tag === tags.gauge || tag === tags.ticks || tag === tags.uinteger32
    ? unsigned(content, 32)
    : undefined;
}

/**
 * One object as a line of snmprec, the format of the SNMP simulator (`oid|tag|value`; an `x` behind the tag: in
 * hexadecimal). What is not what its tag says is kept as it came, in hexadecimal.
 */
export function snmprecLine(oidText: string, { tag, content }: RawVarbind): string {
  const text = textOf(tag, content);
  return text === undefined ? `${oidText}|${tag}x|${content.toString('hex')}` : `${oidText}|${tag}|${text}`;
}
