import type { Host, HostEvidence } from '../model/snapshot.ts';
import type { LayoutTable } from './layout-table.ts';
import { type Fields, fieldsOf, joinLoose, type Row, splitLoose } from './record.ts';
import { decodeOffset, encodeOffset } from './time-value.ts';

/** The keys of a host that change at every scan even where nothing else does. */
export const hostLoose: ReadonlySet<string> = new Set(['evidence']);

type StoredEvidence = Omit<HostEvidence, 'at'> & { readonly at: number | string };

/** The evidence of a host, its time as the distance to the snapshot's own: a few digits. */
export function splitHostClock(host: Host, takenAt: string, layouts: LayoutTable): Row {
  const { evidence } = host;
  const stored: StoredEvidence | undefined = evidence && { ...evidence, at: encodeOffset(evidence.at, takenAt) };
  return splitLoose(fieldsOf(host), hostLoose, { evidence: stored }, layouts);
}

/** The reverse of `splitHostClock`, with the stable part of the host. */
export function joinHostClock(stable: Fields, row: unknown, takenAt: string, layouts: LayoutTable): Host {
  const host = joinLoose(stable, row, hostLoose, layouts);
  const stored = host['evidence'] as StoredEvidence | undefined;
  const evidence = stored === undefined ? {} : { evidence: { ...stored, at: decodeOffset(stored.at, takenAt) } };
  return { ...host, ...evidence } as unknown as Host;
}
