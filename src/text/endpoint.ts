import type { Endpoint } from '../model/endpoint.ts';
import { isAnyAddress, readAddress } from './address.ts';
import { ownCopy } from './intern.ts';
import { renderIpv4, scanIpv4At } from './ipv4.ts';
import { type Cursor, isBlankCode, scanDigitsAt, scanInteger } from './scan.ts';
import { servicePort } from './service-names.ts';

/** One end of a socket as a tool printed it, with the zone of its address (`%eth0`). */
export interface ReadEndpoint extends Endpoint {
  readonly zone?: string;
}

type ReadPort = Pick<Endpoint, 'port' | 'portName'>;

const colon = 58;
const openBracket = 91;
const closeBracket = 93;
const highestPort = 65_535;
const serviceName = /^[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}$/;
const hostName = /^(?![\d.]+$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}$/;

/** A port as printed: a number, `*` or `0` for none, or a service name; undefined for anything else. */
export function readPort(text: string): ReadPort | undefined {
  if (text === '*') return {};
  const number = scanInteger(text, 0, text.length);
  if (number !== undefined) return number > highestPort ? undefined : number === 0 ? {} : { port: number };
  const known = servicePort(text);
  if (known !== undefined) return { port: known };
  return serviceName.test(text) ? { portName: ownCopy(text) } : undefined;
}

/**
 * An address and a port that are told apart already. A host name in place of the address is left out:
 * nobody here can resolve it. Undefined where one of them is neither.
 */
export function joinEndpoint(address: string, port: string): ReadEndpoint | undefined {
  const ports = readPort(port);
  if (ports === undefined) return undefined;
  const read = readAddress(address);
  if (read === undefined) return hostName.test(address) ? ports : undefined;
  return { ...read, ...ports };
}

/**
 * `address:port` in `[at, end)` as ss and the netstat of Linux print it: `10.0.0.1:22`, `[::1]:22`,
 * `:::22`, `*:22`, `fe80::1%eth0:22`, `0.0.0.0:*`. The last colon is the separator.
 */
export function scanEndpoint(text: string, at: number, end: number): ReadEndpoint | undefined {
  let separator = end - 1;
  while (separator > at && text.charCodeAt(separator) !== colon) separator -= 1;
  return separator <= at ? undefined : joinEndpoint(text.slice(at, separator), text.slice(separator + 1, end));
}

/** The colon and port at the cursor, then a blank or `end`; -1 where something else stands there. */
function scanColonPort(text: string, cursor: Cursor, end: number): number {
  if (text.charCodeAt(cursor.at) !== colon) return -1;
  cursor.at += 1;
  const port = scanDigitsAt(text, cursor, end);
  if (port <= 0 || port > highestPort) return -1;
  return cursor.at < end && !isBlankCode(text.charCodeAt(cursor.at)) ? -1 : port;
}

/** The address in brackets at the cursor, unless it has a zone. */
function scanBracketed(text: string, cursor: Cursor, end: number): string | undefined {
  let position = cursor.at + 1;
  while (position < end && text.charCodeAt(position) !== closeBracket) position += 1;
  const read = readAddress(text.slice(cursor.at + 1, position));
  if (read === undefined || read.zone !== undefined) return undefined;
  cursor.at = position + 1;
  return read.address;
}

/**
 * The common cases of `scanEndpoint` in one pass: a dotted quad or an IPv6 address in brackets, a port,
 * then a blank or `end`. Moves the cursor behind it; leaves it alone and returns undefined where
 * something else stands there.
 */
export function scanCommonEndpoint(text: string, cursor: Cursor, end: number): Endpoint | undefined {
  const start = cursor.at;
  let address: string | undefined;
  if (text.charCodeAt(start) === openBracket) address = scanBracketed(text, cursor, end);
  else {
    const value = scanIpv4At(text, cursor, end);
    address = value < 0 ? undefined : renderIpv4(value);
  }
  const port = address === undefined ? -1 : scanColonPort(text, cursor, end);
  if (address !== undefined && port !== -1) return { address, port };
  cursor.at = start;
  return undefined;
}

/** `0.0.0.0:*`, `*:*` and `[::]:*` as a peer: there is none. */
export const isNowhere = ({ address, port, portName }: Endpoint): boolean =>
  port === undefined && portName === undefined && isAnyAddress(address);

/** The end alone: its zone goes to the socket's `interface`. */
export function withoutZone(read: ReadEndpoint): Endpoint {
  if (read.zone === undefined) return read;
  const { zone: _, ...endpoint } = read;
  return endpoint;
}
