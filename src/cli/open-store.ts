import type { Store } from '../store/types.ts';
import type { Context } from './context.ts';

/** Opens the database for a command that reads it, and closes it whatever happens. */
export async function withStore<T>({ options }: Context, work: (store: Store) => T | Promise<T>): Promise<T> {
  // Loaded late: help and errors of the command line need no database.
  const { openStore } = await import('../store/store.ts');
  const store = openStore(options.db, { create: false });
  try {
    return await work(store);
  } finally {
    store.close();
  }
}
