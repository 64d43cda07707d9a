import type { Database } from 'better-sqlite3';
import { type Body, type EntityKind, entityKinds, type SnapshotParts } from './snapshot-parts.ts';

type Entities = SnapshotParts['entities'];

export interface EntityTable {
  /** Makes `entities` the newest snapshot, `number`: what is as before costs nothing. */
  write(entities: Entities, number: number): void;
  /** What was alive at a snapshot. */
  read(number: number): Entities;
  clear(): void;
}

/** `until` of a version that is still true: later than every snapshot. */
const open = 0x7fff_ffff;

type AliveRow = readonly [id: number, key: string, body: Body];

const same = (a: Body, b: Body): boolean => (typeof a === 'string' || typeof b === 'string' ? a === b : a.equals(b));

/** The versions of everything in the snapshots of one database. */
export function openEntityTable(db: Database): EntityTable {
  const alive = db.prepare<[number, number, number], AliveRow>(
    'select id, key, body from entity where kind = ? and until > ? and since <= ?',
  );
  alive.raw();
  const insert = db.prepare<[number, string, number, number, Body]>(
    'insert into entity (kind, key, since, until, body) values (?, ?, ?, ?, ?)',
  );
  const end = db.prepare<[number, number]>('update entity set until = ? where id = ?');
  const clear = db.prepare('delete from entity');

  const writeKind = (kind: number, bodies: ReadonlyMap<string, Body>, number: number): void => {
    const kept = new Set<string>();
    for (const [id, key, body] of alive.all(kind, open - 1, open)) {
      const now = bodies.get(key);
      if (now !== undefined && same(now, body)) kept.add(key);
      else end.run(number, id);
    }
    for (const [key, body] of bodies) if (!kept.has(key)) insert.run(kind, key, number, open, body);
  };

  const readKind = (kind: EntityKind, number: number): Map<string, Body> =>
    new Map(alive.all(entityKinds[kind], number, number).map(([, key, body]) => [key, body]));

  return {
    write(entities, number) {
      for (const kind of Object.keys(entityKinds) as EntityKind[]) writeKind(entityKinds[kind], entities[kind], number);
    },
    read: (number) => ({
      host: readKind('host', number),
      service: readKind('service', number),
      dependency: readKind('dependency', number),
      link: readKind('link', number),
      application: readKind('application', number),
      measure: readKind('measure', number),
      frame: readKind('frame', number),
    }),
    clear: () => {
      clear.run();
    },
  };
}
