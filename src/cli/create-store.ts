import { isSocketSection } from '../collectors/readers.ts';
import { openStore } from '../store/store.ts';
import type { Store } from '../store/types.ts';

/**
 * Opens the database for what writes evidence into it, made where there is none. The store is told which
 * sections are socket tables: a visit without one does not replace an earlier visit that had it.
 */
export const createStore = (file: string): Store => openStore(file, { create: true, isSocketSection });
