import { createHmac } from 'node:crypto';
import { matchesPatternList } from '../config/host-pattern.ts';

/** One key of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
export interface KnownKey {
  readonly marker?: 'revoked' | 'cert-authority';
  /** `ssh-ed25519`, `ssh-rsa`, ... */
  readonly type: string;
  /** The key blob in base64. */
  readonly key: string;
  /** `/home/ann/.ssh/known_hosts:12`, for messages. */
  readonly place: string;
}

/** One file's keys, ready to be asked: plain names by hash map, the others one by one. */
export interface KnownHosts {
  /** Every key of a name: `web1`, `10.0.0.1`, `[web1]:2222`. */
  find(name: string): readonly KnownKey[];
  /** Lines that are neither a key nor a comment. */
  readonly badLines: number;
}

interface Entry {
  readonly hosts: string;
  readonly key: KnownKey;
}

/** Type names consist of these; a blob begins with its own type, so both can be held against each other. */
const keyLine = /^(?:@(\S+)\s+)?(\S+)\s+([a-z0-9@.-]+)\s+([A-Za-z0-9+/]+={0,2})(?:\s|$)/;

/** RFC 4253, 6.6: the blob begins with the length and the name of its type. */
export function keyTypeOf(blob: Uint8Array): string | undefined {
  if (blob.length < 4) return undefined;
  const bytes = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
  const length = bytes.readUInt32BE(0);
  return length > 0 && length <= 64 && bytes.length >= 4 + length ? bytes.toString('latin1', 4, 4 + length) : undefined;
}

function parseLine(line: string, place: string): Entry | undefined {
  const [, marker, hosts, type, key] = keyLine.exec(line) ?? [];
  if (hosts === undefined || type === undefined || key === undefined) return undefined;
  if (marker !== undefined && marker !== 'revoked' && marker !== 'cert-authority') return undefined;
  const blob = Buffer.from(key, 'base64');
  if (keyTypeOf(blob) !== type) return undefined;
  return { hosts, key: { type, key: blob.toString('base64'), place, ...(marker === undefined ? {} : { marker }) } };
}

/** `|1|salt|hash`: HMAC-SHA1 of the name under the salt, both base64. */
interface HashedEntry {
  readonly salt: Buffer;
  readonly hash: string;
  readonly key: KnownKey;
}

function parseHashed({ hosts, key }: Entry): HashedEntry | undefined {
  const [, version, salt, hash] = hosts.split('|');
  return version === '1' && salt !== undefined && hash !== undefined
    ? { salt: Buffer.from(salt, 'base64'), hash, key }
    : undefined;
}

const hashMatches = (name: string, { salt, hash }: HashedEntry): boolean =>
  createHmac('sha1', salt).update(name).digest('base64') === hash;

interface Index {
  readonly plain: Map<string, KnownKey[]>;
  readonly hashed: HashedEntry[];
  readonly patterns: { readonly list: readonly string[]; readonly key: KnownKey }[];
}

function addEntry(index: Index, entry: Entry): boolean {
  if (entry.hosts.startsWith('|')) {
    const hashed = parseHashed(entry);
    if (hashed) index.hashed.push(hashed);
    return hashed !== undefined;
  }
  const names = entry.hosts.toLowerCase().split(',');
  if (/[*?!]/.test(entry.hosts)) index.patterns.push({ list: names, key: entry.key });
  else for (const name of names) index.plain.set(name, [...(index.plain.get(name) ?? []), entry.key]);
  return true;
}

/** Reads a known_hosts file; lines that cannot be read are counted and left out, as OpenSSH does. */
export function parseKnownHosts(text: string, file: string): KnownHosts {
  const index: Index = { plain: new Map(), hashed: [], patterns: [] };
  let badLines = 0;
  for (const [number, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const entry = parseLine(line, `${file}:${number + 1}`);
    if (entry === undefined || !addEntry(index, entry)) badLines += 1;
  }
  return {
    badLines,
    find(name) {
      const wanted = name.toLowerCase();
      return [
        ...(index.plain.get(wanted) ?? []),
        ...index.hashed.filter((entry) => hashMatches(wanted, entry)).map(({ key }) => key),
        ...index.patterns.filter(({ list }) => matchesPatternList(wanted, list)).map(({ key }) => key),
      ];
    },
  };
}

/** The name a host has in known_hosts: `[host]:port` unless it is the usual port. */
export const knownHostName = (host: string, port: number): string =>
  port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`;
