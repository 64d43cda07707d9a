// Opens a database as a user who does not own it, and prints the error.
import { writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { openStore } from '../../../src/store/store.ts';
import { StoreError } from '../../../src/store/store-error.ts';

const [, , file = ''] = process.argv;
// The addon is loaded with the first database, while its file can still be read.
new Database(':memory:').close();
if (process.getuid?.() === 0) process.setuid?.(65_534);
try {
  openStore(file).close();
  writeSync(1, '{"code":"none"}\n');
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  writeSync(1, `${JSON.stringify({ code: error.code, message: error.message })}\n`);
}
