import { canonicalAddress, isAnyAddress } from '../../../text/address.ts';
import { readInteger } from '../../../text/scan.ts';
import { servicePort } from '../../../text/service-names.ts';

/** Where something is, as a configuration writes it. */
export interface Place {
  /** Canonical where it is an address, else as written. */
  readonly host: string;
  readonly port?: number;
  readonly scheme?: string;
  /** Of a URL, without query and fragment. */
  readonly path?: string;
}

/** Letters, digits, dots, hyphens, underscores; not a number, which is a port or a count. A name of RFC 1123 with what people use besides. */
const hostName = /^(?![\d.]+$)[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_.])?$/;
const ownNames = /^(?:localhost|ip6-localhost|ip6-loopback|loopback)6?(?:\.localdomain)?[46]?(?:\.localdomain[46]?)?\.?$/i;
/** Scheme, the part before an `@`, host or bracketed address, port, path (RFC 3986, 3). */
const url =
  /^([A-Za-z][A-Za-z0-9+.-]{0,40}):\/\/(?:[^@/\s]{0,1024}@)?(\[[^\]\s]{1,60}\]|[^:/?#\s,@[\]]{1,255})(?::(\d{1,5}))?(\/[^?#\s]*)?/;
const highestPort = 65_535;

export const isHostName = (text: string): boolean => hostName.test(text);

/** Loopback, wildcard, broadcast and names of loopback are this host's own; what is neither name nor address is nothing. */
export function isElsewhere(host: string): boolean {
  const address = canonicalAddress(host);
  if (address === undefined) return isHostName(host) && !ownNames.test(host);
  return !(isAnyAddress(address) || address === '::1' || address === '255.255.255.255' || address.startsWith('127.'));
}

/** A port by its number or the name of its service; undefined for anything else. */
export function portOf(text: string | undefined): number | undefined {
  const port = readInteger(text) ?? servicePort(text ?? '');
  return port !== undefined && port > 0 && port <= highestPort ? port : undefined;
}

const placed = (host: string, port: string | undefined): Place | undefined => {
  const known = canonicalAddress(host) ?? (isHostName(host) ? host : undefined);
  const number = portOf(port);
  if (known === undefined || known === '*') return undefined;
  return number === undefined ? { host: known } : { host: known, port: number };
};

/** `host`, `host:port`, `10.0.0.1`, `2001:db8::1`, `[2001:db8::1]:port`; undefined for anything else. */
export function readPlace(text: string): Place | undefined {
  if (text.length > 300) return undefined;
  if (text.startsWith('[')) {
    const close = text.indexOf(']');
    const rest = text.slice(close + 1);
    if (close === -1 || (rest !== '' && !rest.startsWith(':'))) return undefined;
    return placed(text.slice(1, close), rest === '' ? undefined : rest.slice(1));
  }
  const whole = placed(text, undefined);
  if (whole !== undefined) return whole;
  const colon = text.lastIndexOf(':');
  return colon === -1 || portOf(text.slice(colon + 1)) === undefined
    ? undefined
    : placed(text.slice(0, colon), text.slice(colon + 1));
}

/** The URL a text begins with, if it names a host. */
export function readUrl(text: string): Place | undefined {
  const [, scheme, host, port, path] = url.exec(text) ?? [];
  if (scheme === undefined || host === undefined) return undefined;
  const place = placed(host.startsWith('[') ? host.slice(1, -1) : host, port);
  return place === undefined ? undefined : { ...place, scheme: scheme.toLowerCase(), ...(path === undefined ? {} : { path }) };
}

/** A URL, or a host with or without a port. */
export const readUrlOrPlace = (text: string): Place | undefined => (text.includes('://') ? readUrl(text) : readPlace(text));

const separators = /[\s,;]+/;

/** The places of a list that blanks, commas or semicolons separate, quotes and brackets taken off. */
export const readPlaces = (text: string): readonly Place[] =>
  text
    .slice(0, 8_192)
    .split(separators)
    .flatMap((word) => readUrlOrPlace(word.replace(/^["']|["']$/g, '')) ?? []);
