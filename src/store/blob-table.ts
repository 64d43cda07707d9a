import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { type Base, encodings, type Packed, pack, unpack } from './packing.ts';
import { DamagedContent } from './translate-error.ts';

export interface BlobTable {
  /**
   * Stores bytes once for equal content; gives the id of the blob. `previous` is what stood in the same
   * place last time, to be packed against.
   */
  write(bytes: Uint8Array, previous?: number): number;
  read(id: number): Uint8Array;
}

interface BlobRow extends Packed {
  readonly id: number;
  readonly size: number;
  readonly base: number | null;
}

/** Shorter texts gain too little to need a second blob to be read. */
const deltaBytes = 256;

const digest = (content: Uint8Array): Buffer => createHash('sha256').update(content).digest();

/** The blobs of one database, content-addressed by SHA-256. */
export function openBlobTable(db: Database): BlobTable {
  const find = db.prepare<[Buffer], number>('select id from blob where hash = ?').pluck();
  const get = db.prepare<[number], BlobRow>('select id, size, encoding, base, data from blob where id = ?');
  const insert = db.prepare<[Buffer, number, number, number | null, Uint8Array]>(
    'insert into blob (hash, size, encoding, base, data) values (?, ?, ?, ?, ?)',
  );

  const rowOf = (id: number): BlobRow => {
    const row = get.get(id);
    if (row === undefined) throw new DamagedContent(`text ${id} is missing`);
    return row;
  };

  const wholeOf = (row: BlobRow): Uint8Array => unpack(row, row.size);

  /** A blob with a base is no base itself: reading never needs more than two. */
  const baseFor = (previous: number): Base & { readonly id: number } => {
    const row = rowOf(previous);
    const whole = row.base === null ? row : rowOf(row.base);
    return { id: whole.id, bytes: wholeOf(whole), packedSize: whole.data.length };
  };

  return {
    write(bytes, previous) {
      const hash = digest(bytes);
      const known = find.get(hash);
      if (known !== undefined) return known;
      const base = previous === undefined || bytes.length < deltaBytes ? undefined : baseFor(previous);
      const { encoding, data } = pack(bytes, base);
      const baseId = encoding === encodings.delta && base !== undefined ? base.id : null;
      return Number(insert.run(hash, bytes.length, encoding, baseId, data).lastInsertRowid);
    },
    read(id) {
      const row = rowOf(id);
      return row.base === null ? wholeOf(row) : unpack(row, row.size, wholeOf(rowOf(row.base)));
    },
  };
}
