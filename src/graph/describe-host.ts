import type { SystemFact } from '../model/fact.ts';
import type { Attempt, Observation } from '../model/observation.ts';
import type { Host, HostEvidence } from '../model/snapshot.ts';
import type { Peer } from './address-book.ts';
import { compareText, sortedUnique } from './compare-text.ts';
import type { KnownHost } from './identify.ts';
import { isJunkName } from './identity-values.ts';
import type { OwnAddresses } from './own-addresses.ts';
import { isFactoryName } from './topology/neighbor-keys.ts';
import { showsSockets } from './visits-in-use.ts';

/** Newest first; of two at the same time by target, so that the order is always the same. */
const newestFirst = (observations: readonly Observation[]): Observation[] =>
  [...observations].sort((a, b) => compareText(b.at, a.at) || compareText(a.target, b.target));

function systemsOf(observations: readonly Observation[]): SystemFact[] {
  return newestFirst(observations).flatMap(({ facts }) => facts.filter((fact) => fact.fact === 'system'));
}

function osOf(systems: readonly SystemFact[]): Pick<Host, 'os'> {
  const name = systems.find(({ osName }) => osName !== undefined)?.osName;
  const version = systems.find(({ osVersion }) => osVersion !== undefined)?.osVersion;
  if (name === undefined && version === undefined) return {};
  return { os: { ...(name === undefined ? {} : { name }), ...(version === undefined ? {} : { version }) } };
}

/** How the visits to a host failed this time, by target. */
const failuresOf = (observations: readonly Observation[], failures: ReadonlyMap<string, Attempt['status']>) =>
  [...observations]
    .sort((a, b) => compareText(a.target, b.target))
    .flatMap(({ target, fresh, status }) => failures.get(target) ?? (fresh && status !== 'collected' ? status : []));

/**
 * How the last visits went: a host is as well known as its best visit. One that shows no sockets says nothing of what
 * runs there, so beside others it does not count.
 */
function evidenceOf(observations: readonly Observation[], failures: ReadonlyMap<string, Attempt['status']>): HostEvidence {
  const telling = observations.filter(showsSockets);
  const newest = newestFirst(telling.length > 0 ? telling : observations);
  const fresh = newest.filter((visit) => visit.fresh);
  const inUse = fresh.length > 0 ? fresh : newest;
  const at = newest[0]?.at ?? '';
  const answered = inUse.find(({ status }) => status === 'collected')?.status ?? inUse[0]?.status ?? 'collected';
  if (fresh.length > 0) return { status: answered, at, stale: false };
  return { status: failuresOf(observations, failures)[0] ?? answered, at, stale: true };
}

/** A host that was looked at, as the snapshot shows it. */
export function describeHost(known: KnownHost, own: OwnAddresses, failures: ReadonlyMap<string, Attempt['status']>): Host {
  const { id, observations, traits, formerTargets } = known;
  const systems = systemsOf(observations);
  const systemNames = systems.flatMap(({ name }) => name ?? []).filter((name) => name !== '');
  const givenNames = newestFirst(observations).flatMap(({ name }) => name ?? []);
  const targets = sortedUnique(observations.map(({ target }) => target));
  // Where the host could not say which addresses it has, the one it was reached at is known to work.
  const addresses = sortedUnique(traits.addresses.size > 0 ? own.global : traits.reachedAt);
  // An import notes the name somebody gave as if the system had told it: what the system itself says goes before it, but for the
  // name it left the factory with.
  const told = systemNames.filter((name) => !givenNames.includes(name) && !isFactoryName(name.toLowerCase()));
  const telling = [...told, ...systemNames].find((name) => !isJunkName(name)) ?? givenNames[0] ?? addresses[0] ?? systemNames[0];
  return {
    id,
    name: telling ?? targets[0] ?? id,
    names: sortedUnique([...systemNames, ...givenNames]),
    addresses,
    macs: sortedUnique(traits.macs),
    kind: 'server',
    ...osOf(systems),
    tags: known.prior?.tags ?? {},
    targets,
    ...(formerTargets.length === 0 ? {} : { formerTargets }),
    identity: sortedUnique([...traits.identity].flatMap(([kind, values]) => [...values].map((value) => `${kind}:${value}`))),
    evidence: evidenceOf(observations, failures),
  };
}

/** A host of the snapshot before whose evidence is not at hand: everything known of it stays, with its age. */
export function describeCarried(host: Host, failures: ReadonlyMap<string, Attempt['status']>): Host {
  if (host.evidence === undefined) return host;
  const failed = (host.targets ?? []).flatMap((target) => failures.get(target) ?? []);
  return { ...host, evidence: { status: failed[0] ?? host.evidence.status, at: host.evidence.at, stale: true } };
}

/** A host that was only seen as the other end of somebody's connection. */
export function describePeer(id: string, { address, name, kind }: Peer): Host {
  const common = { id, macs: [], kind, tags: {} };
  if (name !== undefined) return { ...common, name, names: [name], addresses: [] };
  return { ...common, name: address, names: [], addresses: [address] };
}
