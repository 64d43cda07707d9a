import { takeSnapshot } from '../../src/cli/take-snapshot.ts';
import { collectors } from '../../src/collectors/registry.ts';
import { collectionsOf } from '../../src/demo/collections.ts';
import { estate } from '../../src/demo/estate/shop.ts';
import type { Collection } from '../../src/model/evidence.ts';
import { openStore } from '../../src/store/store.ts';
import type { Store } from '../../src/store/types.ts';

const socketCollectors = new Set(collectors.filter(({ group }) => group === 'sockets').map(({ id }) => id));

/** What a visit in vain leaves behind. */
export function failure(target: string, at: Date, more: Partial<Collection> = {}): Collection {
  return {
    ...{ target, address: target, port: 22, origin: 'listed', method: 'ssh', status: 'login-refused' },
    ...{ startedAt: at.toISOString(), finishedAt: at.toISOString(), message: `${target}: refused 2 keys` },
    ...{ session: {}, sections: [] },
    ...more,
  };
}

/** Stores a run with these collections and takes its snapshot. */
export function record(store: Store, at: Date, collections: readonly Collection[], label?: string): void {
  const runId = store.beginRun({
    ...{ kind: 'scan', startedAt: at.toISOString(), toolVersion: '0.1.0', scope: ['10.77.0.0/24'] },
    ...(label === undefined ? {} : { label }),
  });
  store.appendCollections(runId, collections);
  store.endRun(runId, { finishedAt: at.toISOString(), interrupted: false, targetCount: 254, unansweredCount: 230 });
  takeSnapshot(store, runId);
}

export const openDatabase = (file: string): Store =>
  openStore(file, { isSocketSection: (collector) => socketCollectors.has(collector) });

export const firstScan = new Date('2026-03-01T02:13:00.000Z');
export const secondScan = new Date('2026-03-02T02:13:00.000Z');

/** Two scans of the demo's shop: as it is found, and after somebody has changed it and a host has gone dark. */
export function createShopDatabase(file: string): void {
  const store = openDatabase(file);
  record(store, firstScan, [...collectionsOf(estate('before'), firstScan), failure('10.77.0.99', firstScan)], 'before');
  const after = [...collectionsOf(estate('after'), secondScan)];
  const dark = new Set(after.map(({ target }) => target));
  const lost = [...collectionsOf(estate('before'), firstScan)].filter(({ target }) => !dark.has(target));
  record(
    store,
    secondScan,
    [...after, ...lost.map(({ target }) => failure(target, secondScan, { status: 'hung', message: `${target}: silent` }))],
    'after',
  );
  store.close();
}
