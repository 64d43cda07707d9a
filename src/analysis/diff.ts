import type { Dependency, Host, Link, Service, Snapshot, SnapshotHeader } from '../model/snapshot.ts';
import { type Change, dependencyChanges, hostChanges, serviceChanges } from './changes.ts';
import { compareText, type Estate, endName, hostName, indexEstate } from './estate.ts';
import { compareSight, type Sight } from './sight.ts';

/** What differs, where the entity is in both snapshots. */
interface Changed {
  readonly changes?: readonly Change[];
}

/** Nobody had looked at the host before, so what is new on the map may be old in the world. */
interface FirstLook {
  readonly firstLook?: true;
}

export type HostDifference = Host & Changed;
type ServiceDifference = Service & Changed & FirstLook & { readonly hostName: string };
export type DependencyDifference = Dependency & Changed & FirstLook & { readonly fromName: string; readonly toName: string };
export type LinkDifference = Link & { readonly aName: string; readonly bName: string };

/** What `map diff --json` prints. Removed entities are as the earlier snapshot had them, all others as the later one. */
export interface DiffDocument {
  readonly format: 'map.diff';
  readonly version: 1;
  readonly from: SnapshotHeader;
  readonly to: SnapshotHeader;
  readonly hosts: Readonly<Record<'added' | 'removed' | 'changed' | 'unknown', readonly HostDifference[]>>;
  readonly services: Readonly<Record<'added' | 'removed' | 'changed' | 'unknown', readonly ServiceDifference[]>>;
  readonly dependencies: Readonly<
    Record<'added' | 'removed' | 'silent' | 'unknown' | 'changed', readonly DependencyDifference[]>
  >;
  readonly links: Readonly<Record<'added' | 'removed' | 'unknown', readonly LinkDifference[]>>;
}

/** Both snapshots, and what the one can tell about the other. */
export interface Pair {
  readonly from: Estate;
  readonly to: Estate;
  readonly sight: Sight;
}

type Verdict = 'added' | 'removed' | 'silent' | 'unknown' | 'changed';

/** How one kind of entity is compared. `D` is the entity with what a person needs beside it. */
interface Comparison<T, D> {
  readonly items: (estate: Estate) => readonly T[];
  readonly absent: (item: T) => 'removed' | 'unknown';
  /** Verdict on an entity both snapshots have; undefined where nothing is to be told. */
  readonly kept: (before: T, after: T, changes: readonly Change[]) => Verdict | undefined;
  readonly changes: (before: T, after: T) => readonly Change[];
  readonly describe: (item: T, estate: Estate, verdict: Verdict) => D;
}

type Found<D> = Record<Verdict, (D & Changed)[]>;

function compare<T extends { readonly id: string }, D extends { readonly id: string }>(
  pair: Pair,
  comparison: Comparison<T, D>,
): Found<D> {
  const found: Found<D> = { added: [], removed: [], silent: [], unknown: [], changed: [] };
  const before = new Map(comparison.items(pair.from).map((item) => [item.id, item]));
  const after = new Map(comparison.items(pair.to).map((item) => [item.id, item]));
  for (const item of after.values()) {
    const old = before.get(item.id);
    const changes = old === undefined ? [] : comparison.changes(old, item);
    const verdict = old === undefined ? 'added' : comparison.kept(old, item, changes);
    if (verdict === undefined) continue;
    found[verdict].push({ ...comparison.describe(item, pair.to, verdict), ...(changes.length === 0 ? {} : { changes }) });
  }
  for (const item of before.values()) {
    if (after.has(item.id)) continue;
    const verdict = comparison.absent(item);
    found[verdict].push(comparison.describe(item, pair.from, verdict));
  }
  for (const list of Object.values(found)) list.sort((a, b) => compareText(a.id, b.id));
  return found;
}

const changedIf = (changes: readonly Change[]): 'changed' | undefined => (changes.length > 0 ? 'changed' : undefined);

function compareHosts(pair: Pair) {
  const { sight } = pair;
  return compare<Host, Host>(pair, {
    items: ({ snapshot }) => snapshot.hosts,
    absent: ({ id }) => (sight.witnessed(id) ? 'removed' : 'unknown'),
    kept: (_, { id }, changes) => (sight.dark(id) ? 'unknown' : changedIf(changes)),
    changes: hostChanges,
    describe: (host) => host,
  });
}

/** True where none of the hosts had been looked at in the earlier snapshot. */
const firstLook = ({ from }: Pair, verdict: Verdict, hosts: readonly string[]): FirstLook =>
  verdict === 'added' && hosts.every((id) => from.hosts.get(id)?.evidence === undefined) ? { firstLook: true } : {};

function compareServices(pair: Pair) {
  const { sight } = pair;
  return compare<Service, ServiceDifference>(pair, {
    items: ({ snapshot }) => snapshot.services,
    absent: ({ host }) => (sight.witnessed(host) ? 'removed' : 'unknown'),
    kept: (_, { host }, changes) => (sight.dark(host) ? 'unknown' : changedIf(changes)),
    changes: serviceChanges,
    describe: (service, estate, verdict) => ({
      ...service,
      hostName: hostName(estate, service.host),
      ...firstLook(pair, verdict, [service.host]),
    }),
  });
}

function dependencyVerdict(sight: Sight, before: Dependency, after: Dependency, changes: readonly Change[]): Verdict | undefined {
  if (after.silent === true && before.silent !== true) return 'silent';
  const dark = sight.dark(after.from.host) || sight.dark(after.to.host);
  return dark && !sight.confirmed(after) ? 'unknown' : changedIf(changes);
}

function compareDependencies(pair: Pair) {
  return compare<Dependency, DependencyDifference>(pair, {
    items: ({ snapshot }) => snapshot.dependencies,
    absent: pair.sight.absent,
    kept: (before, after, changes) => dependencyVerdict(pair.sight, before, after, changes),
    changes: dependencyChanges,
    describe: (dependency, estate, verdict) => ({
      ...dependency,
      fromName: endName(estate, dependency.from),
      toName: endName(estate, dependency.to),
      ...firstLook(pair, verdict, [dependency.from.host, dependency.to.host]),
    }),
  });
}

function compareLinks(pair: Pair) {
  const { sight } = pair;
  const ends = ({ a, b }: Link): string[] => [a.host, b.host];
  const blind = (link: Link): boolean => ends(link).some(sight.dark) && !ends(link).some(sight.looked);
  return compare<Link, LinkDifference>(pair, {
    items: ({ snapshot }) => snapshot.links,
    absent: (link) => (ends(link).some(sight.looked) ? 'removed' : 'unknown'),
    kept: (_, link) => (blind(link) || link.stale === true ? 'unknown' : undefined),
    changes: () => [],
    describe: (link, estate) => ({ ...link, aName: hostName(estate, link.a.host), bName: hostName(estate, link.b.host) }),
  });
}

/** Two snapshots ready to be compared. */
export function pairSnapshots(before: Snapshot, after: Snapshot): Pair {
  const [from, to] = [indexEstate(before), indexEstate(after)];
  return { from, to, sight: compareSight(from, to) };
}

/** What changed between two snapshots of one estate; linear in their size. */
export function diff(pair: Pair): DiffDocument {
  const { silent: _hosts, ...hosts } = compareHosts(pair);
  const { silent: _services, ...services } = compareServices(pair);
  const { silent: _links, changed: _changed, ...links } = compareLinks(pair);
  return {
    format: 'map.diff',
    version: 1,
    from: pair.from.snapshot.snapshot,
    to: pair.to.snapshot.snapshot,
    hosts,
    services,
    dependencies: compareDependencies(pair),
    links,
  };
}
