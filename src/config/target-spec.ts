import { UsageError } from '../model/usage-error.ts';
import { canonicalIpv6, formatIpv4, parseIpv4 } from './address.ts';
import type { Interval } from './interval.ts';
import type { SpecText } from './spec-file.ts';

/** A name, or an IPv6 address. */
export interface HostSpec {
  readonly kind: 'host';
  /** In lower case. */
  readonly host: string;
  readonly port?: number;
}

/** One or many IPv4 addresses. */
export interface AddressSpec {
  readonly kind: 'addresses';
  /** Everything that is meant: what an exclude takes away. */
  readonly interval: Interval;
  /** What is worth a visit: a network without its network and broadcast addresses. */
  readonly hosts: Interval;
  readonly origin: 'listed' | 'swept';
  readonly port?: number;
}

/** What one specification stands for. */
export type TargetSpec = HostSpec | AddressSpec;

type Parsed = { readonly spec: TargetSpec } | { readonly problem: string };

const problem = (text: string): Parsed => ({ problem: text });

const hostSpec = (host: string, port: number | undefined): Parsed => ({
  spec: { kind: 'host', host, ...(port === undefined ? {} : { port }) },
});

function addressSpec(interval: Interval, origin: AddressSpec['origin'], port: number | undefined, hosts = interval): Parsed {
  return { spec: { kind: 'addresses', interval, hosts, origin, ...(port === undefined ? {} : { port }) } };
}

/** `host:port`, `[v6]:port`, or neither. Two colons and more are an IPv6 address without a port. */
function splitPort(text: string): { readonly host: string; readonly port?: string; readonly bracketed: boolean } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  if (bracketed)
    return { host: bracketed[1] ?? '', bracketed: true, ...(bracketed[2] === undefined ? {} : { port: bracketed[2] }) };
  const colon = text.indexOf(':');
  if (colon < 0 || colon !== text.lastIndexOf(':')) return { host: text, bracketed: false };
  return { host: text.slice(0, colon), port: text.slice(colon + 1), bracketed: false };
}

/** A TCP port, 1 to 65535. */
export function parsePort(text: string): number | undefined {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

function parsePrefix(address: string, length: string, port: number | undefined): Parsed {
  const base = parseIpv4(address);
  if (base === undefined) return parseIpv6Prefix(address, length, port);
  if (!/^(\d|[12]\d|3[0-2])$/.test(length)) return problem('the prefix length of an IPv4 network is a number from 0 to 32');
  const size = 2 ** (32 - Number(length));
  const network = base - (base % size);
  const broadcast = network + size - 1;
  const whole = { first: network, last: broadcast };
  // RFC 3021: only /31 and /32 have neither a network nor a broadcast address.
  const hosts = size > 2 ? { first: network + 1, last: broadcast - 1 } : whole;
  return addressSpec(whole, size === 1 ? 'listed' : 'swept', port, hosts);
}

function parseIpv6Prefix(address: string, length: string, port: number | undefined): Parsed {
  const host = canonicalIpv6(address);
  if (host === undefined) return problem(notAnAddress(address) ?? 'this is not a network; write it as 10.0.0.0/24');
  if (!/^\d{1,3}$/.test(length) || Number(length) > 128) {
    return problem('the prefix length of an IPv6 network is a number from 0 to 128');
  }
  if (length === '128') return parseHost(host, port);
  return problem(
    'an IPv6 prefix is never expanded, it holds too many addresses; list the addresses, for instance in a file given as @FILE',
  );
}

function parseRange(first: string, last: string, port: number | undefined): Parsed {
  const from = parseIpv4(first);
  if (from === undefined) return problem(notAnAddress(first) ?? 'a range begins with an IPv4 address');
  const short = /^(0|[1-9]\d{0,2})$/.test(last) && Number(last) <= 255;
  const to = short ? from - (from % 256) + Number(last) : parseIpv4(last);
  if (to === undefined) return problem('a range ends with an IPv4 address or with its last number, as in 10.0.0.1-20');
  if (to < from) return problem(`the range runs backwards; write ${formatIpv4(to)}-${formatIpv4(from)}`);
  return addressSpec({ first: from, last: to }, 'swept', port);
}

/** Why something that looks like an IPv4 address is refused, or undefined where it does not look like one. */
function notAnAddress(text: string): string | undefined {
  const last = text.replace(/\.$/, '').split('.').at(-1) ?? '';
  // A name never ends in a number (WHATWG URL, "ends in a number"; RFC 3696, 2), so this was meant as an address.
  if (!/^(\d+|0x[0-9a-f]*)$/i.test(last)) return undefined;
  if (/(^|\.)0\d/.test(text))
    return 'leading zeros are read as octal by some tools, as another address; write the numbers without them';
  return 'this is not an IPv4 address; write four numbers from 0 to 255, as in 10.0.0.1';
}

const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

function isName(text: string): boolean {
  const name = text.replace(/\.$/, '');
  return name.length <= 253 && name.split('.').every((part) => label.test(part));
}

function hostProblem(text: string): string {
  if (text === '') return 'the host is missing';
  if (text.includes('@')) return 'a target has no user; give it with --user, in map.yaml or in ~/.ssh/config';
  if (text.includes('*')) return 'a target has no wildcards; write a network as 10.0.0.0/24';
  if (/[^ -~]/.test(text)) return 'a name has ASCII characters only; write an international name in its xn-- form';
  return 'this is neither an address nor a host name';
}

function parseHost(text: string, port: number | undefined): Parsed {
  const ipv6 = canonicalIpv6(text);
  // A v4-mapped address is an IPv4 address.
  const value = parseIpv4(ipv6 ?? text);
  if (value !== undefined) return addressSpec({ first: value, last: value }, 'listed', port);
  if (ipv6 !== undefined) return hostSpec(ipv6, port);
  const wrong = notAnAddress(text);
  if (wrong !== undefined) return problem(wrong);
  const name = text.toLowerCase();
  return isName(name) ? hostSpec(name, port) : problem(hostProblem(text));
}

function parseText(text: string): Parsed {
  if (text.includes('://')) return problem('a target is a host, not a URL');
  const { host, port: portText, bracketed } = splitPort(text);
  const port = portText === undefined ? undefined : parsePort(portText);
  if (portText !== undefined && port === undefined) return problem('a port is a number from 1 to 65535');
  if (bracketed && canonicalIpv6(host) === undefined) return problem('brackets hold an IPv6 address, as in [2001:db8::1]:22');
  const prefix = /^([^/]*)\/([^/]*)$/.exec(host);
  if (prefix) return parsePrefix(prefix[1] ?? '', prefix[2] ?? '', port);
  const range = /^([\d.]*\.[\d.]*\.[\d.]*)-(.*)$/.exec(host);
  if (range) return parseRange(range[1] ?? '', range[2] ?? '', port);
  const ipv6Range = /^([^-]*:[^-]*)-/.exec(host);
  if (ipv6Range && canonicalIpv6(ipv6Range[1] ?? '') !== undefined)
    return problem('an IPv6 range is never expanded; list the addresses');
  return parseHost(host, port);
}

/**
 * Reads one specification: an IPv4 or IPv6 address, a network, a range or a name, each with an
 * optional port. Throws UsageError with the place, the text, the cause and the remedy in one line.
 */
export function parseTargetSpec({ text, place }: SpecText): TargetSpec {
  const parsed = parseText(text);
  if ('spec' in parsed) return parsed.spec;
  throw new UsageError(`${place === undefined ? '' : `${place}: `}target ${JSON.stringify(text)}: ${parsed.problem}`);
}
