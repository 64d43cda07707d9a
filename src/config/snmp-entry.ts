import { UsageError } from '../model/usage-error.ts';
import { describeReference, parseReference, type Reference, type ReferenceContext } from './reference.ts';
import type { Secret } from './secret.ts';
import type { SnmpAuthProtocol, SnmpCredential, SnmpPrivProtocol } from './snmp-credential.ts';
import { parseSnmpAuth, parseSnmpPriv } from './snmp-protocols.ts';

/** An SNMP credential, its secrets still where they are kept. */
export type SnmpEntry =
  | { readonly name: string; readonly version: '1' | '2c'; readonly community: Reference }
  | {
      readonly name: string;
      readonly version: '3';
      readonly user: string;
      readonly auth?: { readonly protocol: SnmpAuthProtocol; readonly reference: Reference };
      readonly priv?: { readonly protocol: SnmpPrivProtocol; readonly reference: Reference };
    };

/** What a flag or map.yaml says of one credential. */
export interface SnmpWords {
  readonly version?: '1' | '2c' | '3';
  readonly community?: string;
  readonly user?: string;
  readonly auth?: string;
  readonly priv?: string;
}

type Word = keyof SnmpWords;

/** Where a word was written, for messages, and how a person calls it. */
export interface WordPlaces {
  readonly name: string;
  readonly place: (word?: Word) => string;
  /** `community:`, `--snmp-user`. */
  readonly spell: (word: Word) => string;
  readonly context: Pick<ReferenceContext, 'base' | 'env'>;
}

function refuse({ place }: WordPlaces, word: Word | undefined, message: string): never {
  throw new UsageError(`${place(word)}: ${message}`);
}

function readUser(words: SnmpWords & { readonly user: string }, places: WordPlaces): SnmpEntry {
  const { auth, priv, user } = words;
  const { name, place, spell, context } = places;
  if (words.community !== undefined)
    refuse(places, 'community', `a credential has ${spell('community')} or ${spell('user')}, not both`);
  if (words.version !== undefined && words.version !== '3') refuse(places, 'version', `${spell('user')} is of version 3`);
  if (priv !== undefined && auth === undefined)
    refuse(places, 'priv', `there is no privacy without authentication; give ${spell('auth')} as well`);
  const at = (word: 'auth' | 'priv', what: string) => ({
    ...context,
    place: place(word),
    question: `${what} password of ${name}`,
  });
  return {
    ...{ name, version: '3', user },
    ...(auth === undefined ? {} : { auth: parseSnmpAuth(auth, at('auth', 'authentication')) }),
    ...(priv === undefined ? {} : { priv: parseSnmpPriv(priv, at('priv', 'privacy')) }),
  };
}

/** Reads a credential of a community or a user. Throws UsageError with the place of what is wrong. */
export function readSnmpEntry(words: SnmpWords, places: WordPlaces): SnmpEntry {
  const { name, place, spell, context } = places;
  const { user, community, version = '2c' } = words;
  if (user !== undefined) return readUser({ ...words, user }, places);
  for (const word of ['auth', 'priv'] as const) {
    if (words[word] !== undefined) refuse(places, word, `${spell(word)} belongs to a user of version 3; give ${spell('user')}`);
  }
  if (version === '3') refuse(places, 'version', `version 3 has users; give ${spell('user')}`);
  if (community === undefined)
    refuse(places, undefined, `credential ${name} is empty; give it ${spell('community')} or ${spell('user')}`);
  const question = `community of ${name}`;
  return {
    name,
    version,
    community: parseReference(community, { ...context, place: place('community'), question, plain: true }),
  };
}

/** Where the secrets of a credential are kept. */
export const snmpReferences = (entry: SnmpEntry): readonly Reference[] =>
  entry.version === '3'
    ? [...(entry.auth ? [entry.auth.reference] : []), ...(entry.priv ? [entry.priv.reference] : [])]
    : [entry.community];

/** RFC 3414, 11.2; what is made of less is guessed in no time, and agents do not take it. */
const leastPassword = 8;

/** Refuses a password before it is used. Throws UsageError, which does not repeat it. */
function checkLength(reference: Reference, secret: Secret, what: string): Secret {
  if (Buffer.byteLength(secret.reveal()) >= leastPassword) return secret;
  throw new UsageError(
    `${describeReference(reference)}: the ${what} has fewer than ${leastPassword} characters, which SNMPv3 does not allow (RFC 3414, 11.2); give the password of the user on the agent`,
  );
}

/** Fetches the secrets of a credential. Rejects with UsageError. */
export async function resolveSnmpEntry(
  entry: SnmpEntry,
  resolve: (reference: Reference) => Promise<Secret>,
): Promise<SnmpCredential> {
  if (entry.version !== '3') {
    const { name, version, community } = entry;
    return { name, version, community: await resolve(community) };
  }
  const { name, version, user, auth, priv } = entry;
  // One after the other: two prompts at once would be a mess.
  const fetch = async (reference: Reference, what: string): Promise<Secret> =>
    checkLength(reference, await resolve(reference), `${what} password of ${name}`);
  const authKey = auth && { auth: { protocol: auth.protocol, secret: await fetch(auth.reference, 'authentication') } };
  const privKey = priv && { priv: { protocol: priv.protocol, secret: await fetch(priv.reference, 'privacy') } };
  return { name, version, user, ...authKey, ...privKey };
}
