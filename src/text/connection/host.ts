import { canonicalAddress, isAnyAddress } from '../address.ts';
import { ownCopy } from '../intern.ts';
import { readInteger } from '../scan.ts';
import { mostHosts } from './connection.ts';

/** A server as a configuration names it. */
export interface HostPort {
  readonly host: string;
  readonly port?: number;
}

/** Letters, digits, hyphen and, because people use it, underscore (RFC 1123, 2.1); no empty label, no trailing hyphen. */
const hostName = /^[a-z0-9_][a-z0-9_-]{0,62}(?:\.[a-z0-9_][a-z0-9_-]{0,62}){0,12}\.?$/;
const letter = /[a-z]/;
const longestName = 255;
/** What stands for a host in a file nobody filled in, and words that are values of something else. */
const noHost =
  /^(?:true|false|yes|no|on|off|null|none|nil|undefined|default|auto|any|all|disabled|enabled|unset|changeme|cut|host|hostname|server|unix|tcp|http|https|inet|file|memory|mem|embedded|internal|self|local|dynamic|static|env|your[-_.].*|x{2,})$/;
const ownName =
  /^(?:localhost|.{1,60}\.localhost|localhost\.localdomain|localhost[46](?:\.localdomain[46])?|ip6-localhost|ip6-loopback)$/;

/** This host itself: loopback (RFC 6890) or any address. */
const isOwn = (host: string): boolean => ownName.test(host) || host.startsWith('127.') || host === '::1' || isAnyAddress(host);

/**
 * A name or an address in its one spelling; undefined for anything else, for a placeholder, and for
 * this host's own loopback. `2001:db8::1` with or without brackets.
 */
export function readHost(text: string): string | undefined {
  if (text === '' || text.length > longestName) return undefined;
  const address = canonicalAddress(text);
  if (address !== undefined) return isOwn(address) ? undefined : address;
  const name = text.toLowerCase();
  if (!hostName.test(name) || !letter.test(name) || noHost.test(name)) return undefined;
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  return isOwn(bare) ? undefined : ownCopy(bare);
}

/** A port number, 1 to 65535. */
export function readPortNumber(text: string | undefined): number | undefined {
  const port = readInteger(text?.trim());
  return port === undefined || port < 1 || port > 65_535 ? undefined : port;
}

/** `host`, `host:port`, `[2001:db8::1]:port`, a bare IPv6 address; `,` and blank are other separators of SQL Server and Sentinel. */
export function readHostPort(text: string, separator = ':'): HostPort | undefined {
  const word = text.trim();
  if (word.startsWith('[')) {
    const close = word.indexOf(']');
    const host = close === -1 ? undefined : readHost(word.slice(1, close));
    const rest = word.slice(close + 1);
    return host === undefined ? undefined : withPort(host, rest === '' ? undefined : rest.slice(1));
  }
  const at = word.indexOf(separator);
  const isBareIpv6 = separator === ':' && at !== word.lastIndexOf(separator);
  const host = readHost(at === -1 || isBareIpv6 ? word : word.slice(0, at).trim());
  return host === undefined ? undefined : withPort(host, at === -1 || isBareIpv6 ? undefined : word.slice(at + 1));
}

/** An unreadable port makes it no server; an empty one is none. */
function withPort(host: string, text: string | undefined): HostPort | undefined {
  if (text === undefined || text.trim() === '') return { host };
  const port = readPortNumber(text);
  return port === undefined ? undefined : { host, port };
}

/** `a:9092,b:9092`: every server of a list; of own and unreadable ones none. */
export function readHostList(text: string, separator: string | RegExp = /[,;\s]+/): readonly HostPort[] {
  return text.split(separator, mostHosts).flatMap((word) => (word.trim() === '' ? [] : (readHostPort(word) ?? [])));
}
