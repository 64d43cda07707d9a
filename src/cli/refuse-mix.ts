import { existsSync } from 'node:fs';
import { UsageError } from '../model/usage-error.ts';
import type { RunKind } from '../store/types.ts';
import type { Context } from './context.ts';

/** What the runs of an existing database are; none where there is no database yet. */
async function kindsOf(db: string): Promise<readonly RunKind[]> {
  if (!existsSync(db)) return [];
  // Loaded late: help needs no database.
  const { createStore } = await import('./create-store.ts');
  const store = createStore(db);
  try {
    return store.runs().map(({ kind }) => kind);
  } finally {
    store.close();
  }
}

/** The demo never writes into somebody's real map. Throws UsageError, StoreError. */
export async function refuseRealMap({ options: { db } }: Context): Promise<void> {
  if ((await kindsOf(db)).every((kind) => kind === 'demo')) return;
  throw new UsageError(`${db} holds a real map, which the demo would spoil; name another file: map demo --db demo.db`);
}

/** No real host is ever put among the invented ones of the demo. Throws UsageError, StoreError. */
export async function refuseDemoMap({ options: { db } }: Context): Promise<void> {
  if (!(await kindsOf(db)).includes('demo')) return;
  throw new UsageError(
    `${db} holds the invented estate of map demo, which real hosts would be mixed with; name another file with --db, or remove ${db}`,
  );
}
