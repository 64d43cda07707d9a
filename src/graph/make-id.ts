import { hash } from 'node:crypto';

/** 30 of the digest's bits as 6 characters of base32hex (RFC 4648, 7), lower case. */
const characters = (digest: string, at: number): string =>
  (Number.parseInt(digest.slice(at, at + 8), 16) >>> 2).toString(32).padStart(6, '0');

type IdPrefix = 'host' | 'svc' | 'dep' | 'link' | 'net';

/**
 * A stable id from what names the thing: the prefix and 12 characters (60 bits) of the SHA-256 of its
 * parts. Parts are separated unambiguously, because names come from hosts and may hold anything.
 */
export function makeId(prefix: IdPrefix, parts: readonly string[]): string {
  const digest = hash('sha256', JSON.stringify(parts), 'hex');
  return `${prefix}-${characters(digest, 0)}${characters(digest, 8)}`;
}

/** True for an id that `makeId` can have made: of any other, its form says nothing. */
export const isMadeId = (id: string): boolean => /^[a-z]+-[0-9a-v]{12}$/.test(id);

/** The id of `parts`, or, where that one is taken, the first free one in a fixed order. */
export function makeFreeId(prefix: IdPrefix, parts: readonly string[], taken: (id: string) => boolean): string {
  let id = makeId(prefix, parts);
  for (let turn = 2; taken(id); turn++) id = makeId(prefix, [...parts, `#${turn}`]);
  return id;
}
