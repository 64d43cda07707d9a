import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { aged, failure, header, hostNamed, listen, machine, secondScan, snapshotOf, socket, visit } from './build.ts';

const names = (snapshot: Snapshot): string[] => snapshot.hosts.map(({ name }) => name).sort();
const later = { ...header, id: '2', takenAt: secondScan };

describe('one host in one scan', () => {
  it('is one host at two addresses that are both its own', () => {
    const own = { addresses: ['10.0.0.1/24', 'eth1 10.0.1.1/24'], macs: ['52:54:00:00:00:01', 'eth1 52:54:00:00:01:01'] };
    const snapshot = snapshotOf([machine(1, { ...own, target: '10.0.0.1' }), machine(1, { ...own, target: '10.0.1.1' })]);
    expect(snapshot.hosts).toHaveLength(1);
    expect(snapshot.hosts[0]).toMatchObject({ addresses: ['10.0.0.1', '10.0.1.1'], targets: ['10.0.0.1', '10.0.1.1'] });
  });

  it('is one host by name and by address', () => {
    const snapshot = snapshotOf([
      machine(1, { target: 'web1', address: '10.0.0.1', givenName: 'web1' }),
      machine(1, { target: '10.0.0.1', address: '10.0.0.1' }),
    ]);
    expect(snapshot.hosts).toHaveLength(1);
    expect(hostNamed(snapshot, 'host1').names).toEqual(['host1', 'web1']);
  });

  it('is one host where the node that holds the virtual address is also scanned by it', () => {
    const active = { addresses: ['10.0.0.1/24', '10.0.0.100/32'] };
    const snapshot = snapshotOf([
      machine(1, { ...active, target: '10.0.0.1' }),
      machine(2),
      machine(1, { ...active, target: '10.0.0.100', address: '10.0.0.100' }),
    ]);
    expect(names(snapshot)).toEqual(['host1', 'host2']);
    expect(hostNamed(snapshot, 'host1').targets).toEqual(['10.0.0.1', '10.0.0.100']);
  });

  it('is one host where only sockets were read', () => {
    const sockets = [listen('0.0.0.0:22'), socket('10.0.0.1:22', '10.0.0.9:50000')];
    const snapshot = snapshotOf([
      visit({ target: '10.0.0.1', address: '10.0.0.1', sockets }),
      visit({ target: 'web1', address: '10.0.0.1', sockets }),
    ]);
    expect(snapshot.hosts.filter(({ evidence }) => evidence !== undefined)).toHaveLength(1);
  });
});

describe('two hosts in one scan', () => {
  it('are two although they are clones: machine-id, host keys and name alike', () => {
    const clone = { machineId: 'c'.repeat(32), hostKey: 'SHA256:same', name: 'template' };
    const snapshot = snapshotOf([machine(1, clone), machine(2, clone)]);
    expect(snapshot.hosts).toHaveLength(2);
    expect(new Set(snapshot.hosts.map(({ id }) => id)).size).toBe(2);
  });

  it('are two by boot id alone', () => {
    const clone = { machineId: 'c'.repeat(32), hostKey: 'SHA256:same', name: 'template', addresses: [], macs: [] };
    expect(
      snapshotOf([visit({ ...clone, target: 'a', bootId: 'b007-1' }), visit({ ...clone, target: 'b', bootId: 'b007-2' })]).hosts,
    ).toHaveLength(2);
  });

  it('are two where a container with sshd shows the kernel and the board of its host', () => {
    const shared = { machineId: 'd'.repeat(32), bootId: 'b007-aa', uuid: '4c4c4544-0042', serial: 'CZ1' };
    const host = visit({
      ...shared,
      name: 'node1',
      addresses: ['10.0.0.1/24', 'docker0 172.17.0.1/16'],
      macs: ['52:54:00:00:00:01', 'docker0 02:42:00:00:00:01'],
    });
    const container = visit({ ...shared, name: '3f2a9c1b22aa', addresses: ['172.17.0.2/16'], macs: ['02:42:ac:11:00:02'] });
    expect(names(snapshotOf([host, container]))).toEqual(['3f2a9c1b22aa', 'node1']);
  });

  it('are two network namespaces that could not show their addresses', () => {
    const shared = { machineId: 'd'.repeat(32), bootId: 'b007-aa', uuid: '4c4c4544-0042', hostKey: 'SHA256:image' };
    const snapshot = snapshotOf([
      visit({ ...shared, target: 'host:2201', address: '127.0.0.1', name: 'pod1' }),
      visit({ ...shared, target: 'host:2202', address: '127.0.0.1', name: 'pod2' }),
    ]);
    expect(names(snapshot)).toEqual(['pod1', 'pod2']);
  });

  it("are two containers of two hosts with docker's address and MAC", () => {
    const own = { addresses: ['172.17.0.2/16'], macs: ['02:42:ac:11:00:02'], address: '172.17.0.2' };
    const snapshot = snapshotOf([
      visit({ ...own, target: 'a', name: 'c1', bootId: 'b007-1' }),
      visit({ ...own, target: 'b', name: 'c2', bootId: 'b007-2' }),
    ]);
    expect(names(snapshot)).toEqual(['c1', 'c2']);
  });

  it('are two behind one forwarding address', () => {
    const snapshot = snapshotOf([
      machine(1, { target: '203.0.113.1:2201', address: '203.0.113.1' }),
      machine(2, { target: '203.0.113.1:2202', address: '203.0.113.1' }),
    ]);
    expect(names(snapshot)).toEqual(['host1', 'host2']);
  });

  it('are two that share nothing but junk', () => {
    const junk = {
      serial: 'To be filled by O.E.M.',
      uuid: '03000200-0400-0500-0006-000700080009',
      machineId: '0'.repeat(32),
      name: 'localhost',
    };
    const snapshot = snapshotOf([
      visit({ ...junk, addresses: ['10.0.0.1/24'], macs: ['00:00:5e:00:01:01'] }),
      visit({ ...junk, addresses: ['10.0.0.2/24'], macs: ['00:00:5e:00:01:01'] }),
    ]);
    expect(snapshot.hosts).toHaveLength(2);
    expect(snapshot.hosts.flatMap(({ identity }) => identity)).toEqual([]);
  });

  it('are two during a failover that moved the virtual address from one to the other', () => {
    const snapshot = snapshotOf([
      machine(1, { addresses: ['10.0.0.1/24', '10.0.0.100/32'] }),
      machine(2, { addresses: ['10.0.0.2/24', '10.0.0.100/32'] }),
    ]);
    expect(names(snapshot)).toEqual(['host1', 'host2']);
  });

  it('finds each of a thousand clones without comparing them all', () => {
    const clones = Array.from({ length: 1000 }, (_, number) =>
      visit({
        name: 'golden',
        machineId: 'e'.repeat(32),
        hostKey: 'SHA256:golden',
        bootId: `b007-${number}`,
        addresses: [`10.${number >> 8}.0.${number & 255}/16`],
      }),
    );
    expect(snapshotOf(clones).hosts).toHaveLength(1000);
  });
});

describe("a new host's id", () => {
  it('does not depend on how it was reached', () => {
    const scanned = snapshotOf([machine(1, { loginKey: 'SHA256:login', target: 'web1', givenName: 'web1' })]);
    const imported = snapshotOf([machine(1, { target: 'bundle.tar' })]);
    expect(imported.hosts[0]?.id).toBe(scanned.hosts[0]?.id);
  });

  it('does not depend on what only root sees', () => {
    const asRoot = snapshotOf([machine(1)]);
    const { uuid: _, ...user } = {
      uuid: '',
      name: 'host1',
      machineId: '1'.padStart(32, 'a'),
      addresses: ['10.0.0.1/24'],
      macs: ['52:54:00:00:00:01'],
    };
    expect(snapshotOf([visit(user)]).hosts[0]?.id).toBe(asRoot.hosts[0]?.id);
  });

  it('is told by the addresses where clones have everything else in common', () => {
    const clone = { machineId: 'c'.repeat(32), name: 'template', macs: [] };
    const a = machine(1, clone);
    const b = machine(2, clone);
    const both = snapshotOf([a, b]).hosts.map(({ id, addresses }) => [id, addresses]);
    expect(snapshotOf([b, a]).hosts.map(({ id, addresses }) => [id, addresses])).toEqual(both);
  });
});

/** The host of the second snapshot that has the id of the first one's only host. */
function persists(before: Parameters<typeof machine>[1], after: Parameters<typeof machine>[1]): boolean {
  const prior = snapshotOf([machine(1, before)]);
  const snapshot = snapshotOf([machine(1, { at: secondScan, ...after })], { header: later, prior });
  return snapshot.hosts.some(({ id, evidence }) => id === prior.hosts[0]?.id && evidence?.stale === false);
}

describe('the same host later', () => {
  it('has a new address', () => {
    expect(persists({}, { addresses: ['10.0.9.9/24'] })).toBe(true);
  });

  it('has a new name', () => {
    expect(persists({}, { name: 'renamed' })).toBe(true);
  });

  it('was rebooted', () => {
    expect(persists({}, { bootId: 'b007-new' })).toBe(true);
  });

  it('has new host keys', () => {
    expect(persists({}, { hostKey: 'SHA256:new', loginKey: 'SHA256:new' })).toBe(true);
  });

  it('has a new address, a new name, a reboot and new host keys, all at once', () => {
    const after = { addresses: ['10.0.9.9/24'], name: 'renamed', bootId: 'b007-new', hostKey: 'SHA256:new' };
    expect(persists({}, after)).toBe(true);
  });

  it('has new network cards and a new address', () => {
    expect(persists({}, { macs: ['52:54:00:99:99:99'], addresses: ['10.0.9.9/24'], bootId: 'b007-new' })).toBe(true);
  });

  it('was installed again on the same hardware at the same address', () => {
    const after = { machineId: 'f'.repeat(31).concat('e'), bootId: 'b007-new', hostKey: 'SHA256:new' };
    expect(persists({}, after)).toBe(true);
  });

  it('is not another machine that took over its address', () => {
    const prior = snapshotOf([machine(1)]);
    const snapshot = snapshotOf([machine(2, { addresses: ['10.0.0.1/24'], target: '10.0.0.1' })], { header: later, prior });
    expect(names(snapshot)).toEqual(['host2']);
    expect(snapshot.hosts[0]?.id).not.toBe(prior.hosts[0]?.id);
  });

  it('is not another machine that took over its address and its name', () => {
    const prior = snapshotOf([machine(1)]);
    const other = machine(2, { addresses: ['10.0.0.1/24'], name: 'host1', target: '10.0.0.1' });
    expect(snapshotOf([other], { header: later, prior }).hosts[0]?.id).not.toBe(prior.hosts[0]?.id);
  });

  it('is not another machine even where only the machine-id tells', () => {
    const prior = snapshotOf([visit({ address: '10.0.0.1', machineId: 'a1'.repeat(16) })]);
    const snapshot = snapshotOf([visit({ address: '10.0.0.1', machineId: 'b2'.repeat(16) })], { header: later, prior });
    expect(snapshot.hosts).toHaveLength(1);
    expect(snapshot.hosts[0]?.id).not.toBe(prior.hosts[0]?.id);
  });

  it('keeps its id when a clone of it turns up', () => {
    const prior = snapshotOf([machine(1)]);
    const clone = machine(2, { machineId: '1'.padStart(32, 'a'), hostKey: 'SHA256:key1' });
    const snapshot = snapshotOf([clone, machine(1)], { header: later, prior });
    expect(hostNamed(snapshot, 'host1').id).toBe(prior.hosts[0]?.id);
    expect(snapshot.hosts).toHaveLength(2);
  });

  it('keeps its id when only the clone is scanned', () => {
    const original = machine(1);
    const prior = snapshotOf([original]);
    const clone = machine(2, { machineId: '1'.padStart(32, 'a'), hostKey: 'SHA256:key1' });
    const snapshot = snapshotOf([...aged([original]), clone], { header: later, prior });
    expect(hostNamed(snapshot, 'host1').id).toBe(prior.hosts[0]?.id);
    expect(snapshot.hosts).toHaveLength(2);
  });

  it('is the peer it was known as before', () => {
    const client = machine(1, { sockets: [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/7')] });
    const prior = snapshotOf([client]);
    const peer = hostNamed(prior, '10.0.0.2');
    expect(peer.kind).toBe('unknown');
    const snapshot = snapshotOf([client, machine(2)], { header: later, prior });
    expect(hostNamed(snapshot, 'host2')).toMatchObject({ id: peer.id, kind: 'server' });
    expect(snapshot.hosts).toHaveLength(2);
  });

  it('is the peer it was known as before, also by an id that was given by hand', () => {
    const prior: Snapshot = {
      ...snapshotOf([]),
      hosts: [{ id: 'host-db', name: '10.0.0.2', names: [], addresses: ['10.0.0.2'], macs: [], kind: 'unknown', tags: {} }],
    };
    expect(hostNamed(snapshotOf([machine(2)], { header: later, prior }), 'host2').id).toBe('host-db');
  });

  it('takes over every peer whose address turns out to be its own', () => {
    const client = machine(1, {
      sockets: [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/7'), socket('10.0.0.1:40001', '10.0.5.2:5432', 'java/7')],
    });
    const prior = snapshotOf([client]);
    expect(prior.hosts).toHaveLength(3);
    const server = machine(2, { addresses: ['10.0.0.2/24', 'eth1 10.0.5.2/24'], sockets: [listen('*:5432', 'postgres/9')] });
    const snapshot = snapshotOf([client, server], { header: later, prior });
    expect(names(snapshot)).toEqual(['host1', 'host2']);
    expect(prior.hosts.map(({ id }) => id)).toContain(hostNamed(snapshot, 'host2').id);
    expect(snapshot.dependencies).toHaveLength(1);
  });

  it('stays one host when it moved to a new address and the old one no longer answers', () => {
    const old = machine(1, { sockets: [listen('10.0.0.1:80', 'nginx/5')] });
    const prior = snapshotOf([old]);
    const moved = machine(1, { at: secondScan, addresses: ['10.0.7.1/24'], sockets: [listen('10.0.7.1:80', 'nginx/5')] });
    const snapshot = snapshotOf([...aged([old]), moved], { header: later, prior, attempts: [failure('10.0.0.1')] });
    expect(snapshot.hosts).toHaveLength(1);
    expect(snapshot.hosts[0]).toMatchObject({
      id: prior.hosts[0]?.id,
      addresses: ['10.0.7.1'],
      targets: ['10.0.7.1'],
      evidence: { status: 'collected', at: secondScan, stale: false },
    });
    expect(snapshot.services.flatMap(({ endpoints }) => endpoints)).toEqual([{ protocol: 'tcp', address: '10.0.7.1', port: 80 }]);
  });

  it('does not fall back to its old self in the scan after that', () => {
    const old = machine(1);
    const moved = machine(1, { at: secondScan, addresses: ['10.0.7.1/24'] });
    const first = snapshotOf([old]);
    const second = snapshotOf([...aged([old]), moved], { header: later, prior: first });
    const third = snapshotOf(aged([old, moved]), { header: later, prior: second });
    expect(third.hosts).toHaveLength(1);
    expect(third.hosts[0]).toMatchObject({
      id: first.hosts[0]?.id,
      addresses: ['10.0.7.1'],
      evidence: { at: secondScan, stale: true },
    });
  });

  it('uses the newer visit alone where one of two targets was not visited again', () => {
    const own = { addresses: ['10.0.0.1/24', 'eth1 10.0.1.1/24'] };
    const a = machine(1, { ...own, target: '10.0.0.1', sockets: [listen('*:80', 'nginx/5')] });
    const b = machine(1, { ...own, target: '10.0.1.1', sockets: [listen('*:80', 'nginx/5')] });
    const prior = snapshotOf([a, b]);
    const again = machine(1, { ...own, target: '10.0.1.1', at: secondScan, sockets: [listen('*:81', 'nginx/5')] });
    const snapshot = snapshotOf([...aged([a]), again], { header: later, prior });
    expect(snapshot.hosts).toHaveLength(1);
    expect(snapshot.services.flatMap(({ endpoints }) => endpoints.map(({ port }) => port))).toEqual([81]);
  });
});

describe('what a host is called', () => {
  it('is its own name, else the one it was given, else its address', () => {
    expect(snapshotOf([machine(1, { givenName: 'alias' })]).hosts[0]?.name).toBe('host1');
    expect(snapshotOf([machine(1, { name: 'localhost', givenName: 'alias' })]).hosts[0]?.name).toBe('alias');
    expect(snapshotOf([visit({ target: 'alias', givenName: 'alias', addresses: ['10.0.0.1/24'] })]).hosts[0]?.name).toBe('alias');
    expect(snapshotOf([visit({ target: 'x', addresses: ['10.0.0.1/24'] })]).hosts[0]?.name).toBe('10.0.0.1');
    expect(snapshotOf([visit({ target: 'localhost' })]).hosts[0]?.name).toBe('localhost');
  });

  it('keeps the loopback address it was reached at as a target only', () => {
    const host = snapshotOf([machine(1, { target: '127.77.0.1', address: '127.77.0.1' })]).hosts[0];
    expect(host).toMatchObject({ addresses: ['10.0.0.1'], targets: ['127.77.0.1'] });
    expect(JSON.stringify(host?.identity)).not.toContain('127.');
  });

  it('tells hosts reached at one loopback address apart', () => {
    const snapshot = snapshotOf([
      machine(1, { target: '127.0.0.1:2201', address: '127.0.0.1' }),
      machine(2, { target: '127.0.0.1:2202', address: '127.0.0.1' }),
    ]);
    expect(names(snapshot)).toEqual(['host1', 'host2']);
  });

  it('lists its operating system, MACs and identity', () => {
    const facts = [{ fact: 'system', name: 'host1', osName: 'Debian GNU/Linux', osVersion: '12' }] as const;
    expect(
      snapshotOf([
        machine(1, {
          facts,
          loginKey: 'SHA256:login',
          macs: ['52:54:00:00:00:01', 'lo 00:00:00:00:00:00', 'veth1 52:54:00:00:00:99'],
        }),
      ]).hosts[0],
    ).toMatchObject({
      os: { name: 'Debian GNU/Linux', version: '12' },
      macs: ['52:54:00:00:00:01'],
      identity: [
        'boot-id:00000001-b007-4000-8000-000000000001',
        'host-key:SHA256:key1',
        'host-key:SHA256:login',
        `machine-id:${'1'.padStart(32, 'a')}`,
        'smbios-uuid:00000001-5a5a-4000-8000-000000000001',
      ],
    });
  });
});
