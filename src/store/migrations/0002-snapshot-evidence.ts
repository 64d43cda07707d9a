import type { Migration } from '../migrate.ts';

/**
 * The last visit that was stored when the evidence of a snapshot was read. Another scan into the same
 * database may store more visits afterwards: without it they would count when the snapshot is derived
 * again. Null in snapshots taken before it was kept, where the run alone bounds the evidence.
 */
export const snapshotEvidence: Migration = {
  version: 2,
  sql: 'alter table snapshot add column last_collection integer;',
};
