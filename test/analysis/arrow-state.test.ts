import { describe, expect, it } from 'vitest';
import { olderEvidence, stateColumn, stateSentence } from '../../src/analysis/arrow-state.ts';
import { indexEstate } from '../../src/analysis/estate.ts';
import type { Dependency, Host } from '../../src/model/snapshot.ts';
import { arrow, dark, fresh, host, laterScanTime, peer, scanTime, service, snapshot, unasked } from './build-snapshot.ts';

/** What is said of one arrow from web1 to db1, with hosts as they were seen at the later scan. */
function told(client: Host['evidence'], server: Host['evidence'], more: Partial<Dependency> = {}) {
  const ends = [
    ['web1', client],
    ['db1', server],
  ] as const;
  const hosts = ends.map(([name, evidence]) => (evidence === undefined ? peer(name) : host(name, { evidence })));
  const dependency = arrow('web1/nginx', 'db1/postgresql', 5432, more);
  const services = [service('web1/nginx'), service('db1/postgresql', [5432])];
  const estate = indexEstate(snapshot({ hosts, services, dependencies: [dependency] }));
  return [stateColumn(estate, dependency), stateSentence(estate, dependency), olderEvidence(estate, dependency)];
}

const now = fresh(laterScanTime);
const seenNow = { lastSeen: laterScanTime };
const webStands = 'web1 was not asked in this scan: what it said 2026-03-01 02:13Z stands';
const dbStands =
  'db1 could not be read in this scan (hung: the login worked, then nothing came before the deadline): what it said 2026-03-01 02:13Z stands';

describe('the state of an arrow', () => {
  it('is as it was seen where the scan saw it', () => {
    expect(told(now, now, seenNow)).toEqual(['active', 'active', []]);
    expect(told(undefined, now, { ...seenNow, state: 'attempted' })).toEqual(['attempted', 'attempted', []]);
  });

  it('is unknown where an end was tried in vain and the other did not see it', () => {
    const unknown = ['active, unknown since 2026-03-01', 'active, unknown since 2026-03-01 02:13Z'];
    expect(told(now, dark())).toEqual([...unknown, [dbStands]]);
    expect(told(undefined, dark())).toEqual([...unknown, [dbStands]]);
    expect(told(unasked(), dark())).toEqual([...unknown, [webStands, dbStands]]);
  });

  it('is known where the other end saw it now, though one was dark', () => {
    expect(told(now, dark(), seenNow)).toEqual(['active', 'active', [dbStands]]);
  });

  it('is not doubted where nobody was asked, and the age is told', () => {
    expect(told(unasked(), unasked())).toEqual(['active', 'active', [webStands, webStands.replace('web1', 'db1')]]);
  });

  it('is silent until when it was seen', () => {
    const sentence = 'silent: seen until 2026-03-01 02:13Z, not in this scan';
    expect(told(now, now, { silent: true, lastSeen: scanTime })).toEqual(['silent', sentence, []]);
  });
});
