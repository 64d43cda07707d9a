import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Migration, migrate, schemaOf } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/registry.ts';
import { openTemporary, temporaryFile, textOf } from './samples.ts';

const steps: readonly Migration[] = [
  { version: 1, sql: 'create table a (x); insert into a values (1)' },
  { version: 2, sql: 'alter table a add column y default 2' },
  { version: 3, sql: 'create table b as select x + y as z from a' },
];

function openRaw(file = temporaryFile()): Database.Database {
  const db = new Database(file);
  onTestFinished(() => {
    db.close();
  });
  return db;
}

const tablesOf = (db: Database.Database): unknown[] =>
  db.prepare("select name from sqlite_schema where type = 'table' order by name").pluck().all();

describe('migrate', () => {
  it('takes a new database through every step', () => {
    const db = openRaw();
    migrate(db, steps);
    expect(schemaOf(db)).toBe(3);
    expect(db.prepare('select * from b').all()).toEqual([{ z: 3 }]);
    expect(db.pragma('application_id', { simple: true })).toBe(0x6d617064);
  });

  it('takes an older one through the steps that it lacks', () => {
    const db = openRaw();
    migrate(db, steps.slice(0, 1));
    db.exec('update a set x = 40');
    migrate(db, steps);
    expect(db.prepare('select * from b').all()).toEqual([{ z: 42 }]);
  });

  it('does nothing where there is nothing to do, and nothing backwards', () => {
    const db = openRaw();
    migrate(db, steps);
    migrate(db, steps);
    migrate(db, steps.slice(0, 1));
    expect(schemaOf(db)).toBe(3);
    expect(db.prepare('select count(*) as rows from a').all()).toEqual([{ rows: 1 }]);
  });

  it('changes nothing where one step fails', () => {
    const db = openRaw();
    migrate(db, steps.slice(0, 1));
    const broken = [...steps.slice(0, 2), { version: 3, sql: 'create table c (x); insert into nowhere values (1)' }];
    expect(() => migrate(db, broken)).toThrow('nowhere');
    expect(schemaOf(db)).toBe(1);
    expect(tablesOf(db)).toEqual(['a']);
    expect(db.prepare('select * from a').all()).toEqual([{ x: 1 }]);
  });
});

describe('the migrations', () => {
  it('are numbered 1, 2, 3, …', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('read a database of schema 1', () => {
    const file = temporaryFile();
    const old = openRaw(file);
    old.exec(readFileSync(new URL('schema-1.sql', import.meta.url), 'utf8'));
    old.close();
    const store = openTemporary(file, { create: false });
    expect(store.runs().map(({ label }) => label)).toEqual(['written by hand']);
    const [stored] = store.evidenceAt(1);
    expect(stored?.collection).toMatchObject({
      target: '10.0.0.1',
      finishedAt: '2026-01-01T00:00:02.500Z',
      session: { user: 'map' },
    });
    expect(textOf(stored?.collection.sections[0]?.stdout)).toBe('tcp LISTEN');
    expect(store.basisOf('1')).toEqual({ runId: 1 });
    expect(store.readSnapshot('1')).toMatchObject({
      snapshot: { label: 'written by hand' },
      hosts: [{ id: 'h1', name: 'db1', tags: {}, evidence: { status: 'collected', at: '2026-01-01T00:00:02.500Z' } }],
      coverage: { targets: 1 },
    });
  });

  it('make of schema 1 what they make of nothing', () => {
    const [old, fresh] = [openRaw(), openRaw()];
    old.exec(readFileSync(new URL('schema-1.sql', import.meta.url), 'utf8'));
    migrate(old, migrations);
    migrate(fresh, migrations);
    const shape = (db: Database.Database): string[] =>
      (db.prepare('select sql from sqlite_schema where sql is not null order by name').pluck().all() as string[]).map((sql) =>
        sql.replaceAll(/\s+/g, ' '),
      );
    expect(shape(old)).toEqual(shape(fresh));
  });
});
