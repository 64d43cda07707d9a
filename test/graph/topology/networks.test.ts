import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/model/observation.ts';
import { hostNamed, snapshotOf, visit } from '../build.ts';
import { device, links, mac, peer } from './build-network.ts';

/** A server that knows the MAC of its gateway. */
const server = (name: string, cidr: string, gateway: string, at: string): Observation =>
  visit({
    ...{
      name,
      target: name,
      address: `172.31.0.${name.length}`,
      addresses: [cidr],
      macs: [mac(6, Number(name.replace(/\D/g, '')))],
    },
    facts: [
      { fact: 'route', destination: '0.0.0.0/0', gateway },
      { fact: 'neighbor', address: gateway, mac: at },
    ],
  });

describe('a network', () => {
  it('has a VLAN, its name, gateways and hosts', () => {
    const router = device(1, {
      facts: [
        { fact: 'address', interface: 'Vlan20', address: '10.20.0.1', prefix: 24 },
        { fact: 'vlan', vlan: 20, name: 'servers' },
      ],
    });
    const snapshot = snapshotOf([
      router,
      server('s1', '10.20.0.11/24', '10.20.0.1', mac(2, 64)),
      server('s2', '10.20.0.12/24', '10.20.0.1', mac(2, 64)),
    ]);
    expect(snapshot.networks?.find(({ cidr }) => cidr === '10.20.0.0/24')).toMatchObject({
      ...{ vlan: 20, vlanName: 'servers', gateways: [hostNamed(snapshot, 'sw1').id], hosts: 3 },
    });
  });

  it.each([
    ['ae0.20', 20],
    ['irb.20', 20],
    ['tunnel.20', undefined],
    ['lo0.20', undefined],
    ['st0.20', undefined],
  ])('has the VLAN of an interface %s, where that is on a wire', (name, vlan) => {
    const router = device(1, { facts: [{ fact: 'address', interface: name, address: '10.20.0.1', prefix: 24 }] });
    const [found] = (snapshotOf([router]).networks ?? []).filter(({ cidr }) => cidr === '10.20.0.0/24');
    expect(found?.vlan).toBe(vlan);
  });

  it('of the same numbers at another place is another one', () => {
    const all = [1, 2].map((n) => server(`s${n}`, `192.168.1.${n + 10}/24`, '192.168.1.1', mac(7, n)));
    const found = snapshotOf(all).networks ?? [];
    expect(found.map(({ cidr, hosts }) => `${cidr} ${hosts}`)).toEqual(['192.168.1.0/24 1', '192.168.1.0/24 1']);
  });

  it('of IPv6 is written in its short form', () => {
    const host = visit({ name: 'six', target: 'six', addresses: ['2001:db8:0:1::15/64'] });
    expect(snapshotOf([host]).networks?.map(({ cidr }) => cidr)).toEqual(['2001:db8:0:1::/64']);
  });
});

describe('a router that tells its addresses and its networks apart', () => {
  const router = (...destinations: readonly string[]): Observation =>
    device(1, {
      facts: [
        ...[10, 20].map((vlan) => ({ fact: 'address', interface: `Vlan${vlan}`, address: `10.20.${vlan}.1` }) as const),
        ...destinations.map(
          (destination) => ({ fact: 'route', destination, interface: `Vlan${destination.split('.')[2]}` }) as const,
        ),
      ],
    });
  const cidrs = (snapshot: ReturnType<typeof snapshotOf>): string[] =>
    (snapshot.networks ?? []).map(({ cidr }) => cidr).filter((cidr) => cidr.startsWith('10.20.'));

  it('is in the networks it reaches out of the same interfaces, and their gateway', () => {
    const snapshot = snapshotOf([router('10.20.10.0/24', '10.20.20.0/24', '10.20.10.1/32', '10.20.20.1/32')]);
    expect(cidrs(snapshot).sort()).toEqual(['10.20.10.0/24', '10.20.20.0/24']);
    const gateways = snapshot.networks?.filter(({ cidr }) => cidr.startsWith('10.20.')).flatMap((network) => network.gateways);
    expect(gateways).toEqual([hostNamed(snapshot, 'sw1').id, hostNamed(snapshot, 'sw1').id]);
  });

  it('is in none by an interface of which it tells no network', () => {
    expect(cidrs(snapshotOf([router('10.20.10.0/24', '10.30.20.0/24')]))).toEqual(['10.20.10.0/24']);
  });
});

describe('routing neighbors', () => {
  const at = (number: number, address: string, more: Parameters<typeof peer>[0]): Observation =>
    device(number, { facts: [{ fact: 'address', interface: 'Gi0/1', address, prefix: 30 }, peer(more)] });

  it('are one link, whichever side told', () => {
    const common = { protocol: 'ospf', state: 'full' } as const;
    const one = at(1, '10.30.0.1', {
      ...common,
      localId: '1.1.1.1',
      localAddress: '10.30.0.1',
      remoteId: '2.2.2.2',
      remoteAddress: '10.30.0.2',
    });
    const two = at(2, '10.30.0.2', {
      ...common,
      localId: '2.2.2.2',
      localIfIndex: 10101,
      remoteId: '1.1.1.1',
      remoteAddress: '10.30.0.1',
    });
    expect(links(snapshotOf([one, two]))).toEqual(['sw1 Gi0/1 -- sw2 Gi0/1 ospf both 0.99']);
  });

  it('that only try are none', () => {
    const one = at(1, '10.30.0.1', { protocol: 'bgp', state: 'active', remoteAddress: '10.30.0.2' });
    expect(snapshotOf([one]).links).toEqual([]);
  });

  it('nobody looked at are hosts', () => {
    const one = at(1, '10.30.0.1', {
      protocol: 'bgp',
      state: 'established',
      localAddress: '10.30.0.1',
      remoteAddress: '198.51.100.7',
    });
    const snapshot = snapshotOf([one]);
    expect(links(snapshot)).toEqual(['198.51.100.7 ? -- sw1 Gi0/1 bgp one 0.8']);
    expect(hostNamed(snapshot, '198.51.100.7').kind).toBe('external');
  });

  it('of IS-IS are found by their system id', () => {
    const isis = (localId: string, remoteId: string) =>
      ({ protocol: 'isis', state: 'up', localPort: 'Gi0/1', localId, remoteId }) as const;
    const [a, b] = ['0000.0000.0001', '0000.0000.0002'];
    expect(links(snapshotOf([at(1, '10.30.0.1', isis(a, b)), at(2, '10.30.0.2', isis(b, a))]))).toEqual([
      'sw1 Gi0/1 -- sw2 Gi0/1 isis both 0.99',
    ]);
  });
});

describe('the kind of a host', () => {
  it('stays server where a shell told of one, whatever it forwards', () => {
    const docker = visit({
      ...{ name: 'app', target: 'app', machineId: 'a'.repeat(32), addresses: ['10.0.0.9/24'] },
      facts: [
        { fact: 'device', roles: ['router', 'bridge'] },
        { fact: 'fdb', mac: mac(5, 1), port: 'docker0' },
        { fact: 'unit', name: 'docker.service' },
      ],
    });
    expect(hostNamed(snapshotOf([docker]), 'app').kind).toBe('server');
  });

  it('of a Linux that only forwards stays server', () => {
    const host = visit({
      name: 'app',
      target: 'app',
      addresses: ['10.0.0.9/24'],
      facts: [
        { fact: 'system', description: 'Linux app 6.1.0 x86_64', objectId: '1.3.6.1.4.1.8072.3.2.10' },
        { fact: 'device', roles: ['router'] },
      ],
    });
    expect(hostNamed(snapshotOf([host]), 'app').kind).toBe('server');
  });
});
