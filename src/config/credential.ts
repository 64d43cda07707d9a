import type { Target } from '../model/target.ts';
import type { Reference } from './reference.ts';
import type { Secret } from './secret.ts';
import type { TargetMatcher } from './target-match.ts';

/** A credential of map.yaml, its secrets still where they are kept. */
export interface CredentialEntry {
  readonly name: string;
  readonly kind: 'ssh';
  readonly user?: string;
  /** Absolute paths of private key files. */
  readonly identities: readonly string[];
  readonly password?: Reference;
  readonly passphrase?: Reference;
}

/** One entry of `use:`. */
export interface CredentialRule {
  readonly credentials: readonly string[];
  readonly matches: TargetMatcher;
}

/** A credential ready for a login. */
export interface SshCredential {
  readonly name: string;
  readonly user?: string;
  readonly identities: readonly string[];
  readonly password?: Secret;
  readonly passphrase?: Secret;
}

type Wanted = Pick<Target, 'host' | 'port'>;

/** The names of the credentials a target gets: every rule that matches, in the order of the file. */
export function credentialNamesFor(target: Wanted, rules: readonly CredentialRule[]): readonly string[] {
  return [...new Set(rules.filter(({ matches }) => matches(target)).flatMap(({ credentials }) => credentials))];
}

async function resolveEntry(entry: CredentialEntry, resolve: (reference: Reference) => Promise<Secret>): Promise<SshCredential> {
  const { name, user, identities, password, passphrase } = entry;
  return {
    name,
    identities,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password: await resolve(password) }),
    ...(passphrase === undefined ? {} : { passphrase: await resolve(passphrase) }),
  };
}

/**
 * Fetches the secrets of the credentials that these targets can get, and of no others, before the
 * first connection. Gives the ordered credentials of a target. Rejects with UsageError.
 */
export async function resolveCredentials(
  config: { readonly credentials: readonly CredentialEntry[]; readonly rules: readonly CredentialRule[] },
  targets: readonly Wanted[],
  resolve: (reference: Reference) => Promise<Secret>,
): Promise<(target: Wanted) => readonly SshCredential[]> {
  const wanted = new Set(targets.flatMap((target) => credentialNamesFor(target, config.rules)));
  const ready = new Map<string, SshCredential>();
  // One after the other: two prompts at once would be a mess.
  for (const entry of config.credentials) if (wanted.has(entry.name)) ready.set(entry.name, await resolveEntry(entry, resolve));
  return (target) => credentialNamesFor(target, config.rules).flatMap((name) => ready.get(name) ?? []);
}
