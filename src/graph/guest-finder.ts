import type { GuestFact } from '../model/container-fact.ts';
import type { Host } from '../model/snapshot.ts';
import type { KnownHost } from './identify.ts';
import { isIdentityMac, isJunkIdentity, isJunkName } from './identity-values.ts';
import { isScopedPeer } from './peer-id.ts';

/** Finds the host that a guest is. */
export interface GuestFinder {
  /** The one host on the map that a guest of `hypervisor` can be; nothing where there is none, or no telling which. */
  find(guest: GuestFact, hypervisor: Host): Host | undefined;
}

const uuidPrefix = 'smbios-uuid:';

function index(hosts: readonly Host[], keysOf: (host: Host) => readonly string[]): (keys: readonly string[]) => readonly Host[] {
  const byKey = new Map<string, Host[]>();
  for (const host of hosts) {
    for (const key of new Set(keysOf(host))) {
      const group = byKey.get(key);
      if (group === undefined) byKey.set(key, [host]);
      else group.push(host);
    }
  }
  return (keys) => [...new Set(keys.flatMap((key) => byKey.get(key) ?? []))];
}

/** Which addresses a MAC was seen to have, on the networks of the hosts that were looked at. */
function readNeighbors(known: readonly KnownHost[]): ReadonlyMap<string, ReadonlySet<string>> {
  const addresses = new Map<string, Set<string>>();
  for (const fact of known.flatMap(({ observations }) => observations.flatMap(({ facts }) => facts))) {
    if (fact.fact !== 'neighbor' || fact.mac === undefined || fact.address === undefined) continue;
    addresses.set(fact.mac, (addresses.get(fact.mac) ?? new Set()).add(fact.address));
  }
  return addresses;
}

const macsOf = (macs: readonly string[] = []): string[] => macs.map((mac) => mac.toLowerCase()).filter(isIdentityMac);
const uuidsOf = ({ identity = [] }: Host): string[] => identity.filter((value) => value.startsWith(uuidPrefix));
const uuidOf = ({ uuid }: GuestFact): string[] =>
  uuid === undefined || isJunkIdentity(uuid) ? [] : [`${uuidPrefix}${uuid.toLowerCase()}`];

/** Names with their first labels: what a hypervisor calls `db1` may call itself `db1.example.com`. */
const namesOf = (names: readonly string[]): string[] =>
  names.map((name) => name.toLowerCase()).flatMap((name) => (isJunkName(name) ? [] : [name, name.split('.', 1)[0] ?? name]));

const differ = (a: readonly string[], b: readonly string[]): boolean =>
  a.length > 0 && b.length > 0 && !a.some((value) => b.includes(value));

/** A name or an address means little where the cards or the board say that it is another machine. */
const isOther = (guest: GuestFact, host: Host): boolean =>
  differ(macsOf(guest.macs), macsOf(host.macs)) || differ(uuidOf(guest), uuidsOf(host));

/** Opens the hosts of the map for the question which of them a guest is. */
export function openGuestFinder(hosts: readonly Host[], known: readonly KnownHost[]): GuestFinder {
  const neighbors = readNeighbors(known);
  // What is behind somebody's bridge has addresses that mean something there only.
  const global = hosts.filter((host) => !isScopedPeer(host) || host.addresses.length === 0);
  const byMac = index(global, ({ macs }) => macsOf(macs));
  const byUuid = index(global, uuidsOf);
  const byAddress = index(global, ({ addresses }) => addresses);
  const byName = index(global, ({ name, names }) => namesOf([name, ...names]));
  return {
    find(guest, hypervisor) {
      const macs = macsOf(guest.macs);
      const seen = macs.flatMap((mac) => [...(neighbors.get(mac) ?? [])]);
      const likely = (candidates: readonly Host[]): Host[] => candidates.filter((host) => !isOther(guest, host));
      const ways = [
        byMac(macs),
        byUuid(uuidOf(guest)),
        likely(byAddress([...(guest.addresses ?? []), ...seen])),
        likely(byName([guest.name.toLowerCase()])),
      ];
      // The hypervisor itself may show the card of its guest (macvtap).
      const others = ways.map((way) => way.filter(({ id }) => id !== hypervisor.id));
      return others.find(({ length }) => length === 1)?.[0];
    },
  };
}
