import { describe, expect, it } from 'vitest';
import type { HostNameFact, ReferenceFact } from '../../src/model/reference-fact.ts';
import type { TranslationFact } from '../../src/model/translation-fact.ts';
import {
  aged,
  arrows,
  hostNamed,
  listen,
  machine,
  onlyDependency,
  run,
  secondScan,
  serviceNamed,
  snapshotOf,
  socket,
} from './build.ts';

type Written = Omit<ReferenceFact, 'fact' | 'kind' | 'source'>;

const app = (references: readonly Written[] | undefined, options: Parameters<typeof machine>[1] = {}) =>
  machine(1, { ...(references === undefined ? {} : { references }), ...options });
const db = (options: Parameters<typeof machine>[1] = {}) =>
  machine(2, { sockets: [listen('0.0.0.0:5432', 'postgres/90')], ...options });
const hostsLine = (address: string, ...names: string[]): HostNameFact => ({ fact: 'host-name', address, names });

describe('a reference in a configuration', () => {
  it('is a dependency that nobody saw, with the line that says so', () => {
    const { snapshot, witnesses } = run([app([{ host: '10.0.0.2', port: 5432 }]), db()]);
    const found = onlyDependency(snapshot);
    expect(arrows(snapshot)).toEqual(['host1/? -> host2/postgres tcp/5432']);
    expect(found).toMatchObject({
      ...{ state: 'configured', seenFrom: 'config', directionRule: 'configuration', connections: 0 },
      samples: { seen: 0, total: 0 },
    });
    expect(witnesses.get(found.id)).toEqual([
      { target: '10.0.0.1', collector: 'linux.config', sample: 1, line: 1, side: 'client' },
    ]);
    expect(snapshot.coverage).toMatchObject({ edges: 0, edgesConfigured: 1, edgesWithoutClientProcess: 0 });
  });

  it('is one more witness of a dependency that was seen', () => {
    const sockets = [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/7')];
    const { snapshot, witnesses } = run([app([{ host: '10.0.0.2', port: 5432 }], { sockets }), db()]);
    const found = onlyDependency(snapshot);
    expect(found.state).toBe('active');
    expect(witnesses.get(found.id)?.map(({ collector }) => collector)).toEqual(['linux.ss', 'linux.config']);
    expect(snapshot.coverage.edgesConfigured).toBeUndefined();
  });

  it.each([
    ['a process', { pid: 7 }, 'java'],
    ['a unit', { unit: 'report.service' }, 'report'],
    ['a program', { program: 'haproxy' }, 'haproxy'],
    ['a program that does not run', { program: 'squid' }, '?'],
  ])('belongs to %s where the configuration tells', (_, owner, service) => {
    const facts = [{ fact: 'process', pid: 7, name: 'java' } as const];
    const sockets = [listen('0.0.0.0:80', 'haproxy/5')];
    const snapshot = snapshotOf([app([{ host: '10.0.0.2', port: 5432, owner }], { facts, sockets }), db()]);
    expect(arrows(snapshot)).toEqual([`host1/${service} -> host2/postgres tcp/5432`]);
  });

  it('belongs to what listens where callers of the pool come in', () => {
    const sockets = [listen('0.0.0.0:80', 'haproxy/5'), listen('0.0.0.0:22', 'sshd/6')];
    const upstream = { host: '10.0.0.2', port: 5432, listen: { address: '*', port: 80 }, owner: { program: 'other' } };
    expect(arrows(snapshotOf([app([upstream], { sockets }), db()]))).toEqual(['host1/haproxy -> host2/postgres tcp/5432']);
  });

  it('is told of within one host only between two services', () => {
    const sockets = [listen('0.0.0.0:5432', 'postgres/90'), listen('0.0.0.0:80', 'nginx/5')];
    const references = [
      { host: '10.0.0.1', port: 5432, owner: { pid: 5 } },
      { host: '10.0.0.1', port: 80, owner: { pid: 5 } },
      { host: '10.0.0.1', port: 5432 },
      { host: '127.0.0.1', port: 5432, owner: { pid: 5 } },
      { host: 'localhost', port: 5432, owner: { pid: 5 } },
    ];
    const facts = [{ fact: 'process', pid: 5, name: 'nginx' } as const];
    expect(arrows(snapshotOf([app(references, { sockets, facts })]))).toEqual(['host1/nginx -> host1/postgres tcp/5432']);
  });

  it('without a port is none', () => {
    expect(arrows(snapshotOf([app([{ host: '10.0.0.2', scheme: 'x-own' }]), db()]))).toEqual([]);
  });

  it('leads to what is behind a rule on the way, like a connection', () => {
    const rule: TranslationFact = {
      ...{ fact: 'translation', kind: 'dnat', protocol: 'tcp' },
      original: { address: '10.0.0.5', port: 80 },
      translated: { address: '10.0.0.2', port: 5432 },
    };
    const way = machine(5, { facts: [rule] });
    expect(arrows(snapshotOf([app([{ host: '10.0.0.5', port: 80 }]), way, db()]))).toEqual([
      'host1/? -> host2/postgres tcp/5432',
    ]);
  });

  it('of a virtual server of the kernel belongs to the port where its callers come in', () => {
    const upstream = { host: '10.0.0.2', port: 5432, listen: { address: '10.0.0.1', port: 80 } };
    expect(arrows(snapshotOf([app([upstream]), db()]))).toEqual(['host1/tcp/80 -> host2/postgres tcp/5432']);
  });

  it('to a port where nobody listens has no service at its end', () => {
    expect(arrows(snapshotOf([app([{ host: '10.0.0.2', port: 3306 }]), db()]))).toEqual(['host1/? -> host2/? tcp/3306']);
  });
});

describe('a name in a configuration', () => {
  const reference = (host: string): Written => ({ host, port: 5432 });

  it.each([
    ['in the hosts file', 'db.internal', [hostsLine('10.0.0.2', 'db.internal', 'db')]],
    ['in the hosts file, in other letters', 'DB.Internal.', [hostsLine('10.0.0.2', 'db.internal')]],
    ['that of a host', 'host2', []],
    ['that of a host, with a domain', 'host2.example.com', []],
  ])('is %s', (_, name, facts) => {
    const snapshot = snapshotOf([app([reference(name)], { facts }), db()]);
    expect(arrows(snapshot)).toEqual(['host1/? -> host2/postgres tcp/5432']);
  });

  it('that the hosts file gives to the host itself is nobody else', () => {
    expect(arrows(snapshotOf([app([reference('db')], { facts: [hostsLine('127.0.0.1', 'db')] }), db()]))).toEqual([]);
  });

  it('of two hosts, or of another domain, is a host of its own', () => {
    const two = [machine(2, { name: 'db' }), machine(3, { name: 'db' })];
    expect(arrows(snapshotOf([app([reference('db')]), ...two]))).toEqual(['host1/? -> db/tcp/5432 tcp/5432']);
    const other = machine(2, { name: 'db.example.org' });
    const snapshot = snapshotOf([app([reference('db.example.com')]), other]);
    expect(arrows(snapshot)).toEqual(['host1/? -> db.example.com/tcp/5432 tcp/5432']);
    expect(hostNamed(snapshot, 'db.example.com')).toMatchObject({ kind: 'unknown', addresses: [], names: ['db.example.com'] });
  });

  it('is one host whoever writes it, and becomes the real one when that is read', () => {
    const visits = [app([reference('host2')]), machine(3, { references: [reference('HOST2')] })];
    const before = snapshotOf(visits);
    expect(arrows(before)).toEqual(['host1/? -> host2/tcp/5432 tcp/5432', 'host3/? -> host2/tcp/5432 tcp/5432']);
    const after = snapshotOf([...aged(visits), db({ at: secondScan })], { prior: before });
    expect(arrows(after)).toEqual(['host1/? -> host2/postgres tcp/5432', 'host3/? -> host2/postgres tcp/5432']);
    expect(after.hosts.map(({ name }) => name).sort()).toEqual(['host1', 'host2', 'host3']);
  });
});

describe('from one snapshot to the next', () => {
  const references = [{ host: '10.0.0.2', port: 5432 }];

  it('a configured dependency keeps its id when it is seen in use, and its first sight', () => {
    const before = snapshotOf([app(references), db()]);
    const sockets = [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/7')];
    const after = snapshotOf([app(references, { sockets, at: secondScan }), db({ at: secondScan })], { prior: before });
    expect(onlyDependency(after)).toMatchObject({ id: onlyDependency(before).id, state: 'active' });
    expect(onlyDependency(after).firstSeen).toBe(onlyDependency(before).firstSeen);
  });

  it('one that was seen before stays what it was: silent, not merely configured', () => {
    const sockets = [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/7')];
    const facts = [{ fact: 'process', pid: 7, name: 'java' } as const, { fact: 'process', pid: 1, name: 'init' } as const];
    const before = snapshotOf([app(references, { sockets, facts }), db()]);
    const after = snapshotOf([app(references, { facts, at: secondScan }), db({ at: secondScan })], { prior: before });
    expect(onlyDependency(after)).toMatchObject({ id: onlyDependency(before).id, state: 'active', silent: true });
  });

  it('one that is no longer written down is gone; where nobody looked it stays', () => {
    const before = snapshotOf([app(references), db()]);
    const unread = snapshotOf([app(undefined, { at: secondScan }), db({ at: secondScan })], { prior: before });
    expect(unread.dependencies).toEqual(before.dependencies);
    const gone = snapshotOf([app([], { at: secondScan }), db({ at: secondScan })], { prior: before });
    expect(gone.dependencies).toEqual([]);
  });

  it('the same configuration read again is the same dependency', () => {
    const before = snapshotOf([app(references), db()]);
    const after = snapshotOf([app(references, { at: secondScan }), db({ at: secondScan })], { prior: before });
    expect(onlyDependency(after)).toEqual({ ...onlyDependency(before), lastSeen: secondScan });
    const order = snapshotOf([db(), app(references)]);
    expect(order.dependencies).toEqual(before.dependencies);
  });

  it('a unit that only a configuration names is a service', () => {
    const snapshot = snapshotOf([app([{ host: '10.0.0.2', port: 5432, owner: { unit: 'month-end.service' } }]), db()]);
    expect(serviceNamed(snapshot, 'host1', 'month-end')).toMatchObject({ kind: 'client', unit: 'month-end.service' });
  });
});
