-- A database of schema 1 as released, with a little in it. Never changed: newer versions must read it.
begin;
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
  document blob not null,
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

insert into run values (1, 'scan', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:03.000Z', '0.1.0', '["10.0.0.1"]', 'written by hand', 0, 1, 0);
insert into target values (1, '10.0.0.1');
insert into collector values (1, 'linux.ss');
insert into blob values (1, x'b78b01af51dea588501b2d59a12f6191b4f3f1959d82422e3ddfbaa1a194cb9f', 10, 0, null, x'746370204c495354454e');
insert into blob values (2, x'61c59159d39929275a80e282a1574a1369aed34a45a4d6cde446d87aef4affd1', 90, 0, null, x'7b2261646472657373223a2231302e302e302e31222c22706f7274223a32322c226f726967696e223a226c6973746564222c226d6574686f64223a22737368222c2273657373696f6e223a7b2275736572223a226d6170227d7d');
insert into manifest values (1);
insert into section values (1, 0, 1, 1, 'ok', 0, 1, null);
insert into collection values (1, 1, 1, 2, null, null, 1767225601000, 1500, null, 2, 1);
insert into snapshot values (1, 1, '{"id":"1","label":"written by hand","takenAt":"2026-01-01T00:00:03.000Z","toolVersion":"0.1.0","scope":["10.0.0.1"]}', 0, 0, 0, 0, x'65504b4b033110fe2b65ceeb9254f0b037f52a2254142c3da4c9b41b369d8464da2265ffbb93ed2aa2640edf639eb9c02ee68361e8e060525bc8a4d24786064e988b8f049d6ee047ee2ee09de46a4908668b41f0397b66a4c5f673d11b72e2b01990ee6bcfa55adedd282df1aa5457e3b6554a7dd4a418c3dbf70c50ad6e95a8c5c684d0ad41abb63e0d9bb1813e162ed029f1319fbcc52b7198901c92f5b3103c0d5764520ade1a96ee57c14639c8ecb19ec026efb136d4550f012da39bd8910c9533e64aa568677ca870bd6900dd7e9e32a177cffd43e4fe254759a7fcb5e2911f8347e2d9ffe7aee410ccbfdd84f21bcf9157d610cd0b94c1a784eec9d334601cbf00', x'8b8e0500');
pragma application_id = 1835102308;
pragma user_version = 1;
commit;
pragma journal_mode = wal;
