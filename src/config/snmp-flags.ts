import type { ReferenceContext } from './reference.ts';
import { readSnmpEntry, type SnmpEntry, type SnmpWords } from './snmp-entry.ts';

/** The SNMP credentials of a command line, or of `defaults:` in map.yaml. */
export interface SnmpFlagWords {
  readonly communities: readonly string[];
  readonly words: Pick<SnmpWords, 'user' | 'auth' | 'priv'>;
}

interface FlagPlaces {
  /** Where the flag or key was written, for messages. */
  readonly place: (key: string) => string;
  /** How it is written. */
  readonly spell: (key: string) => string;
  readonly context: Pick<ReferenceContext, 'base' | 'env'>;
}

/**
 * The credentials in the order they are tried: the user, then the communities. Their names, which stand in evidence, are
 * `snmp-user NAME` and `snmp-community`, with a number where there are several. Throws UsageError.
 * @param keyOf the flag or key of a word of a credential: `snmp-user` of `user`
 */
export function flaggedSnmp(
  { communities, words }: SnmpFlagWords,
  keyOf: (word: string) => string,
  { place, spell, context }: FlagPlaces,
): readonly SnmpEntry[] {
  const read = (name: string, said: SnmpWords): SnmpEntry =>
    readSnmpEntry(said, {
      ...{ name, context },
      place: (word = 'community') => place(keyOf(word)),
      spell: (word) => spell(keyOf(word)),
    });
  const hasUser = words.user !== undefined || words.auth !== undefined || words.priv !== undefined;
  return [
    ...(hasUser ? [read(`snmp-user ${words.user ?? ''}`.trimEnd(), words)] : []),
    ...communities.map((community, index) =>
      read(communities.length === 1 ? 'snmp-community' : `snmp-community ${index + 1}`, { community }),
    ),
  ];
}
