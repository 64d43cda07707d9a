import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { snapshotOf, visit } from './build.ts';
import { inventory, listedMachine } from './build-listings.ts';

const row = (name: string, tags: Readonly<Record<string, string>> = { owner: 'shop' }) =>
  listedMachine({ id: name, source: 'csv', names: [name], tags });
const table = (...names: readonly string[]) =>
  inventory(
    names.map((name) => row(name)),
    { target: 'inventory:owners' },
  );
const host = (name: string, number: number) =>
  visit({ address: `10.0.0.${number}`, name, addresses: [`10.0.0.${number}/24`], macs: [`0a:00:00:00:00:0${number}`] });
const ownersOf = ({ hosts }: Snapshot): Record<string, string> =>
  Object.fromEntries(hosts.map(({ name, tags, evidence }) => [evidence === undefined ? `${name}?` : name, tags['owner'] ?? '']));

describe('a table of names', () => {
  it('says of the only host of a name what it knows', () => {
    expect(ownersOf(snapshotOf([host('db1', 1), host('web1', 2), table('db1')]))).toEqual({ db1: 'shop', web1: '' });
  });

  it.each([
    ['a short name of a full one', 'db1.example.test', 'db1'],
    ['a full name of a short one', 'db1', 'db1.example.test'],
    ['capital letters', 'db1', 'DB1'],
  ])('knows %s', (_, own, written) => {
    expect(ownersOf(snapshotOf([host(own, 1), table(written)]))).toEqual({ [own]: 'shop' });
  });

  it('takes a full name for that one, whoever shares the short one', () => {
    const hosts = [host('db1.a.test', 1), host('db1.b.test', 2)];
    expect(ownersOf(snapshotOf([...hosts, table('db1.b.test')]))).toEqual({ 'db1.a.test': '', 'db1.b.test': 'shop' });
    expect(ownersOf(snapshotOf([...hosts, table('db1.c.test')]))).toMatchObject({ 'db1.c.test?': 'shop' });
  });

  it('means neither of two hosts of that name', () => {
    expect(ownersOf(snapshotOf([host('db1.a.test', 1), host('db1.b.test', 2), table('db1')]))).toEqual({
      ...{ 'db1.a.test': '', 'db1.b.test': '', 'db1?': 'shop' },
    });
  });

  it('tells of machines that another inventory lists', () => {
    const cloud = inventory([listedMachine({ id: 'i-1', names: ['db1'], addresses: ['10.0.0.1'] })]);
    expect(snapshotOf([cloud, table('db1')]).hosts).toMatchObject([
      { name: 'db1', listed: ['aws:i-1', 'csv:db1@inventory:owners'], tags: { owner: 'shop' } },
    ]);
  });

  it('is not joined with an address by name alone', () => {
    const addressed = listedMachine({ id: 'x', source: 'netbox', names: ['db1'], addresses: ['10.9.9.9'] });
    expect(snapshotOf([host('db1', 1), inventory([addressed])]).hosts).toHaveLength(2);
  });
});

it('keeps machines of one name in two hypervisors apart, and leaves the host of that name to neither', () => {
  const vm = listedMachine({ id: 'qemu/100', source: 'proxmox', names: ['db1'] });
  const clusters = ['a', 'b'].map((name) => inventory([vm], { target: `inventory:${name}` }));
  expect(snapshotOf(clusters).hosts).toHaveLength(2);
  expect(snapshotOf([host('db1', 1), ...clusters]).hosts).toHaveLength(3);
});

it('takes a machine of vCenter and a device of NetBox for one by board, card or address', () => {
  const uuid = '42109bd4-8f9e-4d42-9c3e-0123456789ab';
  const vm = listedMachine({
    ...{ id: 'vm-1', source: 'vmware', names: ['db1'], addresses: ['10.0.0.7'], macs: ['00:50:56:00:00:07'] },
    identity: [{ kind: 'smbios-uuid', value: uuid }],
  });
  const vcenter = inventory([vm], { target: 'inventory:vc' });
  const others = [
    listedMachine({ id: '1', source: 'netbox', names: ['database'], identity: [{ kind: 'smbios-uuid', value: uuid }] }),
    listedMachine({ id: '2', source: 'netbox', names: ['database'], macs: ['00:50:56:00:00:07'] }),
    listedMachine({ id: '3', source: 'netbox', names: ['database'], addresses: ['10.0.0.7'] }),
  ];
  for (const other of others) {
    expect(snapshotOf([vcenter, inventory([other], { target: 'inventory:dcim' })]).hosts).toHaveLength(1);
  }
});
