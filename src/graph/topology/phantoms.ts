import type { Host } from '../../model/snapshot.ts';
import { classifyAddress } from '../address-class.ts';
import { compareText, sortedUnique } from '../compare-text.ts';
import { makeFreeId } from '../make-id.ts';
import { peerSeed } from '../peer-id.ts';
import { isFactoryName, type NeighborKeys } from './neighbor-keys.ts';
import { createGroups } from './union.ts';

/** A neighbor that none of the hosts looked at is, as one report tells. */
export interface Mention {
  readonly keys: NeighborKeys;
  readonly protocol: string;
  /** The port it was told of on: all there is to know one by that has only a name everybody has. */
  readonly place: string;
  /** As it was told. */
  readonly name?: string;
  readonly platform?: string;
  readonly capabilities?: readonly string[];
}

/** The lasting keys: one of them in common and it is one device. */
const strongKeys = ({ chassis, macs }: NeighborKeys): string[] => [
  ...(chassis === undefined ? [] : [`chassis ${chassis}`]),
  ...macs.map((mac) => `chassis ${mac}`),
];

/** Without a lasting key a device is known by its addresses and by its name, unless that is one everybody has. */
function weakKeys({ keys: { addresses, names }, place }: Mention): string[] {
  const found = [
    ...addresses.map((address) => `address ${address}`),
    ...names.filter((name) => !isFactoryName(name)).map((name) => `name ${name}`),
  ];
  return found.length > 0 ? found : [`place ${place}`];
}

/** Which mentions are of one device, by position: the mentions of one number are. */
function groupMentions(mentions: readonly Mention[]): readonly number[] {
  const groups = createGroups(mentions.length);
  const owners = new Map<string, Set<number>>();
  const strong = mentions.map(({ keys }) => strongKeys(keys));
  const byKey = new Map<string, number>();
  const uniteBy = (position: number, keys: readonly string[]): void => {
    for (const key of keys) {
      const first = byKey.get(key);
      if (first === undefined) byKey.set(key, position);
      else groups.unite(first, position);
    }
  };
  for (const [position, keys] of strong.entries()) uniteBy(position, keys);
  for (const [position, mention] of mentions.entries()) {
    if (strong[position]?.length === 0) continue;
    for (const key of weakKeys(mention)) owners.set(key, (owners.get(key) ?? new Set()).add(groups.of(position)));
  }
  for (const [position, mention] of mentions.entries()) {
    if (strong[position]?.length !== 0) continue;
    const weak = weakKeys(mention);
    const [owner] = weak.flatMap((key) => (owners.get(key)?.size === 1 ? [...(owners.get(key) ?? [])] : []));
    if (owner === undefined) uniteBy(position, weak);
    else groups.unite(owner, position);
  }
  return mentions.map((_, position) => groups.of(position));
}

/** A device nobody looked at, with all that its neighbors tell of it. */
interface Phantom {
  readonly places: readonly string[];
  readonly chassis: readonly string[];
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  readonly macs: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

function describe(mentions: readonly Mention[]): Phantom {
  const all = (pick: (mention: Mention) => readonly string[]): string[] => sortedUnique(mentions.flatMap(pick));
  const [platform] = all(({ platform: told }) => (told === undefined ? [] : [told]));
  const capabilities = all((mention) => mention.capabilities ?? []);
  return {
    places: all(({ place }) => [place]),
    chassis: all(({ keys }) => (keys.chassis === undefined ? [] : [keys.chassis])),
    names: all(({ name }) => (name === undefined || name === '' ? [] : [name])),
    addresses: all(({ keys }) => keys.addresses),
    macs: all(({ keys }) => keys.macs),
    tags: {
      ...(capabilities.length === 0 ? {} : { capabilities: capabilities.join(', ') }),
      neighbor: all(({ protocol }) => [protocol]).join(', '),
      ...(platform === undefined ? {} : { platform }),
    },
  };
}

/** What its id is made of: the address where it has one, so that it is the peer of that address too. */
function seedOf({ addresses, chassis, macs, names, places }: Phantom): string[] {
  if (addresses[0] !== undefined) return peerSeed(addresses[0]);
  const lasting = chassis[0] ?? macs[0];
  if (lasting !== undefined) return ['neighbor', lasting];
  const [name] = names.filter((one) => !isFactoryName(one.toLowerCase()));
  return name === undefined ? ['neighbor', places[0] ?? ''] : peerSeed(name);
}

type Lookup = ReadonlyMap<string, Host | null>;

/** Hosts by what tells one device from another; null for what several have. */
function indexHosts(hosts: readonly Host[]): Lookup {
  const found = new Map<string, Host | null>();
  for (const host of hosts) {
    const chassis = (host.identity ?? []).filter((text) => text.startsWith('chassis-id:')).map((text) => text.slice(11));
    const keys = [
      ...[...chassis, ...host.macs].map((value) => `chassis ${value}`),
      ...host.addresses.map((value) => `address ${value}`),
      ...host.names.map((value) => `name ${value.toLowerCase()}`),
    ];
    for (const key of new Set(keys)) found.set(key, found.has(key) ? null : host);
  }
  return found;
}

function lookUp(index: Lookup, { chassis, macs, addresses, names }: Phantom): Host | undefined {
  const strong = [...chassis, ...macs].map((value) => `chassis ${value}`);
  const weak = [...addresses.map((value) => `address ${value}`)];
  const called = names.filter((name) => !isFactoryName(name.toLowerCase())).map((name) => `name ${name.toLowerCase()}`);
  for (const key of [...strong, ...weak, ...called]) {
    const host = index.get(key);
    if (host !== undefined && host !== null) return host;
  }
  return undefined;
}

/** True where what is known of the host speaks against it: it has another chassis. */
const isOther = (host: Host, { chassis }: Phantom): boolean => {
  const known = (host.identity ?? []).filter((text) => text.startsWith('chassis-id:')).map((text) => text.slice(11));
  return known.length > 0 && chassis.length > 0 && !chassis.some((value) => known.includes(value));
};

/** A peer keeps its id and gets what its neighbors say: a name where nobody else told one. */
function join(id: string, before: Host | undefined, phantom: Phantom): Host {
  const names = sortedUnique([...(before?.names ?? []), ...phantom.names]);
  const addresses = sortedUnique([...(before?.addresses ?? []), ...phantom.addresses]);
  const identity = sortedUnique([...(before?.identity ?? []), ...phantom.chassis.map((value) => `chassis-id:${value}`)]);
  const named = before !== undefined && before.names.length > 0 ? before.name : phantom.names[0];
  const { addresses: firstOf = [] } = before ?? {};
  const external = addresses.length > 0 && addresses.every((address) => classifyAddress(address) === 'public');
  return {
    ...before,
    id,
    name: named ?? before?.name ?? phantom.addresses[0] ?? phantom.chassis[0] ?? phantom.macs[0] ?? id,
    names,
    // The address it is known by as a peer stays the first.
    addresses: firstOf.length > 0 ? [...firstOf, ...addresses.filter((address) => !firstOf.includes(address))] : addresses,
    macs: sortedUnique([...(before?.macs ?? []), ...phantom.macs]),
    kind: before?.kind ?? (external && phantom.macs.length + phantom.chassis.length === 0 ? 'external' : 'unknown'),
    tags: { ...before?.tags, ...phantom.tags },
    ...(identity.length === 0 ? {} : { identity }),
  };
}

export interface Phantoms {
  /** The host of each mention, by position. */
  readonly ids: readonly string[];
  /** What there is of hosts that neighbors tell of, those that were peers already included. */
  readonly hosts: readonly Host[];
}

/**
 * Makes hosts of what neighbors tell of devices nobody looked at; the same host for all who tell of it.
 * @param peers hosts nobody looked at that are on the map anyway
 * @param prior hosts of the snapshot before whose ids are free: a phantom that was told of before keeps its id
 * @param taken ids that may not be given
 */
export function makePhantoms(
  mentions: readonly Mention[],
  peers: readonly Host[],
  prior: readonly Host[],
  taken: ReadonlySet<string>,
): Phantoms {
  const members = new Map<number, number[]>();
  for (const [position, group] of groupMentions(mentions).entries()) {
    const known = members.get(group);
    if (known === undefined) members.set(group, [position]);
    else known.push(position);
  }
  const drafts = [...members.values()].map((positions) => {
    const phantom = describe(positions.flatMap((position) => mentions[position] ?? []));
    return { positions, phantom, seed: JSON.stringify([seedOf(phantom), phantom]) };
  });
  const [present, before] = [indexHosts(peers), indexHosts(prior)];
  const used = new Set(taken);
  const hosts = new Map<string, Host>();
  const ids = new Map<number, string>();
  for (const { positions, phantom } of drafts.sort((a, b) => compareText(a.seed, b.seed))) {
    const find = (index: Lookup): Host | undefined => {
      const host = lookUp(index, phantom);
      return host === undefined || isOther(host, phantom) || hosts.has(host.id) ? undefined : host;
    };
    const peer = find(present);
    const earlier = peer === undefined ? find(before) : undefined;
    const kept = earlier !== undefined && !used.has(earlier.id) ? earlier.id : undefined;
    const id = peer?.id ?? kept ?? makeFreeId('host', seedOf(phantom), (candidate) => used.has(candidate));
    used.add(id);
    hosts.set(id, join(id, peer, phantom));
    for (const position of positions) ids.set(position, id);
  }
  return { ids: mentions.map((_, position) => ids.get(position) ?? ''), hosts: [...hosts.values()] };
}
