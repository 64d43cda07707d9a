import type { Endpoint } from '../model/endpoint.ts';
import { canonicalAddress } from './address.ts';
import { renderIpv4 } from './ipv4.ts';

/** Byte order of the machine that printed a /proc file. */
export type ByteOrder = 'little' | 'big';

const hex = /^[0-9A-Fa-f]+$/;
const ipv4Digits = 8;
const ipv6Digits = 32;
const portDigits = 4;
/** `uname -m` of machines that store the highest byte first. */
const bigEndian = /^(s390x?|ppc(64)?|mips(64)?|sparc(64)?|m68k|parisc(64)?|aarch64_be|arm(v\d+)?(te|l)?b|armeb)$/;

/** Byte order by machine name (`uname -m`). */
export const byteOrderOf = (machine: string): ByteOrder => (bigEndian.test(machine) ? 'big' : 'little');

function readWord(text: string, order: ByteOrder): number {
  const value = Number.parseInt(text, 16);
  if (order === 'big') return value;
  return (((value & 0xff) << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0;
}

function ipv6Groups(text: string, order: ByteOrder): string[] {
  return [0, 8, 16, 24].flatMap((at) => {
    const word = readWord(text.slice(at, at + ipv4Digits), order);
    return [(word >>> 16).toString(16), (word & 0xffff).toString(16)];
  });
}

/**
 * An address as the kernel prints it in /proc/net (net/ipv4/tcp_ipv4.c, net/ipv6/tcp_ipv6.c): each
 * 32-bit word of the address in network order, printed as a number of the machine's own byte order.
 * One word is IPv4, four are IPv6.
 */
export function readHexAddress(text: string, order: ByteOrder): string | undefined {
  if (!hex.test(text)) return undefined;
  if (text.length === ipv4Digits) return renderIpv4(readWord(text, order));
  return text.length === ipv6Digits ? canonicalAddress(ipv6Groups(text, order).join(':')) : undefined;
}

/** `0100007F:0016`: an address and a port, which is printed as a plain hexadecimal number; port 0 is none. */
export function readHexEndpoint(text: string, order: ByteOrder): Endpoint | undefined {
  const [addressText = '', portText = '', ...more] = text.split(':', 3);
  const address = readHexAddress(addressText, order);
  if (address === undefined || portText.length !== portDigits || !hex.test(portText) || more.length > 0) return undefined;
  const port = Number.parseInt(portText, 16);
  return port === 0 ? { address } : { address, port };
}
