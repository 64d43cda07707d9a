import { createCandidateIndex } from './candidate-index.ts';
import { likeness } from './likeness.ts';
import { findRepeatedAddresses, listingTraits } from './listing-traits.ts';
import { type HostListing, inRank } from './listings.ts';
import { findByName, findNamesakes, isBare } from './match-by-name.ts';
import { matchSilent, type Pool } from './match-silent.ts';
import { type ToldMachine, withoutShared } from './shared-identities.ts';
import { joinTraits, type Traits } from './traits.ts';

/** Points from which a listed machine is a host: an address of its own, or a board, is enough where nothing speaks against it. */
const threshold = 20;
/** As `likeness` counts an address. */
const addressPoints = 25;

/** One machine that inventories list. */
export interface ListedMachine {
  readonly traits: Traits;
  readonly listings: readonly HostListing[];
}

export interface MatchedListings {
  /** By position of a host that was looked at. */
  readonly ofHosts: ReadonlyMap<number, readonly HostListing[]>;
  /** Machines nobody looked at. */
  readonly others: readonly ListedMachine[];
  /** Addresses that several listed machines have. */
  readonly repeated: ReadonlySet<string>;
}

const shares = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((value) => b.has(value));

/** What people call a machine need not be what it calls itself: other names speak against nothing. */
const withoutOtherNames = (one: Traits, other: Traits): Traits =>
  shares(one.names, other.names) ? one : { ...one, names: new Set() };

function scoreOf(listed: Traits, candidate: Traits, repeated: ReadonlySet<string>): number {
  const own = (addresses: ReadonlySet<string>) => new Set([...addresses].filter((address) => !repeated.has(address)));
  const telling = { ...listed, addresses: own(listed.addresses), reachedAt: own(listed.reachedAt) };
  const score = likeness(withoutOtherNames(telling, candidate), candidate) ?? Number.NEGATIVE_INFINITY;
  const common = [...listed.addresses].some((address) => repeated.has(address) && candidate.reachedAt.has(address));
  return common && score > 0 ? score + addressPoints : score;
}

function bestOf({ listing, traits }: ToldMachine, near: readonly number[], pool: Pool, repeated: ReadonlySet<string>) {
  let best: number | undefined;
  let bestScore = threshold - 1;
  for (const position of near) {
    const candidate = pool.traits[position];
    const isTaken = pool.listings[position]?.some(({ family }) => family === listing.family);
    if (candidate === undefined || isTaken === true) continue;
    const score = scoreOf(traits, candidate, repeated);
    if (score === bestScore) best = undefined;
    else if (score > bestScore) [best, bestScore] = [position, score];
  }
  return best;
}

/** Nothing where what was listed turned out to be a host. */
function candidateAt(pool: Pool, amount: number, position: number) {
  const [traits, listings = []] = [pool.traits[position], pool.listings[position]];
  return traits === undefined || (position >= amount && listings.length === 0) ? undefined : { traits, listings };
}

/**
 * Which listed machines are hosts that were looked at, and which of the others are one, by the weights of every identity;
 * then those of hosts that told no address and those that have nothing but a name, by that. Of two that are equally alike it is neither.
 */
export function matchListings(hosts: readonly Traits[], listings: readonly HostListing[]): MatchedListings {
  const repeated = findRepeatedAddresses(listings);
  const pool: Pool = { traits: [...hosts], listings: hosts.map(() => []) };
  const index = createCandidateIndex();
  for (const [position, traits] of hosts.entries()) index.add(position, traits);
  const told = withoutShared(listings.map((listing) => ({ listing, traits: listingTraits(listing) })));
  const named = told.filter(({ traits }) => isBare(traits));
  const namesakes = findNamesakes(named);
  const place = ({ listing, traits }: ToldMachine, found: number | undefined): void => {
    const position = found ?? pool.traits.length;
    const before = pool.traits[position];
    // What was looked at is known by what it said itself, not by what was taken for it.
    if (before === undefined || position >= hosts.length) {
      pool.traits[position] = before === undefined ? traits : joinTraits([before, traits]);
      index.add(position, traits);
    }
    pool.listings[position] = [...(pool.listings[position] ?? []), listing];
  };
  for (const one of told) if (!isBare(one.traits)) place(one, bestOf(one, index.find(one.traits), pool, repeated));
  matchSilent(pool, hosts.length, index);
  for (const one of named)
    place(
      one,
      findByName(one, index.find(one.traits), (position) => candidateAt(pool, hosts.length, position), namesakes),
    );
  const listed = pool.listings.map(inRank);
  return {
    ofHosts: new Map([...hosts.keys()].map((position) => [position, listed[position] ?? []])),
    others: pool.traits
      .slice(hosts.length)
      .map((traits, offset) => ({ traits, listings: listed[hosts.length + offset] ?? [] }))
      .filter(({ listings: own }) => own.length > 0),
    repeated,
  };
}
