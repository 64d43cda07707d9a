import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { estateOf, openTemporary, scanRequest, temporaryFile } from './samples.ts';
import { storeErrorOf } from './untouched.ts';

/** A database with one snapshot, changed behind the store's back. */
function tampered(sql: string): string {
  const file = temporaryFile();
  const store = openStore(file);
  store.writeSnapshot(estateOf(1, 3, 2), store.beginRun(scanRequest));
  store.close();
  const db = new Database(file);
  db.exec(sql);
  db.close();
  return file;
}

describe('readSnapshot of a damaged one', () => {
  it.each([
    ['a host is missing', "delete from entity where key = 'h00001' and kind = 0"],
    ['the measures are missing', 'delete from entity where kind = 5'],
    [
      'the measures are fewer',
      "update entity set body = (select body from entity where kind = 5 limit 1) where kind = 5; delete from entity where kind = 5 and key = 'h00000'",
    ],
    ['a row is no JSON', "update entity set body = '[1' where kind = 2"],
    ['a row is no list', "update entity set body = '{}' where kind = 1"],
    ['the layouts are missing', 'delete from layout'],
    ['the times cannot be unpacked', "update snapshot set clock = x'ff'"],
    ['the frame is missing', 'delete from entity where kind = 6'],
    ['the frame cannot be unpacked', "update entity set body = x'ff' where kind = 6"],
    ['the frame is not packed', "update entity set body = '{}' where kind = 6"],
  ])('is an error that says so where %s', (_, sql) => {
    const store = openTemporary(tampered(sql));
    const error = storeErrorOf(() => store.readSnapshot('1'));
    expect(error.code).toBe('corrupt');
    expect(store.snapshots()).toHaveLength(1);
  });

  it('is an error in the list, where the header is damaged', () => {
    const store = openTemporary(tampered("update snapshot set header = '{'"));
    expect(storeErrorOf(() => store.snapshots()).code).toBe('corrupt');
  });
});
