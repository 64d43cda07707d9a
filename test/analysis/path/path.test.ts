import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Estate, indexEstate } from '../../../src/analysis/estate.ts';
import { path } from '../../../src/analysis/path/path.ts';
import { reportPath } from '../../../src/analysis/path/path-report.ts';
import { type Node, select } from '../../../src/analysis/select.ts';
import type { Link, Network, Snapshot } from '../../../src/model/snapshot.ts';
import { someSnapshot } from '../arbitrary-snapshot.ts';
import { arrow, host, link, service, shop, snapshot } from '../build-snapshot.ts';

function node(estate: Estate, text: string): Node {
  const selection = select(estate, text);
  return selection.kind === 'found' ? selection.node : expect.fail(`${text} is ${selection.kind}`);
}

function pathOf(estate: Snapshot, a: string, b: string) {
  const indexed = indexEstate(estate);
  return path(indexed, node(indexed, a), node(indexed, b));
}

const device = (name: string, more = {}) => host(name, { kind: 'network-device', ...more });
const cable = (a: string, aPort: string, b: string, bPort: string, more: Partial<Link> = {}): Link => ({
  ...link(a, b),
  a: { host: `h-${a}`, port: aPort },
  b: { host: `h-${b}`, port: bPort },
  ...more,
});
const network = (cidr: string, gateways: readonly string[]): Network => ({
  id: `net-${cidr}`,
  cidr,
  gateways: gateways.map((name) => `h-${name}`),
  hosts: 1,
});

describe('the way over dependencies', () => {
  const steps = (document: ReturnType<typeof path>) => document.dependencies?.steps.map(({ id }) => id);

  it('follows the arrows', () => {
    const document = pathOf(shop, 'web1', 'db1');
    expect(steps(document)).toEqual(['web1/nginx>app1/shop:8080', 'app1/shop>db1/postgresql:5432']);
    expect(document.dependencies?.direction).toBe('forward');
  });

  it('tells where only the other needs this one', () => {
    expect(pathOf(shop, 'db1', 'web1').dependencies?.direction).toBe('backward');
  });

  it('goes by shared infrastructure only where there is no other way', () => {
    const shared = { shared: { reason: 'DNS' } };
    const services = [
      service('a/x'),
      service('dns/named', [53], shared),
      service('m/y', [80]),
      service('n/z', [81]),
      service('b/db', [5432]),
    ];
    const byName = [arrow('a/x', 'dns/named', 53), arrow('dns/named', 'b/db', 5432)];
    const long = [arrow('a/x', 'm/y', 80), arrow('m/y', 'n/z', 81), arrow('n/z', 'b/db', 5432)];
    const hosts = ['a', 'b', 'dns', 'm', 'n'].map((name) => host(name));
    expect(steps(pathOf(snapshot({ hosts, services, dependencies: [...byName, ...long] }), 'a', 'b'))).toHaveLength(3);
    expect(steps(pathOf(snapshot({ hosts, services, dependencies: byName }), 'a', 'b'))).toHaveLength(2);
  });

  it('does not go on from another service of the host, but from one nobody could name', () => {
    const hosts = ['a', 'm', 'b'].map((name) => host(name));
    const services = [service('m/y', [80]), service('m/other'), service('b/db', [5432])];
    const into = arrow('a', 'm/y', 80);
    expect(
      pathOf(snapshot({ hosts, services, dependencies: [into, arrow('m/other', 'b/db', 5432)] }), 'a', 'b').dependencies,
    ).toBeUndefined();
    expect(steps(pathOf(snapshot({ hosts, services, dependencies: [into, arrow('m', 'b/db', 5432)] }), 'a', 'b'))).toHaveLength(
      2,
    );
  });
});

describe('the way over cables', () => {
  const hosts = [host('a'), host('b'), host('c'), device('sw1'), device('sw2')];
  const links = [cable('a', 'eth0', 'sw1', 'Gi0/1'), cable('sw1', 'Gi0/24', 'sw2', 'Gi0/24'), cable('b', 'eth0', 'sw2', 'Gi0/7')];

  it('goes port by port, either way', () => {
    const there = pathOf(snapshot({ hosts, links }), 'a', 'b').cables ?? [];
    expect(there.map(({ from, to }) => `${from.host} ${from.port} ${to.host} ${to.port}`)).toEqual([
      'h-a eth0 h-sw1 Gi0/1',
      'h-sw1 Gi0/24 h-sw2 Gi0/24',
      'h-sw2 Gi0/7 h-b eth0',
    ]);
    const back = pathOf(snapshot({ hosts, links }), 'b', 'a').cables ?? [];
    expect(back.map(({ link: { id } }) => id)).toEqual(there.map(({ link: { id } }) => id).reverse());
  });

  it('does not go through a server', () => {
    const around = [cable('a', 'eth1', 'c', 'eth0'), cable('c', 'eth1', 'b', 'eth1')];
    expect(pathOf(snapshot({ hosts, links: around }), 'a', 'b').cables).toBeUndefined();
    expect(pathOf(snapshot({ hosts, links: [...around, ...links] }), 'a', 'b').cables).toHaveLength(3);
  });
});

describe('the way of packets', () => {
  const hosts = [
    host('a', { addresses: ['10.1.0.5'] }),
    host('b', { addresses: ['10.2.0.5', '2001:db8::5'] }),
    host('c', { addresses: ['10.1.0.6'] }),
    device('r1'),
    device('r2'),
  ];
  const kinds = (document: ReturnType<typeof path>) =>
    document.routed?.map((stop) => (stop.kind === 'network' ? stop.network.cidr : stop.host));
  const estate = (networks: readonly Network[], links: readonly Link[] = []): Snapshot => ({
    ...snapshot({ hosts, links }),
    networks,
  });

  it('crosses networks by their gateways', () => {
    const networks = [network('10.1.0.0/24', ['r1']), network('10.2.0.0/24', ['r1'])];
    expect(kinds(pathOf(estate(networks), 'a', 'b'))).toEqual(['10.1.0.0/24', 'h-r1', '10.2.0.0/24']);
    expect(kinds(pathOf(estate(networks), 'a', 'c'))).toEqual(['10.1.0.0/24']);
  });

  it('takes an address for one of the narrowest network: a mask that is too wide somewhere joins nothing', () => {
    const networks = [network('10.0.0.0/8', []), network('10.1.0.0/24', ['r1']), network('10.2.0.0/24', ['r1'])];
    expect(kinds(pathOf(estate(networks), 'a', 'b'))).toEqual(['10.1.0.0/24', 'h-r1', '10.2.0.0/24']);
  });

  it('begins in any of the networks of a host', () => {
    const both = host('both', { addresses: ['10.1.0.9', '10.2.0.9'] });
    const networks = [network('10.0.0.0/8', []), network('10.1.0.0/24', ['r1']), network('10.2.0.0/24', ['r1'])];
    const all = { ...estate(networks), hosts: [...hosts, both] };
    expect(kinds(pathOf(all, 'both', 'b'))).toEqual(['10.2.0.0/24']);
    expect(kinds(pathOf(all, 'a', 'both'))).toEqual(['10.1.0.0/24']);
  });

  it('goes along routing neighbors', () => {
    const networks = [network('10.1.0.0/24', ['r1']), network('10.2.0.0/24', ['r2'])];
    const ospf = { ...link('r1', 'r2'), layer: 3, protocols: ['ospf'] } as const;
    expect(kinds(pathOf(estate(networks, [ospf]), 'a', 'b'))).toEqual(['10.1.0.0/24', 'h-r1', 'h-r2', '10.2.0.0/24']);
    expect(pathOf(estate(networks), 'a', 'b').routed).toBeUndefined();
  });

  it('is a word in the report where none is known', () => {
    const all = estate([]);
    const indexed = indexEstate(all);
    const { summary, tables } = reportPath(all, node(indexed, 'a'), node(indexed, 'b'));
    expect(tables).toEqual([]);
    expect(summary).toHaveLength(3);
  });
});

it('is without a break in any estate', () => {
  fc.assert(
    fc.property(someSnapshot, fc.nat(), fc.nat(), (estate, first, second) => {
      const { hosts } = estate;
      fc.pre(hosts.length > 0);
      const pick = (index: number): Node => ({ kind: 'host', host: hosts[index % hosts.length] ?? expect.fail() });
      const [a, b] = [pick(first), pick(second)];
      const { dependencies, cables } = path(indexEstate(estate), a, b);
      if (dependencies !== undefined && dependencies.steps.length > 0) {
        const ends = dependencies.direction === 'forward' ? [a, b] : [b, a];
        expect([dependencies.steps[0]?.from.host, dependencies.steps.at(-1)?.to.host]).toEqual(
          ends.map(({ host: { id } }) => id),
        );
        for (const [index, { from }] of dependencies.steps.slice(1).entries()) {
          expect(from.host).toBe(dependencies.steps[index]?.to.host);
        }
      }
      for (const [index, { from }] of (cables ?? []).entries()) {
        expect(from.host).toBe(index === 0 ? a.host.id : cables?.[index - 1]?.to.host);
      }
    }),
  );
});
