import { describe, expect, it } from 'vitest';
import type { Host, Snapshot } from '../../src/model/snapshot.ts';
import { listen, secondScan, snapshotOf, socket, visit } from './build.ts';
import { inventory, listedMachine as machine, listedService as service } from './build-listings.ts';

const hostNamed = ({ hosts }: Snapshot, name: string): Host | undefined =>
  hosts.find((host) => host.name === name || host.names.includes(name));

const web1 = machine({
  ...{ id: 'i-1', names: ['web1'], addresses: ['10.0.0.5', '198.51.100.5'], macs: ['0a:00:00:00:00:05'] },
  tags: { vpc: 'vpc-1', region: 'eu-west-1' },
  identity: [{ kind: 'instance-id', value: 'i-1' }],
});

describe('a machine that somebody looked at', () => {
  const seen = visit({ address: '10.0.0.5', name: 'ip-10-0-0-5', addresses: ['10.0.0.5/24'], macs: ['0a:00:00:00:00:05'] });

  it('is one host with the machine of the cloud, and keeps its own name', () => {
    const { hosts, coverage } = snapshotOf([seen, inventory([web1])]);
    expect(hosts).toHaveLength(1);
    expect(hosts[0]).toMatchObject({ name: 'ip-10-0-0-5', tags: { vpc: 'vpc-1', region: 'eu-west-1' }, listed: ['aws:i-1'] });
    expect(hosts[0]?.names).toContain('web1');
    expect(hosts[0]?.evidence?.status).toBe('collected');
    expect(coverage.listedNotScanned).toBeUndefined();
  });

  it('is reached at its public address too', () => {
    const client = visit({
      address: '192.0.2.9',
      addresses: ['192.0.2.9/24'],
      sockets: [socket('192.0.2.9:40000', '198.51.100.5:443', 'curl/5')],
    });
    const { hosts, dependencies } = snapshotOf([seen, client, inventory([web1])]);
    const server = hosts.find(({ listed }) => listed !== undefined);
    expect(dependencies.map(({ to }) => to.host)).toEqual([server?.id]);
    expect(hosts).toHaveLength(2);
  });

  it('is found by its address alone where nobody else has it', () => {
    const { hosts } = snapshotOf([seen, inventory([machine({ id: 'web', source: 'csv', addresses: ['10.0.0.5'] })])]);
    expect(hosts).toHaveLength(1);
  });

  it('is not another of the same name', () => {
    const named = visit({ address: '10.9.0.5', name: 'web1', addresses: ['10.9.0.5/24'], macs: ['0a:00:00:00:00:99'] });
    const { hosts } = snapshotOf([named, inventory([web1])]);
    expect(hosts).toHaveLength(2);
  });

  it('keeps the id it had while only the cloud listed it', () => {
    const before = snapshotOf([inventory([web1])]);
    const after = snapshotOf(
      [
        { ...inventory([web1]), fresh: false },
        { ...seen, at: secondScan },
      ],
      { prior: before },
    );
    expect(after.hosts.map(({ id }) => id)).toEqual(before.hosts.map(({ id }) => id));
    expect(after.hosts[0]?.evidence?.status).toBe('collected');
  });

  it('loses what a newer inventory no longer says', () => {
    const before = snapshotOf([seen, inventory([web1])]);
    const after = snapshotOf([{ ...seen, fresh: false }, inventory([], { at: secondScan })], { prior: before });
    expect(after.hosts).toHaveLength(1);
    expect(after.hosts[0]?.tags).toEqual({});
    expect(after.hosts[0]?.listed).toBeUndefined();
  });
});

describe('a machine nobody looked at', () => {
  it('is a host without evidence, and counted', () => {
    const { hosts, coverage } = snapshotOf([inventory([web1])]);
    expect(hosts).toMatchObject([{ name: 'web1', kind: 'server', addresses: ['10.0.0.5', '198.51.100.5'], listed: ['aws:i-1'] }]);
    expect(hosts[0]?.evidence).toBeUndefined();
    expect(coverage).toMatchObject({ collected: 1, listedNotScanned: 1 });
  });

  it('is counted whatever its owner calls a tag', () => {
    const { coverage } = snapshotOf([inventory([machine({ id: 'i-1', names: ['web'], tags: { pod: 'team-a' } })])]);
    expect(coverage.listedNotScanned).toBe(1);
  });

  it('is left out where it is terminated, and kept where it is stopped', () => {
    const listed = [
      machine({ id: 'i-2', names: ['old'], state: 'terminated' }),
      machine({ id: 'i-3', names: ['off'], state: 'stopped' }),
    ];
    expect(snapshotOf([inventory(listed)]).hosts).toMatchObject([{ name: 'off', tags: { state: 'stopped' } }]);
  });

  it('is gone with the newer inventory that lists it no more', () => {
    const before = snapshotOf([inventory([web1, machine({ id: 'i-9', names: ['web9'] })])]);
    const after = snapshotOf([inventory([web1], { at: secondScan })], { prior: before });
    expect(after.hosts.map(({ id }) => id)).toEqual([hostNamed(before, 'web1')?.id]);
  });

  it('is who others talk to at its address, as the same host as before', () => {
    const client = visit({
      address: '10.0.0.9',
      addresses: ['10.0.0.9/24'],
      sockets: [socket('10.0.0.9:40000', '10.0.0.5:80', 'curl/5')],
    });
    const before = snapshotOf([client]);
    const peer = before.dependencies[0]?.to.host;
    const after = snapshotOf([client, inventory([web1])], { prior: before });
    expect(after.dependencies.map(({ to }) => to.host)).toEqual([peer]);
    expect(hostNamed(after, 'web1')?.id).toBe(peer);
  });

  it('is one that two inventories list', () => {
    const listed = machine({ id: 'web1', source: 'ansible', names: ['web1'], addresses: ['10.0.0.5'], tags: { group: 'web' } });
    const { hosts } = snapshotOf([inventory([web1]), inventory([listed], { target: 'inventory:hosts' })]);
    expect(hosts).toMatchObject([{ name: 'web1', listed: ['ansible:web1@inventory:hosts', 'aws:i-1'], tags: { group: 'web' } }]);
  });
});

describe('overlapping networks of a cloud', () => {
  const other = machine({
    id: 'i-2',
    names: ['web1'],
    addresses: ['10.0.0.5'],
    macs: ['0a:00:00:00:00:22'],
    tags: { vpc: 'vpc-2' },
  });

  it('hold two machines of one address and name', () => {
    const { hosts } = snapshotOf([inventory([web1, other])]);
    expect(hosts.map(({ listed }) => listed)).toEqual(expect.arrayContaining([['aws:i-1'], ['aws:i-2']]));
    expect(hosts).toHaveLength(2);
  });

  it('leave an address of both to neither, unless a card tells', () => {
    const client = visit({
      address: '10.0.0.9',
      addresses: ['10.0.0.9/24'],
      sockets: [socket('10.0.0.9:40000', '10.0.0.5:80', 'curl/5')],
    });
    const { hosts, dependencies } = snapshotOf([client, inventory([web1, other])]);
    expect(hosts.find(({ id }) => id === dependencies[0]?.to.host)?.listed).toBeUndefined();
    const seen = visit({ address: '10.0.0.5', addresses: ['10.0.0.5/24'], macs: ['0a:00:00:00:00:22'] });
    const scanned = snapshotOf([seen, inventory([web1, other])]).hosts.find(({ evidence }) => evidence !== undefined);
    expect(scanned?.listed).toEqual(['aws:i-2']);
  });
});

it('takes an address of two networks for the neighbor of who calls it', () => {
  const server = (vpc: string, id: string) =>
    machine({ id, names: [id], addresses: ['10.0.0.5'], tags: { vpc }, macs: [`0a:00:00:00:${id.slice(2)}:05`] });
  const caller = (vpc: string, id: string, address: string) =>
    machine({ id, names: [id], addresses: [address], tags: { vpc }, macs: [`0a:00:00:00:${id.slice(2)}:09`] });
  const calls = (mac: string, address: string) =>
    visit({
      ...{ address, addresses: [`${address}/24`], macs: [mac] },
      sockets: [socket(`${address}:40000`, '10.0.0.5:80', 'curl/5')],
    });
  const cloud = inventory([
    ...[server('vpc-1', 'i-11'), server('vpc-2', 'i-22')],
    ...[caller('vpc-1', 'i-31', '10.0.0.9'), caller('vpc-2', 'i-42', '10.0.1.9')],
  ]);
  const listed = ({ hosts, dependencies }: Snapshot) =>
    dependencies
      .map(({ from, to }) => [from, to].map((end) => hosts.find(({ id }) => id === end.host)?.listed?.[0] ?? 'nobody').join(' '))
      .sort();
  const one = calls('0a:00:00:00:31:09', '10.0.0.9');
  const other = calls('0a:00:00:00:42:09', '10.0.1.9');
  expect(listed(snapshotOf([one, other, cloud]))).toEqual(['aws:i-31 aws:i-11', 'aws:i-42 aws:i-22']);
  // The same where somebody looked at one of the two.
  const seen = visit({
    ...{ address: '10.0.0.5', addresses: ['10.0.0.5/24'], macs: ['0a:00:00:00:11:05'] },
    sockets: [listen('0.0.0.0:80', 'nginx/7'), socket('10.0.0.5:80', '10.0.0.9:40000', 'nginx/7')],
  });
  const snapshot = snapshotOf([one, other, seen, cloud]);
  expect(listed(snapshot)).toEqual(['aws:i-31 aws:i-11', 'aws:i-42 aws:i-22']);
  expect(snapshot.dependencies.map(({ seenFrom }) => seenFrom).sort()).toEqual(['both', 'client']);
});

describe('a listed service', () => {
  const database = service({
    ...{ id: 'arn:db', kind: 'database', name: 'orders', software: 'postgres', version: '15.4' },
    ...{ names: ['orders.abc.eu-west-1.rds.amazonaws.com'], endpoints: [{ protocol: 'tcp', port: 5432 }] },
  });
  const balancer = service({
    ...{
      id: 'arn:lb',
      name: 'shop',
      names: ['shop.elb.amazonaws.com'],
      addresses: ['10.0.0.80'],
      endpoints: [{ protocol: 'tcp', port: 443 }],
    },
    members: [{ id: 'arn:group', listen: 443 }],
  });
  const group = service({
    id: 'arn:group',
    kind: 'other',
    name: 'web',
    members: [
      { id: 'i-1', port: 8080 },
      { address: '10.0.0.6', port: 8080 },
    ],
  });

  it('leads to the same place in the next scan where two machines are listed with the address', () => {
    const twins = ['i-8', 'i-9'].map((id) => machine({ id, names: [id], addresses: ['10.0.0.6'] }));
    const listed = inventory([balancer, group, ...twins]);
    const before = snapshotOf([listed]);
    const after = snapshotOf([{ ...listed, fresh: false }], { prior: before });
    expect(after.dependencies.map(({ id }) => id)).toEqual(before.dependencies.map(({ id }) => id));
    expect(after.hosts.map(({ id }) => id)).toEqual(before.hosts.map(({ id }) => id));
  });

  it('is found by the name in a configuration', () => {
    const app = visit({
      address: '10.0.0.9',
      addresses: ['10.0.0.9/24'],
      references: [{ host: 'orders.abc.eu-west-1.rds.amazonaws.com', port: 5432 }],
    });
    const snapshot = snapshotOf([app, inventory([database])]);
    const [dependency] = snapshot.dependencies;
    expect(snapshot.services.find(({ id }) => id === dependency?.to.service)).toMatchObject({
      ...{ name: 'orders', software: 'postgres', version: '15.4', namedBy: 'configuration' },
    });
    expect(snapshot.coverage.listedNotScanned).toBeUndefined();
  });

  it('leads to the members behind it, whoever calls', () => {
    const client = visit({
      address: '10.0.0.9',
      addresses: ['10.0.0.9/24'],
      sockets: [socket('10.0.0.9:40000', '10.0.0.80:443', 'curl/5')],
    });
    const member = visit({ address: '10.0.0.6', addresses: ['10.0.0.6/24'], sockets: [listen('0.0.0.0:8080', 'nginx/7')] });
    const snapshot = snapshotOf([client, member, inventory([balancer, group, web1])]);
    const front = hostNamed(snapshot, 'shop');
    const toFront = snapshot.dependencies.filter(({ to }) => to.host === front?.id);
    const behind = snapshot.dependencies.filter(({ from }) => from.host === front?.id);
    expect(toFront).toHaveLength(1);
    expect(front?.kind).toBe('virtual-address');
    expect(behind).toHaveLength(2);
    expect(behind[0]).toMatchObject({ directionRule: 'configuration', seenFrom: 'config', state: 'configured', port: 8080 });
    expect(new Set(behind.map(({ from }) => from.service))).toEqual(new Set(toFront.map(({ to }) => to.service)));
    expect(snapshot.services.map(({ name }) => name)).toEqual(expect.arrayContaining(['shop', 'nginx']));
  });

  it('keeps its ids, and drops members that are gone', () => {
    const before = snapshotOf([inventory([balancer, group, web1])]);
    const fewer = service({ ...group, members: [{ id: 'i-1', port: 8080 }] });
    const after = snapshotOf([inventory([balancer, fewer, web1], { at: secondScan })], { prior: before });
    expect(after.dependencies).toHaveLength(1);
    expect(before.dependencies.map(({ id }) => id)).toContain(after.dependencies[0]?.id);
    expect(after.services.map(({ id }) => id).every((id) => before.services.some((one) => one.id === id))).toBe(true);
  });
});

it('places a virtual machine on its hypervisor, and that in its rack', () => {
  const vm = machine({ id: 'vm-1', source: 'vmware', names: ['db1'], addresses: ['10.0.0.7'], runsOn: 'esx1.example.test' });
  const esx = machine({ id: 'esx1.example.test', source: 'vmware', names: ['esx1.example.test'] });
  const device = machine({
    id: '42',
    source: 'netbox',
    names: ['esx1.example.test'],
    addresses: ['10.0.0.2'],
    tags: { rack: 'R1' },
  });
  const snapshot = snapshotOf([
    inventory([vm, esx], { target: 'inventory:vc' }),
    inventory([device], { target: 'inventory:dcim' }),
  ]);
  expect(hostNamed(snapshot, 'db1')?.tags['hypervisor']).toBe('esx1.example.test');
  expect(hostNamed(snapshot, 'esx1.example.test')?.tags['rack']).toBe('R1');
  expect(snapshot.hosts).toHaveLength(2);
});
