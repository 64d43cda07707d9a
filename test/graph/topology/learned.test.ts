import { describe, expect, it } from 'vitest';
import type { FdbFact } from '../../../src/model/network-fact.ts';
import { aged, machine, secondScan, snapshotOf, visit } from '../build.ts';
import { device, learned, links, lldp, mac } from './build-network.ts';

const client = (number: number) => mac(5, number);
const server = (number: number) =>
  visit({ name: `srv${number}`, target: `srv${number}`, macs: [client(number)], addresses: [`10.9.50.${number}/16`] });

describe('bridges that tell nothing of each other', () => {
  // Stations 1 to 3 are on the first, 4 to 6 on the second; the cable is in port 4 of either.
  const one = device(1, {
    facts: [1, 2, 3].map((n) => learned(n, client(n))).concat([4, 5, 6].map((n) => learned(4, client(n)))),
  });
  const two = device(2, {
    facts: [4, 5, 6].map((n) => learned(n - 3, client(n))).concat([1, 2, 3].map((n) => learned(4, client(n)))),
  });

  it('are linked by the ports whose tables complement each other', () => {
    expect(links(snapshotOf([one, two]))).toEqual(['sw1 Gi0/4 -- sw2 Gi0/4 fdb both 0.8']);
  });

  it('place a server on the port nearest to it', () => {
    expect(links(snapshotOf([one, two, server(5)]))).toContain('srv5 eth0 -- sw2 Gi0/2 fdb one 0.9');
  });

  it('in a row are linked one to the next', () => {
    const row = [1, 2, 3].map((number) => {
      const side = (other: number): number => (other < number ? 1 : 2);
      const facts = [1, 2, 3].flatMap((other) =>
        [11, 12].map((n) => learned(other === number ? n - 8 : side(other), client(other * 20 + n))),
      );
      return device(number, { facts });
    });
    expect(links(snapshotOf(row))).toEqual(['sw1 Gi0/2 -- sw2 Gi0/1 fdb both 0.8', 'sw2 Gi0/2 -- sw3 Gi0/1 fdb both 0.8']);
  });

  it('on one segment each have a link to the port they are behind', () => {
    const stations = (number: number, at: number) => [learned(at, client(number * 10)), learned(at + 1, client(number * 10 + 1))];
    const others = (of: number) =>
      [1, 2, 3].filter((n) => n !== of).flatMap((n) => [learned(1, client(n * 10)), learned(1, client(n * 10 + 1))]);
    const all = [1, 2, 3].map((n) => device(n, { facts: [...stations(n, 2), ...others(n)] }));
    const found = links(snapshotOf(all));
    expect(found).toHaveLength(2);
    expect(found.every((link) => link.endsWith('fdb both 0.6 shared'))).toBe(true);
  });
});

describe('bridges that fall silent', () => {
  const tables = (at?: string) => {
    const rows = (own: number, far: number) => [
      ...[1, 2].map((n) => learned(n, client(own * 10 + n))),
      ...[1, 2].map((n) => learned(4, client(far * 10 + n))),
    ];
    const options = at === undefined ? {} : { at };
    return [device(1, { facts: rows(1, 2), ...options }), device(2, { facts: rows(2, 1), ...options })];
  };
  const quiet = (up: boolean) =>
    [1, 2].map((number) =>
      device(number, {
        at: secondScan,
        facts: [learned(1, client(number * 10 + 1)), { fact: 'interface', name: 'Gi0/4', index: 10104, up }],
      }),
    );
  const prior = snapshotOf(tables());

  it('are still linked, with nothing newer to tell of it', () => {
    expect(links(prior)).toEqual(['sw1 Gi0/4 -- sw2 Gi0/4 fdb both 0.8']);
    const after = snapshotOf(quiet(true), { prior });
    expect(links(after)).toEqual(['sw1 Gi0/4 -- sw2 Gi0/4 fdb both 0.8 stale']);
  });

  it('are not where the port is down', () => {
    expect(links(snapshotOf(quiet(false), { prior }))).toEqual([]);
  });

  it('are linked again by what they know next', () => {
    const after = snapshotOf(quiet(true), { prior });
    expect(links(snapshotOf(tables(secondScan), { prior: after }))).toEqual(links(prior));
  });
});

describe('a server on a port', () => {
  it('is not linked beside the cable it tells of itself', () => {
    const one = device(1, { facts: [learned(1, client(1))] });
    const told = {
      fact: 'adjacency',
      protocol: 'lldp',
      localPort: 'eth0',
      remoteChassis: mac(1, 1),
      remotePort: 'Gi0/1',
    } as const;
    const host = visit({ name: 'srv1', target: 'srv1', macs: [client(1)], addresses: ['10.9.50.1/16'], facts: [told] });
    expect(links(snapshotOf([one, host]))).toEqual(['srv1 eth0 -- sw1 Gi0/1 fdb,lldp both 0.99']);
  });

  it('with others behind it is on a shared segment', () => {
    const one = device(1, { facts: [learned(1, client(1)), learned(1, client(2))] });
    expect(links(snapshotOf([one, server(1), server(2)]))).toEqual([
      'srv1 eth0 -- sw1 Gi0/1 fdb one 0.6 shared',
      'srv2 eth0 -- sw1 Gi0/1 fdb one 0.6 shared',
    ]);
  });

  it('is not placed by an address of VRRP', () => {
    const one = device(1, { facts: [learned(1, '00:00:5e:00:01:0a')] });
    const router = visit({ name: 'r1', target: 'r1', macs: ['00:00:5e:00:01:0a'], addresses: ['10.9.60.1/16'] });
    expect(snapshotOf([one, router]).links).toEqual([]);
  });

  it('that was only seen as a peer is placed by the neighbor table of a router', () => {
    const one = device(1, { facts: [learned(3, client(9)), { fact: 'neighbor', address: '10.0.0.77', mac: client(9) }] });
    const user = machine(1, {
      sockets: [
        {
          fact: 'socket',
          protocol: 'tcp',
          state: 'established',
          local: { address: '10.0.0.1', port: 40000 },
          remote: { address: '10.0.0.77', port: 5432 },
          processes: [],
        },
      ],
    });
    expect(links(snapshotOf([one, user]))).toEqual(['10.0.0.77 ? -- sw1 Gi0/3 fdb one 0.9']);
  });

  it('that nobody knows is no host', () => {
    const one = device(1, { facts: [learned(3, client(9)), { fact: 'neighbor', address: '10.0.0.78', mac: client(9) }] });
    expect(snapshotOf([one]).hosts).toHaveLength(1);
  });

  it('stays there while it is silent, and goes where it is now', () => {
    const first = snapshotOf([device(1, { facts: [learned(1, client(1))] }), server(1)]);
    const at = { at: secondScan };
    const silent = snapshotOf([device(1, { facts: [learned(2, client(8))], ...at }), ...aged([server(1)])], { prior: first });
    expect(links(silent)).toEqual(['srv1 eth0 -- sw1 Gi0/1 fdb one 0.9 stale']);
    const moved = snapshotOf([device(1, { facts: [learned(2, client(1))], ...at }), ...aged([server(1)])], { prior: first });
    expect(links(moved)).toEqual(['srv1 eth0 -- sw1 Gi0/2 fdb one 0.9']);
  });
});

describe('a spanning tree', () => {
  const tree = { fact: 'bridge-port', port: 'Gi0/4', ifIndex: 10104, bridgePort: 4 } as const;
  const root = device(1, { facts: [{ ...tree, designatedBridge: mac(1, 1), designatedPort: 4 }] });
  const leaf = device(2, { facts: [{ ...tree, designatedBridge: mac(1, 1), designatedPort: 4, state: 'forwarding' }] });

  it('tells which ports are on one segment', () => {
    expect(links(snapshotOf([root, leaf]))).toEqual(['sw1 Gi0/4 -- sw2 Gi0/4 stp one 0.9']);
  });

  it('adds to the cable that is known', () => {
    const told = device(1, { facts: [{ ...tree, designatedBridge: mac(1, 1), designatedPort: 4 }, lldp(4, 2, 'Gi0/4')] });
    expect(links(snapshotOf([told, leaf]))).toEqual(['sw1 Gi0/4 -- sw2 Gi0/4 lldp,stp both 0.99']);
  });
});

describe('a bundle', () => {
  const bundle = { fact: 'aggregate', port: 'Po1', ifIndex: 5001, members: [{ port: 'Gi0/1' }, { port: 'Gi0/2' }] } as const;
  const snapshot = snapshotOf([
    device(1, { facts: [bundle, lldp(1, 2, 'Gi0/1'), lldp(2, 2, 'Gi0/2')] }),
    device(2, { facts: [bundle, lldp(1, 1, 'Gi0/1'), lldp(2, 1, 'Gi0/2')] }),
  ]);

  it('is told with each of its cables and is no link of its own', () => {
    expect(links(snapshot)).toEqual(['sw1 Gi0/1 -- sw2 Gi0/1 lldp both 0.99', 'sw1 Gi0/2 -- sw2 Gi0/2 lldp both 0.99']);
    expect(snapshot.links.every(({ aggregate }) => aggregate?.a === 'Po1' && aggregate.b === 'Po1')).toBe(true);
  });

  it('of whose cables nobody told is one link with its members', () => {
    const behind = (from: number): FdbFact[] =>
      [1, 2].map((n) => ({ fact: 'fdb', mac: client(from * 10 + n), port: 'Po1', ifIndex: 5001, status: 'learned' }));
    const own = (from: number): FdbFact[] => [1, 2].map((n) => learned(n + 2, client(from * 10 + n)));
    const { links: found } = snapshotOf([
      device(1, { facts: [bundle, ...own(1), ...behind(2)] }),
      device(2, { facts: [bundle, ...own(2), ...behind(1)] }),
    ]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ protocols: ['fdb'], a: { port: 'Po1' }, b: { port: 'Po1' } });
    expect(found[0]?.members).toEqual([{ a: 'Gi0/1' }, { a: 'Gi0/2' }, { b: 'Gi0/1' }, { b: 'Gi0/2' }]);
  });
});
