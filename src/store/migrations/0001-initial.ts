import type { Migration } from '../migrate.ts';

/**
 * Evidence: a `collection` is one visit to one target. What its commands printed is in `blob`, once
 * for equal content; the list of its sections is a `manifest`, used again by the next visit that got
 * equal answers, so that it costs one short row. `profile` is the blob with everything else about
 * the visit that seldom changes. A blob with a `base` can only be read with that blob, which has none.
 *
 * Snapshots: `entity` holds versions; a snapshot N is made of the rows with since <= N < until. What
 * changes at every scan is in the row of the snapshot itself, or in one row a host (see snapshot-parts.ts).
 *
 * Times are milliseconds since 1970, or text where that would not give the same text again: for these
 * the table is not strict.
 */
export const initial: Migration = {
  version: 1,
  sql: `
create table run (
  id integer primary key autoincrement,
  kind text not null,
  started_at text not null,
  finished_at text,
  tool_version text not null,
  scope text not null,
  label text,
  interrupted integer not null default 1,
  target_count integer not null default 0,
  unanswered_count integer not null default 0
) strict;

create table target (id integer primary key, key text not null unique) strict;

create table collector (id integer primary key, name text not null unique) strict;

create table blob (
  id integer primary key,
  hash blob not null unique,
  size integer not null,
  encoding integer not null,
  base integer references blob (id),
  data blob not null
) strict;

create table manifest (id integer primary key) strict;

create table section (
  manifest integer not null references manifest (id),
  ordinal integer not null,
  collector integer not null references collector (id),
  sample integer not null,
  status text not null,
  exit_code integer,
  stdout integer not null references blob (id),
  stderr integer references blob (id),
  primary key (manifest, ordinal)
) strict, without rowid;

create table collection (
  id integer primary key,
  run integer not null references run (id),
  target integer not null references target (id),
  grade integer not null,
  failure text,
  message text,
  started_at integer not null,
  duration integer not null,
  own_port integer,
  profile integer not null references blob (id),
  manifest integer references manifest (id)
);
create index collection_newest on collection (target, grade, run);
create index collection_failed on collection (run) where failure is not null;

create table snapshot (
  id integer primary key,
  run integer not null references run (id),
  header text not null,
  hosts integer not null,
  services integer not null,
  dependencies integer not null,
  failed integer not null,
  clock blob not null
) strict;

create table layout (id integer primary key, keys text not null unique) strict;

create table entity (
  id integer primary key,
  kind integer not null,
  key text not null,
  since integer not null,
  until integer not null,
  body any not null
) strict;
create index entity_alive on entity (kind, until);
`,
};
