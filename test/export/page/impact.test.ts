import { describe, expect, it } from 'vitest';
import { endName, endOf, indexEstate, keysOfHost } from '../../../src/export/page/estate.ts';
import { affectedBy } from '../../../src/export/page/impact.ts';
import { aDependency, aHost, aService, aSnapshot, sampleSnapshot } from '../sample-snapshot.ts';

const estate = indexEstate(sampleSnapshot);
const named = (keys: readonly string[]): string[] =>
  affectedBy(estate, keys).map(
    ({ key, distance, through }) => `${distance} ${endName(estate, endOf(estate, key))} over ${endName(estate, through.to)}`,
  );

describe('affectedBy', () => {
  it('finds the clients, their clients and so on, nearest first', () => {
    expect(named(['service-db1-postgresql'])).toEqual([
      '1 app1 · shop over db1 · postgresql',
      '1 app2 · shop over db1 · postgresql',
      '1 batch1 · nightly over db1 · postgresql',
      '1 db2 · postgresql over db1 · postgresql',
      '2 web1 · nginx over app1 · shop',
      '2 web2 · nginx over app1 · shop',
      '3 lb1 · haproxy over web1 · nginx',
      '4 10.20.0.77 over lb1 · haproxy',
      '4 198.51.100.7 over lb1 · haproxy',
    ]);
  });

  it('takes every service of a host with it', () => {
    expect(named(keysOfHost(estate, 'host-app1')).map((line) => line.split(' over ')[0])).toContain('1 mon1 · prometheus');
  });

  it('does not count tries that were never answered', () => {
    expect(named(['host-10.20.0.77?'])).toEqual([]);
  });

  it('ends in a ring', () => {
    const ring = indexEstate(
      aSnapshot({
        hosts: [aHost('a', '10.0.0.1')],
        services: [aService('a', 'x', [1]), aService('a', 'y', [2])],
        dependencies: [aDependency('a/x', 'a/y', 2), aDependency('a/y', 'a/x', 1)],
      }),
    );
    expect(affectedBy(ring, ['service-a-x']).map(({ key }) => key)).toEqual(['service-a-y']);
  });
});
