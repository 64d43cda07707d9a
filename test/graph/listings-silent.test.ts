import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/model/observation.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { snapshotOf, visit } from './build.ts';
import { inventory, listedMachine } from './build-listings.ts';

/** An output of a host that says who it is and not where, as somebody pastes one. */
const silent = (name: string, more: Parameters<typeof visit>[0] = {}): Observation => {
  const { address: _, ...pasted } = visit({ name, target: name, ...more });
  return pasted;
};
const row = (id: string, name: string, address: string, more = {}) =>
  listedMachine({ id, source: 'netbox', names: [name], addresses: [address], ...more });
const rows = (...listed: readonly ReturnType<typeof row>[]) => inventory(listed, { target: 'inventory:netbox' });
const hostsOf = ({ hosts }: Snapshot): string[] =>
  hosts
    .map(({ name, addresses, evidence, listed = [] }) =>
      [name, ...addresses, evidence === undefined ? 'only listed' : 'looked at', ...listed].join(' '),
    )
    .sort();

describe('a host that told no address', () => {
  it('is the only listed machine of its name, and has its address', () => {
    const joined = ['app22 10.20.10.22 looked at netbox:1@inventory:netbox'];
    const all = [silent('app22'), rows(row('1', 'app22', '10.20.10.22'))];
    expect(hostsOf(snapshotOf(all))).toEqual(joined);
    expect(hostsOf(snapshotOf(all.toReversed()))).toEqual(joined);
  });

  it('is known by the short name of a full one', () => {
    expect(snapshotOf([silent('app22'), rows(row('1', 'app22.example.test', '10.20.10.22'))]).hosts).toHaveLength(1);
    expect(snapshotOf([silent('app22.b.test'), rows(row('1', 'app22.a.test', '10.20.10.22'))]).hosts).toHaveLength(2);
  });

  it('is what two inventories list of one machine', () => {
    const other = inventory([listedMachine({ id: 'vm-1', source: 'csv', names: ['app22'], addresses: ['10.20.10.22'] })], {
      target: 'inventory:owners',
    });
    expect(hostsOf(snapshotOf([silent('app22'), rows(row('1', 'app22', '10.20.10.22')), other]))).toEqual([
      'app22 10.20.10.22 looked at csv:vm-1@inventory:owners netbox:1@inventory:netbox',
    ]);
  });

  it('is told of by rows with nothing but a name as well', () => {
    const owners = inventory([listedMachine({ id: 'app22', source: 'csv', names: ['app22'], tags: { owner: 'shop' } })], {
      target: 'inventory:owners',
    });
    const { hosts } = snapshotOf([silent('app22'), rows(row('1', 'app22', '10.20.10.22')), owners]);
    expect(hosts).toMatchObject([{ name: 'app22', tags: { owner: 'shop' } }]);
    expect(hosts).toHaveLength(1);
  });

  it.each<[string, readonly Observation[]]>([
    [
      'two listed machines go by its name',
      [silent('app22'), rows(row('1', 'app22', '10.1.0.22'), row('2', 'app22', '10.2.0.22'))],
    ],
    [
      'another host goes by its name',
      [
        silent('app22', { machineId: 'a'.repeat(32) }),
        visit({ name: 'app22', target: 'other', addresses: ['10.9.0.1/24'] }),
      ].concat(rows(row('1', 'app22', '10.1.0.22'))),
    ],
    [
      'its serial number is another',
      [
        silent('core1', { facts: [{ fact: 'identity', kind: 'device-serial', value: 'FOC1' }] }),
        rows(row('1', 'core1', '10.1.0.1', { identity: [{ kind: 'device-serial', value: 'FOC2' }] })),
      ],
    ],
    [
      'its cards are others',
      [silent('app22', { macs: ['0a:00:00:00:00:01'] }), rows(row('1', 'app22', '10.1.0.22', { macs: ['0a:00:00:00:00:02'] }))],
    ],
  ])('is nobody else where %s', (_, all) => {
    const hosts = hostsOf(snapshotOf(all));
    expect(hosts.filter((host) => host.includes('looked at') && host.includes('netbox:'))).toEqual([]);
    expect(hosts.filter((host) => host.includes('only listed')).length).toBeGreaterThan(0);
  });
});

describe('what a device tells its neighbors', () => {
  const chassis = '00:1b:54:aa:bb:00';
  const core = silent('core1', { facts: [{ fact: 'identity', kind: 'chassis-id', value: chassis }] });
  const access = (remoteName: string) =>
    visit({
      ...{ name: 'acc1', target: 'acc1', addresses: ['10.20.10.2/24'] },
      facts: [
        {
          ...{ fact: 'adjacency', protocol: 'lldp', localPort: 'Et49', remoteChassis: chassis, remoteName },
          remoteAddresses: ['10.20.10.1'],
        },
      ],
    });
  const two = rows(row('1', 'core1', '10.20.10.1'), row('2', 'core1', '10.99.0.1'));

  it('tells which of two listed machines of its name it is', () => {
    expect(hostsOf(snapshotOf([core, access('core1'), two]))).toEqual([
      'acc1 10.20.10.2 looked at',
      'core1 10.20.10.1 looked at netbox:1@inventory:netbox',
      'core1 10.99.0.1 only listed netbox:2@inventory:netbox',
    ]);
  });

  it('is not told of a device that is called otherwise', () => {
    const hosts = hostsOf(snapshotOf([core, access('core9'), two]));
    expect(hosts.filter((host) => host.includes('looked at'))).toEqual(['acc1 10.20.10.2 looked at', 'core1 looked at']);
  });
});
