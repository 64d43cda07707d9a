import type { Host, Snapshot } from '../model/snapshot.ts';
import { compareText } from './compare-text.ts';
import { hostLoose, joinHostClock, splitHostClock } from './host-clock.ts';
import { parseStored } from './json-text.ts';
import { openSeenTimes } from './last-seen.ts';
import type { LayoutTable } from './layout-table.ts';
import { dependencyLoose, joinMeasures, splitMeasures } from './measure.ts';
import { packJson, unpackJson } from './packed-json.ts';
import { asRow, type Fields, fieldsOf, readStable, splitStable } from './record.ts';
import { DamagedContent } from './translate-error.ts';

/**
 * What has versions of its own; the number is the one in the database. `measure`: what was counted, one
 * a client host. `frame`: the document without its header and its arrays of entities, one in all.
 */
export const entityKinds = { host: 0, service: 1, dependency: 2, link: 3, application: 4, measure: 5, frame: 6 } as const;
export type EntityKind = keyof typeof entityKinds;

/** JSON, packed where it is long. Equal bodies mean that nothing changed. */
export type Body = string | Buffer;

/** A snapshot taken apart: what seldom changes, by kind and key, and what always does. */
export interface SnapshotParts {
  readonly entities: Readonly<Record<EntityKind, ReadonlyMap<string, Body>>>;
  /** The evidence times of all hosts, in the order of their ids. */
  readonly clock: Buffer;
  /** The snapshot's own header, JSON. */
  readonly header: string;
}

interface Identified {
  readonly id: string;
}

/** Members of the document that are stored elsewhere; a zero keeps their places in the order of keys. */
const elsewhere = { snapshot: 0, hosts: 0, services: 0, dependencies: 0, links: 0, applications: 0 };

const nothing: ReadonlySet<string> = new Set();

const byId = (a: Identified, b: Identified): number => compareText(a.id, b.id);

function bodies(items: readonly Identified[], loose: ReadonlySet<string>, layouts: LayoutTable): Map<string, Body> {
  const found = new Map(items.map((item) => [item.id, JSON.stringify(splitStable(fieldsOf(item), loose, layouts))]));
  if (found.size < items.length) throw new RangeError('an id is there twice in a snapshot');
  return found;
}

/** Takes a snapshot apart. Throws RangeError where an id is there twice. */
export function splitSnapshot(snapshot: Snapshot, layouts: LayoutTable): SnapshotParts {
  const { takenAt } = snapshot.snapshot;
  const hosts = snapshot.hosts.toSorted(byId);
  const measures = splitMeasures(snapshot.dependencies.toSorted(byId), openSeenTimes(snapshot), layouts);
  return {
    entities: {
      host: bodies(hosts, hostLoose, layouts),
      service: bodies(snapshot.services, nothing, layouts),
      dependency: bodies(snapshot.dependencies, dependencyLoose, layouts),
      link: bodies(snapshot.links, nothing, layouts),
      application: bodies(snapshot.applications, nothing, layouts),
      measure: new Map([...measures].map(([host, rows]) => [host, packJson(rows)])),
      frame: new Map([['', packJson({ ...snapshot, ...elsewhere })]]),
    },
    clock: packJson(hosts.map((host) => splitHostClock(host, takenAt, layouts))),
    header: JSON.stringify(snapshot.snapshot),
  };
}

function records(found: ReadonlyMap<string, Body>, layouts: LayoutTable): Fields[] {
  const ids = [...found.keys()].sort(compareText);
  return ids.map((id) => readStable(id, parseStored(String(found.get(id))), layouts));
}

function joinHosts(stable: readonly Fields[], clock: Buffer, takenAt: string, layouts: LayoutTable): Host[] {
  const rows = asRow(unpackJson(clock));
  if (rows.length !== stable.length) throw new DamagedContent('the hosts and their times do not match');
  return stable.map((fields, index) => joinHostClock(fields, rows[index], takenAt, layouts));
}

/** A body that was packed, or DamagedContent. */
function unpackBody(body: Body | undefined): unknown {
  if (!Buffer.isBuffer(body)) throw new DamagedContent('a part of a snapshot is missing');
  return unpackJson(body);
}

/** The reverse of `splitSnapshot`; arrays are sorted by id. Throws DamagedContent. */
export function joinSnapshot({ entities, clock, header }: SnapshotParts, layouts: LayoutTable): Snapshot {
  const frame = unpackBody(entities.frame.get('')) as Snapshot;
  const snapshot = parseStored(header) as Snapshot['snapshot'];
  const hosts = joinHosts(records(entities.host, layouts), clock, snapshot.takenAt, layouts);
  const lists = new Map([...entities.measure].map(([host, packed]) => [host, unpackBody(packed)]));
  const times = openSeenTimes({ snapshot, hosts });
  return {
    ...frame,
    snapshot,
    hosts,
    services: records(entities.service, layouts) as unknown as Snapshot['services'],
    dependencies: joinMeasures(records(entities.dependency, layouts), lists, times, layouts),
    links: records(entities.link, layouts) as unknown as Snapshot['links'],
    applications: records(entities.application, layouts) as unknown as Snapshot['applications'],
  };
}
