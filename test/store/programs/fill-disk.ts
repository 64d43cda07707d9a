// Saves collections until the disk is full, then makes room and goes on. Prints what happened.
import { randomBytes } from 'node:crypto';
import { unlinkSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../../src/store/store.ts';
import { StoreError } from '../../../src/store/store-error.ts';
import { collectionOf, scanRequest, sectionOf } from '../samples.ts';

const [, , directory = ''] = process.argv;
const ballast = join(directory, 'ballast');
writeFileSync(ballast, Buffer.alloc(200_000));
const store = openStore(join(directory, 'map.db'));
const run = store.beginRun(scanRequest);
const countSaved = (): number => [...store.evidenceAt(run)].length;

function save(index: number): StoreError | undefined {
  const section = sectionOf('linux.ss', '', { stdout: randomBytes(20_000) });
  try {
    store.appendCollections(run, [collectionOf(`target${index}`, { sections: [section] })]);
    return undefined;
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
}

let saved = 0;
let error: StoreError | undefined;
while (error === undefined) {
  error = save(saved);
  if (error === undefined) saved += 1;
}
const kept = countSaved();
unlinkSync(ballast);
const again = save(saved) === undefined;
writeSync(1, `${JSON.stringify({ code: error.code, message: error.message, saved, kept, again, after: countSaved() })}\n`);
store.close();
