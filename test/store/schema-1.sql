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
insert into layout values (1, '["id","name","names","addresses","macs","kind","tags"]'), (2, '["id","name","names","addresses","macs","kind","tags","evidence"]');
insert into snapshot values (1, 1, '{"id":"1","label":"written by hand","takenAt":"2026-01-01T00:00:03.000Z","toolVersion":"0.1.0","scope":["10.0.0.1"]}', 1, 0, 0, 0, x'8b8e36d2a9562a2e492c292d56b2524acecfc9494d2e494d51d2514a2c51b2d2353530d00149e7a42a59a525e614a7d6c6c60200');
insert into entity values (1, 0, 'h1', 1, 2147483647, '[1,"db1",["db1"],["10.0.0.1"],[],"server",{}]');
insert into entity values (2, 6, '', 1, 2147483647, x'654fbbaa02410cfd97d4cb45db2dafad88606121166126ee06c76498442dc47f77f6818876e7414ece79c049cb051d5ab860fe33c16cbd3a3470a362ac02edb281b7dc2e1ae8d5dc4664546e1c682291324924093c0b89e53c21cc397140af719310b4a66347d03ec0b17434042e073d250a4e71645741b13b9581d6a313721ae0e1d800c56efe32a23d7bffafde6f8bd63af66de9d55789497cf67fdc5d1d42e5d3cd54e76fd4770145e60276e69c29ae59c607cfe70b');
pragma application_id = 1835102308;
pragma user_version = 1;
commit;
pragma journal_mode = wal;
