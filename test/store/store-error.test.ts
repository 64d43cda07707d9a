import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { StoreError, type StoreErrorCode } from '../../src/store/store-error.ts';
import { DamagedContent, translateError, translateFileError } from '../../src/store/translate-error.ts';

const codeOf = (error: unknown): StoreErrorCode | undefined => (error instanceof StoreError ? error.code : undefined);

describe('StoreError', () => {
  it('names the file, the cause and the remedy, on one line', () => {
    const error = new StoreError('not-a-database', './notes.txt');
    expect(error.message).toBe('./notes.txt: it is not a database; name another file with --db; this one was left as it is');
    expect(error).toMatchObject({ name: 'StoreError', code: 'not-a-database', file: './notes.txt' });
    expect(error.message).toContain(error.remedy);
  });

  it('can say more about the cause', () => {
    expect(new StoreError('io', 'map.db', 'EIO').message).toContain('failed (EIO); look at');
  });
});

describe('translateError', () => {
  it.each([
    ['SQLITE_BUSY', 'locked'],
    ['SQLITE_BUSY_SNAPSHOT', 'locked'],
    ['SQLITE_LOCKED', 'locked'],
    ['SQLITE_CORRUPT', 'corrupt'],
    ['SQLITE_CORRUPT_INDEX', 'corrupt'],
    ['SQLITE_NOTADB', 'not-a-database'],
    ['SQLITE_FULL', 'disk-full'],
    ['SQLITE_READONLY_DIRECTORY', 'not-writable'],
    ['SQLITE_CANTOPEN', 'not-writable'],
    ['SQLITE_IOERR_WRITE', 'io'],
    ['SQLITE_CONSTRAINT_FOREIGNKEY', 'unexpected'],
    ['SQLITE_ERROR', 'unexpected'],
  ] as const)('takes %s for %s, and keeps what SQLite said', (sqliteCode, code) => {
    const reason = new Database.SqliteError('what it said', sqliteCode);
    const error = translateError(reason, 'map.db');
    expect(codeOf(error)).toBe(code);
    expect(error).toMatchObject({ message: expect.stringContaining(`${sqliteCode}: what it said`), cause: reason });
  });

  it('takes content that cannot be read back for damage of the file', () => {
    expect(codeOf(translateError(new DamagedContent('a text is missing'), 'map.db'))).toBe('corrupt');
  });

  it('leaves every other error alone', () => {
    for (const error of [new TypeError('a defect'), new StoreError('io', 'other.db'), 'text', undefined]) {
      expect(translateError(error, 'map.db')).toBe(error);
    }
  });
});

describe('translateFileError', () => {
  const failing = (code: string): Error => Object.assign(new Error(code), { code });

  it.each([
    ['ENOENT', 'missing'],
    ['ENOTDIR', 'no-directory'],
    ['EISDIR', 'not-a-file'],
    ['EROFS', 'not-writable'],
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EIO', 'io'],
    ['EMFILE', 'io'],
  ] as const)('takes %s for %s', (code, expected) => {
    const error = translateFileError(failing(code), 'map.db', 'not-readable');
    expect(error.code).toBe(expected);
    expect(error.message).toContain(`(${code})`);
  });

  it('says what was not allowed', () => {
    for (const code of ['EACCES', 'EPERM']) {
      expect(translateFileError(failing(code), 'map.db', 'not-readable').code).toBe('not-readable');
      expect(translateFileError(failing(code), 'map.db', 'not-writable').code).toBe('not-writable');
    }
  });
});
