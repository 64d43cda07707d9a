import type { MibReader } from './device-view.ts';

/** Every MIB that is read, in the order of their names. */
export const mibReaders: readonly MibReader[] = [];
