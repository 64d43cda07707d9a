import type { Migration } from '../migrate.ts';
import { initial } from './0001-initial.ts';
import { snapshotEvidence } from './0002-snapshot-evidence.ts';

/** Every step of the schema, in order. */
export const migrations: readonly Migration[] = [initial, snapshotEvidence];
