import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { arrows, listen, snapshotOf, socket, visit } from './build.ts';
import { container, home, inside } from './build-containers.ts';
import { inventory, listedMachine, listedService } from './build-listings.ts';

const podOf = (number: number) =>
  listedMachine({
    ...{ id: `pod/shop/web-${number}`, source: 'kubernetes', names: [`web-${number}`], addresses: [`10.244.${number}.7`] },
    tags: { pod: `web-${number}`, namespace: 'shop', workload: 'Deployment/web' },
    runsOn: `node${number}`,
  });
const nodeOf = (number: number) =>
  listedMachine({
    ...{ id: `node${number}`, source: 'kubernetes', names: [`node${number}`], addresses: [`10.0.0.${number}`] },
    identity: [{ kind: 'machine-id', value: `${number}`.repeat(32) }],
  });
const service = listedService({
  ...{ id: 'shop/web', source: 'kubernetes', kind: 'cluster-service', name: 'shop/web', names: ['web.shop.svc.cluster.local'] },
  ...{ addresses: ['10.96.0.10'], endpoints: [{ protocol: 'tcp', port: 80 }] },
  members: [1, 2].map((number) => ({ address: `10.244.${number}.7`, port: 8080, healthy: true })),
});
const cluster = inventory([nodeOf(1), nodeOf(2), podOf(1), podOf(2), service], { target: 'inventory:cluster' });

/** A node behind whose bridge a pod listens. */
const node = (number: number) =>
  visit({
    ...{ address: `10.0.0.${number}`, name: `node${number}`, machineId: `${number}`.repeat(32) },
    addresses: [`10.0.0.${number}/24`, `cni0 10.244.${number}.1/24`],
    facts: [
      ...home,
      ...container({
        ...{ name: 'web', pid: 50, netns: 2000, address: `10.244.${number}.7/24`, program: 'java' },
        more: { runtime: 'containerd', pod: `web-7d4b9c6f5-x2x8${number}`, namespace: 'shop', workload: 'Deployment/web' },
      }),
    ],
    sockets: [listen('0.0.0.0:22', 'sshd/3')],
    inside: [inside(2000, listen('0.0.0.0:8080', 'java/50'))],
  });

const names = ({ hosts }: Snapshot) => hosts.map(({ name }) => name).sort();

describe('a cluster that lists its nodes, pods and services', () => {
  it('has hosts of its own for pods nobody looked into', () => {
    const snapshot = snapshotOf([cluster]);
    expect(names(snapshot)).toEqual(['node1', 'node2', 'shop/web', 'web-1', 'web-2']);
    expect(snapshot.hosts.find(({ name }) => name === 'web-1')?.tags['hypervisor']).toBe('node1');
    expect(arrows(snapshot)).toEqual([
      'shop/web/shop/web -> web-1/tcp/8080 tcp/8080',
      'shop/web/shop/web -> web-2/tcp/8080 tcp/8080',
    ]);
  });

  it('finds a pod in the namespace of its node where somebody looked into that', () => {
    const snapshot = snapshotOf([node(1), cluster]);
    expect(names(snapshot)).toEqual(['node1', 'node2', 'shop/web', 'web-2']);
    expect(snapshot.hosts.find(({ name }) => name === 'node1')).toMatchObject({ listed: ['kubernetes:node1@inventory:cluster'] });
    expect(arrows(snapshot)).toEqual([
      'shop/web/shop/web -> node1/shop/web tcp/8080',
      'shop/web/shop/web -> web-2/tcp/8080 tcp/8080',
    ]);
  });

  it('knows who calls a pod of another node by its address, from both sides', () => {
    const client = visit({
      ...{ address: '10.0.0.9', addresses: ['10.0.0.9/24'] },
      sockets: [socket('10.0.0.9:40000', '10.244.1.7:8080', 'curl/5')],
    });
    const called = { ...node(1) };
    const [first] = called.samples;
    const answered = inside(2000, socket('10.244.1.7:8080', '10.0.0.9:40000', 'java/50'));
    const samples = [
      {
        ...first,
        inside: { collector: 'linux.namespace-sockets', sockets: [...(first?.inside?.sockets ?? []), { ...answered, line: 9 }] },
      },
    ];
    const snapshot = snapshotOf([client, { ...called, samples: samples as typeof called.samples }, cluster]);
    const seen = snapshot.dependencies.filter(({ state }) => state !== 'configured');
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ seenFrom: 'both', port: 8080 });
    expect(snapshot.hosts.find(({ id }) => id === seen[0]?.to.host)?.name).toBe('node1');
  });

  it('leaves a pod where it is when its node has no such address', () => {
    const bare = visit({ address: '10.0.0.1', name: 'node1', machineId: '1'.repeat(32), addresses: ['10.0.0.1/24'] });
    expect(names(snapshotOf([bare, cluster]))).toEqual(['node1', 'node2', 'shop/web', 'web-1', 'web-2']);
  });

  it('knows the services again when a node is looked at later', () => {
    const before = snapshotOf([cluster]);
    const after = snapshotOf([node(1), { ...cluster, fresh: false }], { prior: before });
    expect(names(after)).toEqual(['node1', 'node2', 'shop/web', 'web-2']);
    const id = (snapshot: Snapshot, name: string) => snapshot.hosts.find((host) => host.name === name)?.id;
    expect(['node1', 'shop/web'].map((name) => id(after, name))).toEqual(['node1', 'shop/web'].map((name) => id(before, name)));
    expect(after.dependencies).toHaveLength(2);
  });
});

describe('two clusters with the same names and addresses', () => {
  const podIn = (name: string, uid: string) =>
    listedMachine({
      ...{ id: 'pod/shop/web-0', source: 'kubernetes', names: ['web-0'], addresses: ['10.244.0.7'] },
      tags: { pod: 'web-0', namespace: 'shop', of: name },
      identity: [{ kind: 'instance-id', value: uid }],
    });
  const clusterOf = (name: string, uid: string) =>
    inventory(
      [
        podIn(name, uid),
        listedService({
          ...{
            id: 'shop/web',
            source: 'kubernetes',
            kind: 'cluster-service',
            name: `shop/web-${name}`,
            addresses: ['10.96.0.10'],
          },
          ...{ endpoints: [{ protocol: 'tcp', port: 80 }], members: [{ address: '10.244.0.7', port: 8080, healthy: true }] },
        }),
      ],
      { target: `inventory:${name}` },
    );
  const leadsTo = ({ hosts, dependencies }: Snapshot) => {
    const of = new Map(hosts.map((host) => [host.id, host]));
    return dependencies.map(({ from, to }) => `${of.get(from.host)?.name} -> ${of.get(to.host)?.tags['of']}`).sort();
  };

  it('have pods of their own, by the number each pod has', () => {
    for (const observations of [
      [clusterOf('a', '1111-aa'), clusterOf('b', '2222-bb')],
      [clusterOf('b', '2222-bb'), clusterOf('a', '1111-aa')],
    ]) {
      const snapshot = snapshotOf(observations);
      expect(names(snapshot)).toEqual(['shop/web-a', 'shop/web-b', 'web-0', 'web-0']);
      expect(leadsTo(snapshot)).toEqual(['shop/web-a -> a', 'shop/web-b -> b']);
    }
  });

  it('are one pod where two files tell of the same', () => {
    const [pod, again] = [podIn('a', '1111-aa'), podIn('a', '1111-aa')];
    const snapshot = snapshotOf([inventory([pod], { target: 'inventory:a' }), inventory([again], { target: 'inventory:b' })]);
    expect(names(snapshot)).toEqual(['web-0']);
  });
});
