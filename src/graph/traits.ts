import type { AddressFact, IdentityFact, InterfaceFact, SystemFact } from '../model/fact.ts';
import { type IdentityKind, identityKinds } from '../model/identity-kind.ts';
import type { Observation } from '../model/observation.ts';
import type { Host } from '../model/snapshot.ts';
import { classifyAddress, isHostAddress, unmapAddress } from './address-class.ts';
import { isContainerBridge, isVirtualInterface } from './container-interface.ts';
import { isIdentityMac, isJunkIdentity, isJunkName, normalizeIdentity } from './identity-values.ts';

/** What tells one host from another, as one visit or one earlier snapshot knows it. */
export interface Traits {
  /** `kind:value` as in `Host.identity`, junk left out. */
  readonly identity: ReadonlyMap<IdentityKind, ReadonlySet<string>>;
  /** Every MAC of the machine's own interfaces, also those that identify nothing. */
  readonly macs: ReadonlySet<string>;
  /** The machine's own addresses that name it for everybody. */
  readonly addresses: ReadonlySet<string>;
  /** Own addresses and the address it was reached at. */
  readonly reachedAt: ReadonlySet<string>;
  /** Host names in lower case, each also without its domain. */
  readonly names: ReadonlySet<string>;
  readonly targets: ReadonlySet<string>;
}

type IdentityPair = readonly [kind: IdentityKind, value: string];

function collectIdentity(pairs: Iterable<IdentityPair>): Map<IdentityKind, Set<string>> {
  const identity = new Map<IdentityKind, Set<string>>();
  for (const [kind, raw] of pairs) {
    if (isJunkIdentity(raw)) continue;
    const values = identity.get(kind) ?? new Set<string>();
    identity.set(kind, values.add(normalizeIdentity(kind, raw)));
  }
  return identity;
}

/** Names in lower case, each also without its domain; those that everybody has are left out. */
export const comparableNames = (names: Iterable<string>): Set<string> =>
  new Set(
    [...names]
      .filter((name) => !isJunkName(name))
      .map((name) => name.trim().toLowerCase())
      .flatMap((name) => [name, name.split('.')[0] ?? name]),
  );

/** The facts of one visit that say who the host is. */
interface OwnFacts {
  readonly addresses: AddressFact[];
  readonly interfaces: InterfaceFact[];
  readonly systems: SystemFact[];
  readonly identities: IdentityFact[];
}

function ownFacts(observation: Observation): OwnFacts {
  const own: OwnFacts = { addresses: [], interfaces: [], systems: [], identities: [] };
  for (const fact of observation.facts) {
    // What a container has does not tell which host it is on.
    if (fact.fact === 'address' && fact.netns === undefined) own.addresses.push(fact);
    else if (fact.fact === 'interface') own.interfaces.push(fact);
    else if (fact.fact === 'system') own.systems.push(fact);
    else if (fact.fact === 'identity') own.identities.push(fact);
  }
  return own;
}

/** A host that could not list its addresses still shows them as the local ends of its sockets. */
function* socketAddresses(observation: Observation): Generator<string> {
  for (const sample of observation.samples) {
    for (const { local, netns } of sample.sockets) if (local.address !== undefined && netns === undefined) yield local.address;
  }
}

function* ownAddresses(observation: Observation, facts: readonly AddressFact[]): Generator<string> {
  if (facts.length === 0) yield* socketAddresses(observation);
  for (const fact of facts) {
    if (fact.interface === undefined || !isContainerBridge(fact.interface)) yield fact.address;
  }
}

/** The address a visit went to, where it means something to anybody but this machine. */
function reachedAddress(observation: Observation): string | undefined {
  const address = observation.address === undefined ? undefined : unmapAddress(observation.address);
  return address !== undefined && isHostAddress(address) ? address : undefined;
}

const macForm = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i;

/** Reads who the host is from the evidence of one visit. */
export function readTraits(observation: Observation): Traits {
  const { addresses: addressFacts, interfaces, systems, identities } = ownFacts(observation);
  const pairs: IdentityPair[] = identities.map(({ kind, value }) => [kind, value]);
  if (observation.hostKey !== undefined) pairs.push(['host-key', observation.hostKey]);
  const macs = interfaces.flatMap(({ name, mac }) => (mac === undefined || isVirtualInterface(name) ? [] : [mac.toLowerCase()]));
  // The base address of a bridge is a card of its own, be it on no port.
  const bases = identities.flatMap(({ kind, value }) =>
    kind === 'chassis-id' && macForm.test(value) ? [value.toLowerCase()] : [],
  );
  const addresses = new Set([...ownAddresses(observation, addressFacts)].map(unmapAddress).filter(isHostAddress));
  const reached = reachedAddress(observation);
  return {
    identity: collectIdentity(pairs),
    macs: new Set([...macs, ...bases].filter((mac) => !isJunkIdentity(mac))),
    addresses,
    reachedAt: new Set(reached === undefined ? addresses : [...addresses, reached]),
    names: comparableNames(systems.flatMap(({ name }) => name ?? [])),
    targets: new Set([observation.target]),
  };
}

/** Reads who the host is from an earlier snapshot. */
export function priorTraits(host: Host): Traits {
  const pairs = (host.identity ?? []).flatMap((text): IdentityPair[] => {
    const kind = identityKinds.find((known) => text.startsWith(`${known}:`));
    return kind === undefined ? [] : [[kind, text.slice(kind.length + 1)]];
  });
  const addresses = new Set(host.addresses);
  return {
    identity: collectIdentity(pairs),
    macs: new Set(host.macs),
    addresses,
    reachedAt: addresses,
    // The name of a host that was only seen as a peer is its address.
    names: comparableNames([host.name, ...host.names].filter((name) => classifyAddress(name) === 'invalid')),
    targets: new Set(host.targets ?? []),
  };
}

const unionOf = <T>(sets: readonly ReadonlySet<T>[]): ReadonlySet<T> => new Set(sets.flatMap((set) => [...set]));

/** What several visits to one host say together. */
export function joinTraits(all: readonly Traits[]): Traits {
  const [only, ...more] = all;
  if (only !== undefined && more.length === 0) return only;
  const pairs = all.flatMap(({ identity }) =>
    [...identity].flatMap(([kind, values]) => [...values].map((value): IdentityPair => [kind, value])),
  );
  return {
    identity: collectIdentity(pairs),
    macs: unionOf(all.map(({ macs }) => macs)),
    addresses: unionOf(all.map(({ addresses }) => addresses)),
    reachedAt: unionOf(all.map(({ reachedAt }) => reachedAt)),
    names: unionOf(all.map(({ names }) => names)),
    targets: unionOf(all.map(({ targets }) => targets)),
  };
}

/** The keys under which hosts that may be the same are found, without comparing every pair. */
export function candidateKeys(traits: Traits): string[] {
  return [
    ...[...traits.identity].flatMap(([kind, values]) => [...values].map((value) => `${kind}:${value}`)),
    ...[...traits.macs].filter(isIdentityMac).map((mac) => `mac:${mac}`),
    ...[...traits.reachedAt].map((address) => `address:${address}`),
    ...[...traits.names].map((name) => `name:${name}`),
    ...[...traits.targets].map((target) => `target:${target}`),
  ];
}
