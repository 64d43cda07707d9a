import { writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFileHeader } from '../../src/store/file-header.ts';
import { temporaryFile } from './samples.ts';

function headerOf(content: string | Uint8Array): ReturnType<typeof readFileHeader> {
  const file = temporaryFile();
  writeFileSync(file, content);
  return readFileHeader(file);
}

const serialized = (sql: string): Buffer => {
  const db = new Database(':memory:');
  db.exec(sql);
  const content = db.serialize();
  db.close();
  return content;
};

describe('readFileHeader', () => {
  it('reads what SQLite wrote', () => {
    const content = serialized('pragma application_id = 77; pragma user_version = 5; create table a (x)');
    expect(headerOf(content)).toEqual({ kind: 'database', applicationId: 77, schema: 5 });
  });

  it.each([512, 4096, 65_536])('knows the size of a file with pages of %i bytes', (pageSize) => {
    const content = serialized(`pragma page_size = ${pageSize}; create table a (x); create table b (x)`);
    expect(headerOf(content)).toMatchObject({ kind: 'database' });
    expect(headerOf(content.subarray(0, content.length - pageSize))).toEqual({ kind: 'truncated' });
  });

  it('does not call a file cut short whose pages are still in the log', () => {
    const file = temporaryFile();
    writeFileSync(file, serialized('create table a (x); create table b (x)').subarray(0, 4096));
    expect(readFileHeader(file).kind).toBe('truncated');
    writeFileSync(`${file}-wal`, 'pages');
    expect(readFileHeader(file).kind).toBe('database');
  });

  it('tells the other files', () => {
    expect(headerOf('')).toEqual({ kind: 'empty' });
    expect(headerOf('SQLite format 2\0')).toEqual({ kind: 'no-database' });
    expect(headerOf('SQLite format 3')).toEqual({ kind: 'no-database' });
    expect(headerOf('SQLite format 3\0')).toEqual({ kind: 'truncated' });
  });

  it('says something of every file', () => {
    const file = temporaryFile();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (noise, begun) => {
        const content = begun ? Buffer.concat([Buffer.from('SQLite format 3\0'), noise]) : noise;
        writeFileSync(file, content);
        expect(['empty', 'no-database', 'truncated', 'database']).toContain(readFileHeader(file).kind);
      }),
    );
  });
});
