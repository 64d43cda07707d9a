import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrations } from '../../src/store/migrations/registry.ts';
import { openStore } from '../../src/store/store.ts';
import { collectionOf, openTemporary, saveRun, sectionOf, temporaryDirectory, temporaryFile } from './samples.ts';
import { harmlessErrorOf, storeErrorOf } from './untouched.ts';

/** A closed database with some evidence in it. */
function filledFile(): string {
  const file = temporaryFile();
  const store = openStore(file);
  const many = Array.from({ length: 40 }, (_, index) =>
    collectionOf(`10.0.0.${index}`, { sections: [sectionOf('linux.ps', 'x'.repeat(300) + index)] }),
  );
  saveRun(store, many);
  store.close();
  return file;
}

/** Changes a closed database behind the store's back. */
function tamper(file: string, sql: string): void {
  const db = new Database(file);
  db.pragma('foreign_keys = off');
  db.exec(sql);
  db.close();
}

function overwrite(file: string, from: number, content: Buffer): void {
  const whole = readFileSync(file);
  content.copy(whole, from);
  writeFileSync(file, whole);
}

describe('openStore on a file of map', () => {
  it('makes a database that only its owner can read', () => {
    const file = temporaryFile();
    openTemporary(file).beginRun({ kind: 'scan', startedAt: '2026-01-01T00:00:00.000Z', toolVersion: '1', scope: [] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600);
  });

  it('takes an empty file for a new database', () => {
    const file = temporaryFile();
    writeFileSync(file, '');
    expect(openTemporary(file).runs()).toEqual([]);
  });

  it('opens what it wrote, and leaves one file behind', () => {
    const file = filledFile();
    expect(openTemporary(file, { create: false }).runs()).toHaveLength(1);
    expect(existsSync(`${filledFile()}-wal`)).toBe(false);
  });

  it('follows a symbolic link', () => {
    const file = filledFile();
    const link = join(temporaryDirectory(), 'link.db');
    symlinkSync(file, link);
    expect(openTemporary(link, { create: false }).runs()).toHaveLength(1);
  });

  it('can be opened and closed twice', () => {
    const file = filledFile();
    const store = openStore(file);
    store.close();
    store.close();
    expect(openTemporary(file).runs()).toHaveLength(1);
  });
});

describe('openStore on what is not there', () => {
  it('sends a reading command to map scan', () => {
    const file = temporaryFile();
    const error = harmlessErrorOf(file, () => openStore(file, { create: false }));
    expect(error.code).toBe('missing');
    expect(error.message).toBe(`${file}: there is no map database yet; run map scan first, or name another file with --db`);
  });

  it('says the same of an empty file', () => {
    const file = temporaryFile();
    writeFileSync(file, '');
    expect(harmlessErrorOf(file, () => openStore(file, { create: false })).code).toBe('missing');
  });

  it('does not make directories', () => {
    const file = join(temporaryDirectory(), 'nowhere', 'map.db');
    expect(harmlessErrorOf(dirname(file), () => openStore(file)).code).toBe('no-directory');
  });

  it('does not take a file for a directory', () => {
    const file = join(filledFile(), 'map.db');
    expect(harmlessErrorOf(dirname(file), () => openStore(file)).code).toBe('no-directory');
    expect(storeErrorOf(() => openStore(file, { create: false })).code).toBe('no-directory');
  });
});

describe('openStore on what is not a database of map', () => {
  it.each([
    ['a short text', 'hello\n'],
    ['a long text', 'All work and no play makes Jack a dull boy.\n'.repeat(500)],
    ['zeros', '\0'.repeat(8192)],
  ])('refuses %s', (_, content) => {
    const file = temporaryFile();
    writeFileSync(file, content);
    const error = harmlessErrorOf(file, () => openStore(file));
    expect(error.code).toBe('not-a-database');
    expect(error.message).toContain(file);
    expect(error.message).toContain('--db');
  });

  it('refuses a directory', () => {
    const file = temporaryFile();
    mkdirSync(file);
    expect(storeErrorOf(() => openStore(file)).code).toBe('not-a-file');
  });

  it('refuses a device', () => {
    expect(storeErrorOf(() => openStore('/dev/null')).code).toBe('not-a-file');
  });

  it.each(['', 'pragma application_id = 7;', 'pragma journal_mode = wal;'])(
    'refuses the database of another program (%s)',
    (sql) => {
      const file = temporaryFile();
      const db = new Database(file);
      db.exec(`${sql} create table run (id integer); pragma user_version = 1;`);
      db.close();
      expect(harmlessErrorOf(file, () => openStore(file)).code).toBe('other-application');
    },
  );

  it('refuses a newer schema, and says which', () => {
    const file = filledFile();
    tamper(file, 'pragma user_version = 99');
    const error = harmlessErrorOf(file, () => openStore(file));
    expect(error.code).toBe('newer-schema');
    expect(error.message).toContain(`schema 99, known up to ${migrations.length}`);
  });

  it('refuses a newer schema that only the log knows of', () => {
    const file = filledFile();
    const db = new Database(file);
    onTestFinished(() => {
      db.close();
    });
    db.pragma('user_version = 99');
    const copy = temporaryFile();
    for (const suffix of ['', '-wal']) copyFileSync(file + suffix, copy + suffix);
    expect(harmlessErrorOf(copy, () => openStore(copy)).code).toBe('newer-schema');
  });
});

describe('openStore on a damaged file', () => {
  it.each([50, 4096, 10_000])('refuses one that was cut to %i bytes', (size) => {
    const file = filledFile();
    truncateSync(file, size);
    const error = harmlessErrorOf(file, () => openStore(file));
    expect(error.code).toBe('corrupt');
    expect(error.message).toContain('restore it from a copy');
  });

  it('refuses one without a readable schema', () => {
    const file = filledFile();
    overwrite(file, 100, Buffer.alloc(3996, 0xa5));
    expect(harmlessErrorOf(file, () => openStore(file)).code).toBe('corrupt');
  });

  it('refuses one without its tables', () => {
    const file = filledFile();
    tamper(file, 'drop table entity');
    expect(harmlessErrorOf(file, () => openStore(file)).code).toBe('unexpected');
  });

  it('says so where the damage is met later', () => {
    const file = filledFile();
    overwrite(file, 4096, Buffer.alloc(readFileSync(file).length - 4096, 0xa5));
    const error = harmlessErrorOf(file, () => {
      const store = openStore(file);
      try {
        return [...store.evidenceAt(1)];
      } finally {
        store.close();
      }
    });
    expect(error.code).toBe('corrupt');
    expect(error.message).toContain(file);
  });

  it.each([
    ['is missing', 'delete from blob'],
    ['cannot be unpacked', "update blob set data = x'ffffffff'"],
    ['has the wrong length', 'update blob set size = 100000'],
    ['is packed in an unknown way', 'update blob set encoding = 9'],
    ['stands for a value that is not JSON', "update blob set data = cast('{' as blob), encoding = 0, size = 1"],
  ])('says that a text %s', (meaning, sql) => {
    const file = filledFile();
    tamper(file, sql);
    const store = openTemporary(file);
    const error = storeErrorOf(() => [...store.evidenceAt(1)]);
    expect(error.code).toBe('corrupt');
    expect(error.message).toContain(meaning.split(' ').slice(-3).join(' '));
  });
});
