import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Failure } from '../model/failure.ts';
import { openHostKeyStore } from './host-key-store.ts';
import { type KnownHosts, type KnownKey, keyTypeOf, knownHostName, parseKnownHosts } from './known-hosts.ts';

export type HostKeyPolicy = 'strict' | 'accept-new';

/** Where a host's key is looked up, and how the host is called in messages. */
export interface HostPlace {
  readonly label: string;
  readonly host: string;
  readonly port: number;
  /** HostKeyAlias: the name to use instead of host and port. */
  readonly alias?: string;
  /** known_hosts files of the user and the machine. */
  readonly files: readonly string[];
}

/** The check of one login. */
export interface HostKeyCheck {
  /** Host-key algorithms to ask for, those of known keys first; absent where none is known. */
  readonly algorithms?: readonly string[];
  /** Judges the key a server shows; a failure means that nothing may be sent to it. */
  judge(blob: Buffer): Failure | undefined;
  /** Records the key judged last, if it is new. Only after the server has proved to own it. */
  remember(): Failure | undefined;
}

export interface HostKeys {
  checkFor(place: HostPlace): HostKeyCheck;
  /** Resolves when new keys are on disk. */
  flush(): Promise<void>;
}

/** `SHA256:...` as `ssh-keygen -l` prints it. */
export const fingerprintOf = (blob: Uint8Array): string =>
  `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;

const algorithmsOfType: Readonly<Record<string, readonly string[]>> = {
  'ssh-ed25519': ['ssh-ed25519'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'],
};

/**
 * Asks for the types that are known first: a host known by its RSA key that offers ed25519 as well
 * would look unknown otherwise.
 */
export function orderAlgorithms(known: readonly KnownKey[]): readonly string[] | undefined {
  const first = known.filter(({ marker }) => marker === undefined).flatMap(({ type }) => algorithmsOfType[type] ?? []);
  if (first.length === 0) return undefined;
  return [...new Set([...first, ...Object.values(algorithmsOfType).flat()])];
}

type Verdict =
  | { readonly kind: 'known' }
  | { readonly kind: 'new'; readonly authority?: KnownKey }
  | { readonly kind: 'changed'; readonly known: readonly KnownKey[] }
  | { readonly kind: 'revoked'; readonly known: KnownKey };

/**
 * @param named keys under the very name of the host
 * @param unported keys under its name without the port, which count when they match (sshconnect.c)
 */
function judgeKey(key: string, named: readonly KnownKey[], unported: readonly KnownKey[]): Verdict {
  const same = (known: KnownKey): boolean => known.key === key;
  const revoked = [...named, ...unported].find((known) => known.marker === 'revoked' && same(known));
  if (revoked !== undefined) return { kind: 'revoked', known: revoked };
  const plain = named.filter(({ marker }) => marker === undefined);
  if ([...plain, ...unported.filter(({ marker }) => marker === undefined)].some(same)) return { kind: 'known' };
  // A type nobody has seen from a known host is no new key: whoever sits in between would choose it.
  if (plain.length > 0) return { kind: 'changed', known: plain };
  const authority = named.find(({ marker }) => marker === 'cert-authority');
  return { kind: 'new', ...(authority === undefined ? {} : { authority }) };
}

const describe = ({ type, key, place }: KnownKey): string => `${type} ${fingerprintOf(Buffer.from(key, 'base64'))} (${place})`;

function failureOf(verdict: Verdict, shown: string, label: string, policy: HostKeyPolicy): Failure | undefined {
  switch (verdict.kind) {
    case 'known':
      return undefined;
    case 'revoked':
      return { status: 'host-key-revoked', message: `${label}: its host key ${shown} is revoked in ${verdict.known.place}` };
    case 'changed': {
      const known = verdict.known.map(describe).join(', ');
      return { status: 'host-key-changed', message: `${label}: the host key has changed: it shows ${shown}, known is ${known}` };
    }
    case 'new': {
      if (policy === 'accept-new') return undefined;
      const hint =
        verdict.authority === undefined
          ? ''
          : `; the certificate authority in ${verdict.authority.place} is not used, map reads plain keys only`;
      return { status: 'host-key-unknown', message: `${label}: its host key ${shown} is in no known_hosts file${hint}` };
    }
  }
}

const unreadFile = (label: string, shown: string, file: string): Failure => ({
  status: 'host-key-unknown',
  message: `${label}: whether its host key ${shown} is known cannot be told, because ${file} cannot be read`,
});

/** Keys accepted in this run, before they can be read from the file. */
type Accepted = Map<string, KnownKey[]>;

/** Reads known_hosts files when they are first needed, once a scan. A file that is not there is empty. */
function createFileCache(warn: (message: string) => void): { of(file: string): KnownHosts; isUnread(file: string): boolean } {
  const unread = new Set<string>();
  const files = new Map<string, KnownHosts>();
  const read = (file: string): string => {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR') {
        unread.add(file);
        warn(`${file}: cannot be read (${code}); hosts whose keys are in no other file are refused`);
      }
      return '';
    }
  };
  return {
    of(file) {
      const known = files.get(file) ?? parseKnownHosts(file === 'none' ? '' : read(file), file);
      files.set(file, known);
      return known;
    },
    isUnread: (file) => unread.has(file),
  };
}

/**
 * Host keys as OpenSSH checks them, against the user's files and the store of `map` itself. New keys
 * are recorded in that store or refused, as the policy says; a changed key is always refused.
 */
export function createHostKeys(policy: HostKeyPolicy, ownFile: string, warn: (message: string) => void): HostKeys {
  const cache = createFileCache(warn);
  const store = openHostKeyStore(ownFile, warn);
  const accepted: Accepted = new Map();
  const find = (name: string, files: readonly string[]): readonly KnownKey[] =>
    [...files, ownFile].flatMap((file) => cache.of(file).find(name));
  const accept = (name: string, type: string, key: string): void => {
    const before = accepted.get(name) ?? [];
    // Two logins to one host at the same time find the same new key.
    if (before.some((known) => known.key === key)) return;
    accepted.set(name, [...before, { type, key, place: `${ownFile}, recorded in this run` }]);
    store.record(name, type, key);
  };
  return {
    flush: () => store.flush(),
    checkFor({ label, host, port, alias, files }) {
      const name = alias?.toLowerCase() ?? knownHostName(host, port);
      const stored = find(name, files);
      const unported = alias === undefined && port !== 22 ? find(host.toLowerCase(), files) : [];
      const named = (): readonly KnownKey[] => [...stored, ...(accepted.get(name) ?? [])];
      const algorithms = orderAlgorithms([...named(), ...unported]);
      let fresh: { readonly type: string; readonly key: string } | undefined;
      return {
        ...(algorithms === undefined ? {} : { algorithms }),
        judge(blob) {
          const type = keyTypeOf(blob) ?? 'unknown';
          const key = blob.toString('base64');
          const verdict = judgeKey(key, named(), unported);
          fresh = verdict.kind === 'new' ? { type, key } : undefined;
          const shown = `${type} ${fingerprintOf(blob)}`;
          // The key may be in the file that cannot be read, and another one: then this is a changed key.
          const blind = [...files, ownFile].find(cache.isUnread);
          if (verdict.kind === 'new' && blind !== undefined) return unreadFile(label, shown, blind);
          return failureOf(verdict, shown, label, policy);
        },
        remember() {
          if (fresh === undefined || policy !== 'accept-new') return undefined;
          const { type, key } = fresh;
          fresh = undefined;
          // Another login under this name may have met another key since this one was judged.
          const verdict = judgeKey(key, named(), unported);
          if (verdict.kind === 'new') accept(name, type, key);
          return failureOf(verdict, `${type} ${fingerprintOf(Buffer.from(key, 'base64'))}`, label, policy);
        },
      };
    },
  };
}
