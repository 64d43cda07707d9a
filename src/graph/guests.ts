import type { GuestFact } from '../model/container-fact.ts';
import type { Host } from '../model/snapshot.ts';
import { isHostAddress } from './address-class.ts';
import { byId, compareText, sortedUnique } from './compare-text.ts';
import { type GuestFinder, openGuestFinder } from './guest-finder.ts';
import type { KnownHost } from './identify.ts';
import { isIdentityMac, isJunkIdentity } from './identity-values.ts';
import { makeFreeId } from './make-id.ts';

/** A guest as one visit to its hypervisor shows it. */
interface Claim {
  readonly guest: GuestFact;
  readonly hypervisor: Host;
  readonly fresh: boolean;
  readonly at: string;
}

const isShutOff = ({ state }: GuestFact): boolean => state === 'shut off';

/** Of two that have the same guest the one that was looked at in this scan, that runs it, that was read last. */
const firstClaim = (a: Claim, b: Claim): number =>
  Number(b.fresh) - Number(a.fresh) ||
  Number(isShutOff(a.guest)) - Number(isShutOff(b.guest)) ||
  compareText(b.at, a.at) ||
  compareText(a.hypervisor.id, b.hypervisor.id) ||
  compareText(a.guest.name, b.guest.name);

function readClaims(known: readonly KnownHost[], hosts: ReadonlyMap<string, Host>): readonly Claim[] {
  const claims = known.flatMap(({ id, observations }) => {
    const hypervisor = hosts.get(id);
    if (hypervisor === undefined) return [];
    return observations.flatMap(({ facts, fresh, at }) =>
      facts.flatMap((guest) => (guest.fact === 'guest' ? [{ guest, hypervisor, fresh, at }] : [])),
    );
  });
  return claims.sort(firstClaim);
}

/** Hypervisors whose list of guests was read, by name: who is on none of them any more has left. */
function findRead(known: readonly KnownHost[], hosts: ReadonlyMap<string, Host>): ReadonlySet<string> {
  const read = known.filter(({ observations }) =>
    observations.some(({ guestsRead, facts }) => guestsRead === true || facts.some(({ fact }) => fact === 'guest')),
  );
  return new Set(read.flatMap(({ id }) => hosts.get(id)?.name ?? []));
}

const uuidOf = ({ uuid }: GuestFact): string | undefined =>
  uuid === undefined || isJunkIdentity(uuid) ? undefined : uuid.toLowerCase();

/** What makes two mentions of a guest nobody scanned one: it keeps its uuid when it moves. */
const seedOf = ({ guest, hypervisor }: Claim): string[] => {
  const lasting = uuidOf(guest) ?? guest.macs?.filter(isIdentityMac).sort()[0];
  return lasting === undefined ? ['guest', hypervisor.id, guest.name] : ['guest', lasting];
};

function describeGuest(id: string, { guest, hypervisor }: Claim): Host {
  const uuid = uuidOf(guest);
  return {
    id,
    name: guest.name,
    names: [guest.name],
    addresses: sortedUnique((guest.addresses ?? []).filter(isHostAddress)),
    macs: sortedUnique(guest.macs ?? []),
    kind: 'unknown',
    tags: { hypervisor: hypervisor.name },
    ...(uuid === undefined ? {} : { identity: [`smbios-uuid:${uuid}`] }),
  };
}

/** A host with the machine it runs on. A peer is called as its hypervisor calls it, where nobody else told a name. */
function withHypervisor(host: Host, { guest, hypervisor }: Claim): Host {
  const tagged = { ...host, tags: { ...host.tags, hypervisor: hypervisor.name } };
  if (host.evidence !== undefined || host.kind !== 'unknown' || host.names.length > 0) return tagged;
  return { ...tagged, name: guest.name, names: [guest.name], macs: sortedUnique(guest.macs ?? []) };
}

/** The guests, best claim first: of hosts on the map by id, of others by what they are made of. */
function sortClaims(claims: readonly Claim[], finder: GuestFinder) {
  const placed = new Map<string, Claim>();
  const unseen = new Map<string, Claim>();
  for (const claim of claims) {
    const host = finder.find(claim.guest, claim.hypervisor);
    const key = host?.id ?? JSON.stringify(seedOf(claim));
    const found = host === undefined ? unseen : placed;
    if (!found.has(key)) found.set(key, claim);
  }
  return { placed, unseen: [...unseen.values()].filter(({ guest }) => !isShutOff(guest)) };
}

/** Guests nobody scanned of hypervisors that nobody could ask this time. */
const keepUnasked = (
  prior: readonly Host[],
  read: ReadonlySet<string>,
  hosts: ReadonlyMap<string, Host>,
  names: ReadonlySet<string>,
): Host[] =>
  prior.filter(({ id, evidence, listed, tags: { hypervisor } }) => {
    if (listed !== undefined) return false;
    return evidence === undefined && hypervisor !== undefined && names.has(hypervisor) && !read.has(hypervisor) && !hosts.has(id);
  });

/**
 * Says of every host which machine it runs on, as the hypervisors tell (tag `hypervisor`, the name of that host), and adds the guests
 * that nobody scanned, as hosts of kind `unknown`. What an earlier snapshot knew stays where its hypervisor could not be asked.
 */
export function placeGuests(hosts: readonly Host[], known: readonly KnownHost[], prior: readonly Host[]): Host[] {
  const present = new Map(hosts.map((host) => [host.id, host]));
  const before = new Map(prior.map(({ id, tags: { hypervisor } }) => [id, hypervisor]));
  const claims = readClaims(known, present);
  const read = findRead(known, present);
  const names = new Set(hosts.map(({ name }) => name));
  const { placed, unseen } = sortClaims(claims, openGuestFinder(hosts, known));
  const placedHosts = hosts.map((host) => {
    const claim = placed.get(host.id);
    if (claim !== undefined) return withHypervisor(host, claim);
    const { hypervisor = before.get(host.id), ...tags } = host.tags;
    if (hypervisor === undefined) return host;
    return read.has(hypervisor) || !names.has(hypervisor) ? { ...host, tags } : { ...host, tags: { ...tags, hypervisor } };
  });
  const taken = new Set(present.keys());
  const added = unseen.map((claim) => {
    const id = makeFreeId('host', seedOf(claim), (candidate) => taken.has(candidate));
    taken.add(id);
    return describeGuest(id, claim);
  });
  const kept = keepUnasked(prior, read, present, names).filter(({ id }) => !taken.has(id));
  return byId([...placedHosts, ...added, ...kept]);
}
