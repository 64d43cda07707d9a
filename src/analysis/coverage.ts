import { type FailureStatus, meaningOf, remedyOf } from '../model/failure.ts';
import type { Coverage, Dependency, DependencyEnd, Host, SnapshotHeader, TargetFailure } from '../model/snapshot.ts';
import { type CoverageBar, holdAgainst } from './coverage-bar.ts';
import { compareText, type Estate } from './estate.ts';
import { hypervisorOf } from './guests.ts';
import { type SharedAddress, type SharedName, sharedAddresses, sharedNames } from './told-twice.ts';

/** How many targets failed in one way, and what to do about it. */
interface FailureGroup {
  readonly status: FailureStatus;
  readonly count: number;
  readonly meaning: string;
  readonly remedy: string;
}

/** A host nobody looked at. */
interface UnseenPeer {
  readonly id: string;
  readonly name: string;
  readonly kind: Host['kind'];
  readonly arrows: number;
  /** Nobody saw it as a peer: it stands in configurations, its hypervisor or a network device told of it, or an inventory lists it. */
  readonly knownFrom?: 'configuration' | 'hypervisor' | 'inventory' | 'neighbor';
}

/** A host whose evidence is older than the scan. */
interface StaleHost {
  readonly id: string;
  readonly name: string;
  /** `collected` where nobody asked, otherwise how the visit failed. */
  readonly status: 'collected' | FailureStatus;
  readonly at: string;
  /** Between its evidence and the snapshot. */
  readonly ageSeconds: number;
}

/** A host that was looked at and did not say which process is at an end of an arrow. */
interface NamelessHost {
  readonly id: string;
  readonly name: string;
  /** Ends of arrows there without a process. */
  readonly ends: number;
}

/** A line of raw output no parser could read. */
export interface UnreadableLine {
  readonly target: string;
  readonly collector: string;
  readonly sample: number;
  /** 1-based line of the raw output. */
  readonly line: number;
  /** At most 200 characters of it, as the host sent them: whoever prints it escapes it. */
  readonly text: string;
  readonly reason: string;
  /** How many lines the entry stands for, where it is not one. */
  readonly count?: number;
  /** It is no line but a datagram of an exporter of flows, or a part of one. */
  readonly unit?: 'datagram';
}

/** Lines and datagrams of a snapshot that could not be read. */
export const unreadCount = ({ skippedLines, datagrams }: Pick<Coverage, 'skippedLines' | 'datagrams'>): number =>
  skippedLines + (datagrams?.unreadable ?? 0);

/** What the snapshot alone does not say. */
export interface CoverageExtras {
  /** The unreadable lines, where somebody read the evidence for them. */
  readonly unreadable?: readonly UnreadableLine[];
  /** Percent of the dependencies that should have the process known at both ends. */
  readonly min?: number;
  /** The snapshot was made of files that were sent: that hosts were not asked is no lack of it. */
  readonly asksNobody?: boolean;
}

/** What `map coverage --json` prints: what was not seen. */
export interface CoverageDocument extends Omit<Coverage, 'failed'> {
  readonly format: 'map.coverage';
  readonly version: 1;
  readonly snapshot: SnapshotHeader;
  readonly failed: readonly (TargetFailure & { readonly remedy: string })[];
  readonly failures: readonly FailureGroup[];
  readonly edgesSeenFromBothSides: number;
  readonly peers: readonly UnseenPeer[];
  readonly hostsWithoutProcesses: readonly NamelessHost[];
  readonly staleHosts: readonly StaleHost[];
  /** Absent where every address is of one host. */
  readonly sharedAddresses?: readonly SharedAddress[];
  /** Absent where no host without an address shares its name. */
  readonly sharedNames?: readonly SharedName[];
  /** Absent where there was no evidence to read; a thousand entries at most. */
  readonly unreadable?: readonly UnreadableLine[];
  /** Only where a bar was given. */
  readonly bar?: CoverageBar;
}

function groupFailures(failed: readonly TargetFailure[]): FailureGroup[] {
  const counts = new Map<FailureStatus, number>();
  for (const { status } of failed) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts]
    .map(([status, amount]) => ({ status, count: amount, meaning: meaningOf(status), remedy: remedyOf(status) }))
    .sort((a, b) => b.count - a.count || compareText(a.status, b.status));
}

const arrowsAt = (estate: Estate, host: string): number => estate.incoming(host).length + estate.outgoing(host).length;

/** From where there comes to be a host nobody saw; nothing of one that was seen as a peer. */
function knownFrom(estate: Estate, host: Host): UnseenPeer['knownFrom'] {
  const arrows = [...estate.incoming(host.id), ...estate.outgoing(host.id)];
  if (host.listed !== undefined) return 'inventory';
  if (arrows.some(({ state }) => state !== 'configured')) return undefined;
  if (arrows.length > 0) return 'configuration';
  return hypervisorOf(host) === undefined ? 'neighbor' : 'hypervisor';
}

function unseenPeer(estate: Estate, host: Host): UnseenPeer {
  const { id, name, kind } = host;
  const from = knownFrom(estate, host);
  return { id, name, kind, arrows: arrowsAt(estate, id), ...(from === undefined ? {} : { knownFrom: from }) };
}

const isPeer = (kind: Host['kind']): boolean => kind === 'unknown' || kind === 'external';
/** Of a cluster: people call a tag of their machines so too. */
const isPod = ({ listed = [], tags }: Host): boolean =>
  tags['pod'] !== undefined && listed.every((key) => key.startsWith('kubernetes:'));
/** Nobody can log in to a balancer, a managed database or a pod. */
const isMachine = (host: Host): boolean => host.kind !== 'virtual-address' && !isPod(host);

function unseenPeers(estate: Estate): UnseenPeer[] {
  return estate.snapshot.hosts
    .filter((host) => host.evidence === undefined && (isPeer(host.kind) || (host.listed !== undefined && isMachine(host))))
    .map((host) => unseenPeer(estate, host))
    .sort((a, b) => b.arrows - a.arrows || compareText(a.name, b.name) || compareText(a.id, b.id));
}

/** True where the end's host was looked at and no process came with it. */
function isNameless(estate: Estate, end: DependencyEnd): boolean {
  if (estate.hosts.get(end.host)?.evidence === undefined) return false;
  const service = end.service === undefined ? undefined : estate.services.get(end.service);
  return service === undefined || service.processes.length === 0;
}

function namelessHosts(estate: Estate): NamelessHost[] {
  const ends = new Map<string, number>();
  // What is only configured no process was seen to use.
  const endsOf = ({ from, to, state }: Dependency): DependencyEnd[] => (state === 'configured' ? [] : [from, to]);
  for (const end of estate.snapshot.dependencies.flatMap(endsOf)) {
    if (isNameless(estate, end)) ends.set(end.host, (ends.get(end.host) ?? 0) + 1);
  }
  return [...ends]
    .map(([id, amount]) => ({ id, name: estate.hosts.get(id)?.name ?? id, ends: amount }))
    .sort((a, b) => b.ends - a.ends || compareText(a.name, b.name) || compareText(a.id, b.id));
}

function staleHosts({ snapshot }: Estate): StaleHost[] {
  const taken = Date.parse(snapshot.snapshot.takenAt);
  return snapshot.hosts
    .flatMap(({ id, name, evidence }) => {
      if (evidence?.stale !== true) return [];
      const ageSeconds = Math.max(0, Math.round((taken - Date.parse(evidence.at)) / 1000));
      return [{ id, name, status: evidence.status, at: evidence.at, ageSeconds }];
    })
    .sort((a, b) => compareText(a.at, b.at) || compareText(a.id, b.id));
}

/** What a snapshot did not see, and what to do about it. */
export function coverage(estate: Estate, { unreadable, min }: CoverageExtras = {}): CoverageDocument {
  const { snapshot } = estate;
  const counted = snapshot.coverage;
  const [addresses, names] = [sharedAddresses(estate), sharedNames(estate)];
  return {
    format: 'map.coverage',
    version: 1,
    snapshot: snapshot.snapshot,
    ...counted,
    failed: counted.failed.map((failure) => ({ ...failure, remedy: remedyOf(failure.status) })),
    failures: groupFailures(counted.failed),
    edgesSeenFromBothSides: snapshot.dependencies.filter(({ seenFrom }) => seenFrom === 'both').length,
    peers: unseenPeers(estate),
    hostsWithoutProcesses: namelessHosts(estate),
    staleHosts: staleHosts(estate),
    ...(addresses.length === 0 ? {} : { sharedAddresses: addresses }),
    ...(names.length === 0 ? {} : { sharedNames: names }),
    ...(unreadable === undefined ? {} : { unreadable }),
    ...(min === undefined ? {} : { bar: holdAgainst(counted, min) }),
  };
}
