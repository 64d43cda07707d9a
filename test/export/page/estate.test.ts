import { describe, expect, it } from 'vitest';
import { endName, endOf, hostName, indexEstate, keyOf, keysOfHost } from '../../../src/export/page/estate.ts';
import { sampleSnapshot } from '../sample-snapshot.ts';

const estate = indexEstate(sampleSnapshot);

describe('indexEstate', () => {
  it('finds what an end needs and who needs it', () => {
    expect(estate.needs.get('service-app1-mailer')?.map(({ port }) => port)).toEqual([25, 5672]);
    expect(estate.neededBy.get('service-db1-postgresql')).toHaveLength(4);
    expect(estate.neededBy.get('host-10.20.0.77?')).toHaveLength(1);
  });

  it('knows the services of a host by name', () => {
    expect(estate.servicesOf.get('host-app1')?.map(({ name }) => name)).toEqual(['mailer', 'node_exporter', 'shop', 'ssh']);
  });
});

describe('names and keys', () => {
  it('name an end by host and service, or by host alone', () => {
    expect(endName(estate, { host: 'host-db1', service: 'service-db1-postgresql' })).toBe('db1 · postgresql');
    expect(endName(estate, { host: 'host-db1' })).toBe('db1');
    expect(endName(estate, { host: 'host-gone' })).toBe('host-gone');
    expect(
      hostName(
        indexEstate({ ...sampleSnapshot, hosts: sampleSnapshot.hosts.map((host) => ({ ...host, name: ' ' })) }),
        'host-db1',
      ),
    ).toBe('10.20.0.31');
  });

  it('turn an end into a key and back', () => {
    for (const end of [{ host: 'host-db1', service: 'service-db1-postgresql' }, { host: 'host-db1' }]) {
      expect(endOf(estate, keyOf(end))).toEqual(end);
    }
  });

  it('know every key of a host', () => {
    expect(keysOfHost(estate, 'host-cache1')).toEqual([
      'service-cache1-node_exporter',
      'service-cache1-redis',
      'service-cache1-ssh',
      'host-cache1?',
    ]);
    expect(keysOfHost(estate, 'host-10.20.0.77')).toEqual(['host-10.20.0.77?']);
  });
});
