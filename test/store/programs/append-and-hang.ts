// Saves some collections, then hangs for good in the middle of saving more. For the test of kill -9.
import { writeSync } from 'node:fs';
import { openStore } from '../../../src/store/store.ts';
import { collectionOf, scanRequest } from '../samples.ts';

const [, , file = ''] = process.argv;
const store = openStore(file);
const run = store.beginRun(scanRequest);
store.appendCollections(run, [collectionOf('a'), collectionOf('b')]);
store.appendCollections(run, [collectionOf('c')]);

const hanging = {
  ...collectionOf('hanging'),
  get sections(): never {
    writeSync(1, '"hanging"\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    throw new Error('it was woken up');
  },
};
const many = Array.from({ length: 500 }, (_, index) => collectionOf(`lost${index}`));
store.appendCollections(run, [...many, hanging]);
