import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBlobTable } from '../../src/store/blob-table.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/registry.ts';
import { bytes, textOf } from './samples.ts';

interface Row {
  readonly id: number;
  readonly size: number;
  readonly base: number | null;
  readonly stored: number;
}

function openBlobs() {
  const db = new Database(':memory:');
  onTestFinished(() => {
    db.close();
  });
  migrate(db, migrations);
  const rows = (): Row[] => db.prepare<[], Row>('select id, size, base, length(data) as stored from blob order by id').all();
  return { blobs: openBlobTable(db), rows };
}

/** A table of connections in which every line has a counter of its own pace. */
const table = (scan: number): Uint8Array =>
  bytes(
    Array.from(
      { length: 60 },
      (_, line) => `10.0.0.${line}:${line * 977} bytes_sent:${line * 31 + (line % 5 === 0 ? scan : 0)}\n`,
    ).join(''),
  );

describe('a blob', () => {
  it('is stored once, however often and with whatever base it is written', () => {
    const { blobs, rows } = openBlobs();
    const first = blobs.write(table(1));
    const second = blobs.write(table(2), first);
    expect(blobs.write(table(1), second)).toBe(first);
    expect(blobs.write(table(2))).toBe(second);
    expect(blobs.write(new Uint8Array(0))).toBe(blobs.write(Buffer.alloc(0)));
    expect(rows()).toHaveLength(3);
  });

  it('is never read through more than one base', () => {
    const { blobs, rows } = openBlobs();
    const ids: number[] = [];
    for (const scan of [1, 2, 3, 4, 5]) ids.push(blobs.write(table(scan), ids.at(-1)));
    expect(rows().map(({ base }) => base)).toEqual([null, ids[0], ids[0], ids[0], ids[0]]);
    expect(ids.map((id) => textOf(blobs.read(id)))).toEqual([1, 2, 3, 4, 5].map((scan) => textOf(table(scan))));
  });

  it('starts anew where it has drifted too far from its base', () => {
    const { blobs, rows } = openBlobs();
    const first = blobs.write(table(1));
    const other = bytes(
      Array.from({ length: 300 }, (_, line) => `unlike ${(line * 2_654_435_761) % 4_294_967_296} in all\n`).join(''),
    );
    const second = blobs.write(other, first);
    const third = blobs.write(Buffer.concat([other, bytes('one more line\n')]), second);
    expect(rows().map(({ base }) => base)).toEqual([null, null, second]);
    expect(blobs.read(third)).toHaveLength(other.length + 14);
  });

  it('that is short needs no other', () => {
    const { blobs, rows } = openBlobs();
    const first = blobs.write(bytes('Linux db1 6.1.0\n'));
    blobs.write(bytes('Linux db1 6.1.1\n'), first);
    expect(rows().map(({ base, size, stored }) => [base, size - stored])).toEqual([
      [null, 0],
      [null, 0],
    ]);
  });

  it('comes back to the byte after any history', () => {
    const line = fc.constantFrom('tcp 10.0.0.1:22 ESTAB\n', 'udp *:53\n', '\u0000\ufffd\n', 'x'.repeat(100));
    const content = fc.array(line, { maxLength: 200 }).map((lines) => bytes(lines.join('')));
    fc.assert(
      fc.property(fc.array(content, { minLength: 1, maxLength: 8 }), (history) => {
        const { blobs } = openBlobs();
        let previous: number | undefined;
        const ids = history.map((one) => {
          previous = blobs.write(one, previous);
          return previous;
        });
        expect(ids.map((id) => textOf(blobs.read(id)))).toEqual(history.map(textOf));
      }),
      { numRuns: 50 },
    );
  });
});
