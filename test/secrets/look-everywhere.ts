import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { openBlobTable } from '../../src/store/blob-table.ts';
import type { Plant } from './plants.ts';

/** A text somebody could read, and where it stands. */
export interface Haystack {
  readonly place: string;
  readonly text: string;
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** Bytes as they are, and unpacked where they are packed. */
function readBytes(bytes: Buffer): string {
  try {
    return `${latin1(bytes)}\n${latin1(inflateRawSync(bytes))}`;
  } catch {
    return latin1(bytes);
  }
}

const textOf = (value: unknown): string => (Buffer.isBuffer(value) ? readBytes(value) : String(value));

/** Every value of every table, and every stored text unpacked, whether a visit still uses it or not. */
export function readDatabase(file: string): readonly Haystack[] {
  const db = new Database(file, { readonly: true });
  try {
    const tables = db.prepare<[], string>("select name from sqlite_schema where type = 'table'").pluck().all();
    const rows = tables.map((table) => {
      const values = db.prepare<[], readonly unknown[]>(`select * from "${table}"`).raw().all();
      return { place: `table ${table}`, text: values.map((row) => row.map(textOf).join('\t')).join('\n') };
    });
    const blobs = openBlobTable(db);
    const ids = db.prepare<[], number>('select id from blob').pluck().all();
    return [...rows, ...ids.map((id) => ({ place: `stored text ${id}`, text: latin1(blobs.read(id)) }))];
  } finally {
    db.close();
  }
}

/** Every file below a directory, to the byte: databases, their logs, known hosts, what was left behind. */
export const readFiles = (directory: string): readonly Haystack[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ place: path, text: latin1(readFileSync(path)) }));

/** Where planted secrets are: one line a plant and place. */
export const findSecrets = (plants: readonly Plant[], haystacks: readonly Haystack[]): readonly string[] =>
  plants.flatMap(({ name, secrets }) =>
    haystacks
      .filter(({ text }) => secrets.some((secret) => text.includes(secret)))
      .map(({ place, text }) => {
        const at = Math.min(...secrets.map((one) => text.indexOf(one)).filter((index) => index !== -1));
        return `${name}: in ${place}: ${JSON.stringify(text.slice(Math.max(0, at - 60), at + 30))}`;
      }),
  );

/** Plants with a secret that is nowhere: a check that would find nothing of them. */
export const notReached = (plants: readonly Plant[], text: string): readonly string[] =>
  plants.filter(({ secrets }) => !secrets.every((secret) => text.includes(secret))).map(({ name }) => `${name} was not reached`);
