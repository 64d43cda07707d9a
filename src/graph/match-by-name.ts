import type { HostListing } from './listings.ts';
import type { Traits } from './traits.ts';

/** A host in the making, with what lists it so far. */
export interface NamedCandidate {
  readonly traits: Traits;
  readonly listings: readonly HostListing[];
}

/** True where nothing but names tells who it is. */
export const isBare = ({ addresses, reachedAt, macs, identity }: Traits): boolean =>
  addresses.size + reachedAt.size + macs.size + identity.size === 0;

const fullNames = ({ names }: Traits): readonly string[] => [...names].filter((name) => name.includes('.'));

/** The same full name, or the same short one where not both know a full one. */
export function isNamesake(listed: Traits, candidate: Traits): boolean {
  const [own, others] = [fullNames(listed), fullNames(candidate)];
  if (own.length > 0 && others.length > 0) return own.some((name) => candidate.names.has(name));
  return [...listed.names].some((name) => candidate.names.has(name));
}

/** Names that one kind of inventory lists more than once with nothing beside them: these are several machines. */
export function findNamesakes(
  listed: readonly { readonly listing: HostListing; readonly traits: Traits }[],
): ReadonlySet<string> {
  const keys = new Map<string, Set<string>>();
  for (const { listing, traits } of listed) {
    for (const name of traits.names) {
      const key = `${listing.fact.source} ${name}`;
      keys.set(key, (keys.get(key) ?? new Set()).add(listing.key));
    }
  }
  return new Set([...keys].flatMap(([key, own]) => (own.size > 1 ? [key] : [])));
}

/**
 * Which of the candidates a machine is that is listed by its name alone, as in a table of who is in charge of what: the only one
 * of that name. A full name is asked for first; nothing where several could be meant, or where the same kind of inventory lists both.
 */
export function findByName(
  { listing, traits }: { readonly listing: HostListing; readonly traits: Traits },
  near: readonly number[],
  at: (position: number) => NamedCandidate | undefined,
  namesakes: ReadonlySet<string>,
): number | undefined {
  const { source } = listing.fact;
  const told = fullNames(traits).length > 0 ? fullNames(traits) : [...traits.names];
  if (told.some((name) => namesakes.has(`${source} ${name}`))) return undefined;
  const alike = near.filter((position) => {
    const candidate = at(position);
    return candidate !== undefined && isNamesake(traits, candidate.traits);
  });
  const full = alike.filter((position) => fullNames(traits).some((name) => at(position)?.traits.names.has(name)));
  const [only, ...more] = full.length > 0 ? full : alike;
  const isTaken = only !== undefined && at(only)?.listings.some(({ fact }) => fact.source === source) === true;
  return more.length > 0 || isTaken ? undefined : only;
}
