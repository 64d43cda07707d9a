import { describe, expect, it } from 'vitest';
import type { ReferenceFact } from '../../src/model/reference-fact.ts';
import type { TranslationFact } from '../../src/model/translation-fact.ts';
import { aged, arrows, hostNamed, listen, machine, onlyDependency, secondScan, snapshotOf, socket } from './build.ts';
import { container, home, inside } from './build-containers.ts';

type Written = Omit<ReferenceFact, 'fact' | 'kind' | 'source'>;

const app = (references: readonly Written[] | undefined, options: Parameters<typeof machine>[1] = {}) =>
  machine(1, { ...(references === undefined ? {} : { references }), ...options });
const init = { fact: 'process', pid: 1, name: 'init' } as const;

describe('a container', () => {
  it('that two visits to its host tell of is one', () => {
    const shop = { fact: 'container', runtime: 'docker', id: 'a'.repeat(64), name: 'shop', addresses: ['172.17.0.2'] } as const;
    const facts = [{ fact: 'address', interface: 'docker0', address: '172.17.0.1', prefix: 16 } as const, shop];
    const sockets = [socket('172.17.0.1:40000', '172.17.0.2:80', 'nginx/5')];
    const visits = [machine(1, { facts, sockets }), machine(1, { facts, sockets, target: 'other-name' })];
    const snapshot = snapshotOf(visits);
    expect(snapshot.hosts.map(({ name }) => name)).toEqual(['host1']);
    expect(onlyDependency(snapshot).from.host).toBe(onlyDependency(snapshot).to.host);
  });

  it('has ports of its own: what the host listened on before is nothing to it', () => {
    const before = snapshotOf([
      machine(1, { sockets: [listen('10.0.0.1:40000', 'java/7')] }),
      machine(2, { sockets: [socket('10.0.0.2:50000', '10.0.0.1:40000', 'curl/8')] }),
    ]);
    const facts = [...home, ...container({ name: 'shop', pid: 20, netns: 2000, address: '172.17.0.2/16' })];
    const row = inside(2000, socket('172.17.0.2:40000', '10.0.0.2:5000', 'shop/20'));
    const after = snapshotOf([machine(1, { facts, inside: [row], at: secondScan }), machine(2, { at: secondScan })], {
      prior: before,
    });
    expect(arrows(after)).toContain('host1/shop -> host2/tcp/5000 tcp/5000');
  });

  it('has ports of its own: what it serves does not make a server of a client of its host', () => {
    const shop = container({ name: 'shop', pid: 20, netns: 2000, address: '172.17.0.2/16', ports: ['8080:40001'] });
    const visits = [
      machine(1, { facts: [...home, ...shop], sockets: [socket('10.0.0.1:40001', '10.0.0.3:5432', 'java/7')] }),
      machine(2, { sockets: [socket('10.0.0.2:50000', '10.0.0.1:8080', 'curl/8')] }),
    ];
    const prior = snapshotOf(visits);
    expect(arrows(prior)).toEqual(['host1/java -> 10.0.0.3/tcp/5432 tcp/5432', 'host2/curl -> host1/shop tcp/40001']);
    expect(snapshotOf(visits, { prior })).toEqual(prior);
  });
});

describe('a configured dependency', () => {
  const references = [{ host: '10.0.0.2', port: 5432, owner: { unit: 'report.service' } }];

  it('nobody could read again stays, also when nothing listens there any more', () => {
    const before = snapshotOf([app(references), machine(2, { sockets: [listen('0.0.0.0:5432', 'postgres/90')] })]);
    const unread = app(undefined, { at: secondScan });
    const after = snapshotOf([unread, machine(2, { facts: [init], sockets: [listen('0.0.0.0:22', 'sshd/4')], at: secondScan })], {
      prior: before,
    });
    expect(onlyDependency(after).id).toBe(onlyDependency(before).id);
    expect(onlyDependency(after).to).toEqual({ host: hostNamed(after, 'host2').id });
    const services = new Set(after.services.map(({ id }) => id));
    expect(services).toContain(onlyDependency(after).from.service);
  });

  it('is not gone where only a part of the configuration could be read, and is where all of it was', () => {
    const before = snapshotOf([app(references), machine(2)]);
    const part = app([], { partial: true, at: secondScan });
    expect(snapshotOf([part, machine(2, { at: secondScan })], { prior: before }).dependencies).toEqual(before.dependencies);
    // Without a socket table the older one stays in use, and its configuration does not.
    const later = [...aged([app(references)]), app([], { samples: [], target: 'host1', at: secondScan })];
    expect(snapshotOf(later, { prior: before }).dependencies).toEqual([]);
  });

  it('of a process is not that of another one which had its number before', () => {
    const java = [{ fact: 'process', pid: 7, name: 'java' } as const];
    const before = app(undefined, { facts: java, sockets: [listen('0.0.0.0:80', 'java/7')] });
    const prior = snapshotOf([before]);
    const own = [{ host: '10.0.0.2', port: 5432, owner: { pid: 7 } }];
    const blind = app(own, { samples: [], target: 'host1', at: secondScan });
    expect(arrows(snapshotOf([...aged([before]), blind], { prior }))).toEqual(['host1/? -> 10.0.0.2/tcp/5432 tcp/5432']);
  });

  it('read in this scan means who has the address now, though no socket table could be read', () => {
    const moving = machine(2, { addresses: ['10.0.0.2/24'] });
    const before = snapshotOf([app(undefined, { samples: [] }), moving]);
    const moved = machine(2, { addresses: ['10.0.0.9/24'], at: secondScan });
    const after = snapshotOf([app(references, { samples: [], at: secondScan }), moved], { prior: before });
    expect(arrows(after)).toEqual(['host1/report -> 10.0.0.2/tcp/5432 tcp/5432']);
    expect(hostNamed(after, 'host2').formerAddresses).toBeUndefined();
  });

  it('to a published port is to the container, by name as by address', () => {
    const facts = [...home, ...container({ name: 'shop', pid: 20, netns: 2000, address: '172.17.0.2/16', ports: ['8080:80'] })];
    const docker = machine(2, { facts, sockets: [listen('0.0.0.0:8080', 'docker-proxy/9')] });
    const byAddress = arrows(snapshotOf([app([{ host: '10.0.0.2', port: 8080 }]), docker]));
    expect(arrows(snapshotOf([app([{ host: 'host2', port: 8080 }]), docker]))).toEqual(byAddress);
    expect(byAddress).toEqual(['host1/? -> host2/shop tcp/80']);
  });

  it('to a name in another domain is not to the host with the same short name', () => {
    const other = machine(2, { name: 'db.example.org', givenName: 'db' });
    expect(arrows(snapshotOf([app([{ host: 'db.example.com', port: 5432 }]), other]))).toEqual([
      'host1/? -> db.example.com/tcp/5432 tcp/5432',
    ]);
  });

  it.each(['', '.', 'localhost', 'LOCALHOST.'])('to %j is to nobody else', (host) => {
    expect(snapshotOf([app([{ host, port: 80 }])]).dependencies).toEqual([]);
  });

  it('of a virtual server for datagrams belongs to that, not to what listens on the same port of TCP', () => {
    const sockets = [listen('0.0.0.0:53', 'httpd/5')];
    const upstream: Written = { host: '10.0.0.2', port: 53, protocol: 'udp', listen: { address: '10.0.0.1', port: 53 } };
    expect(arrows(snapshotOf([app([upstream], { sockets }), machine(2)]))).toEqual(['host1/udp/53 -> host2/udp/53 udp/53']);
  });

  it('to a name keeps its id and first sight when the host of that name is read', () => {
    const visits = [app([{ host: 'host2', port: 5432 }])];
    const before = snapshotOf(visits);
    const found = machine(2, { sockets: [listen('0.0.0.0:5432', 'postgres/90')], at: secondScan });
    const after = snapshotOf([...aged(visits), found], { prior: before });
    expect(onlyDependency(after)).toMatchObject({ id: onlyDependency(before).id, firstSeen: onlyDependency(before).firstSeen });
    const unread = snapshotOf([app(undefined, { at: secondScan }), found], { prior: before });
    expect(unread.hosts.map(({ name }) => name).sort()).toEqual(['host1', 'host2']);
    expect(onlyDependency(unread).to.host).toBe(hostNamed(unread, 'host2').id);
  });
});

describe('a container that is a host of its own', () => {
  it('tells itself what it is configured to use', () => {
    const facts = [...home, ...container({ name: 'db', pid: 20, netns: 2000, address: '10.0.0.2/24' })];
    const own = (pid: number) => [{ host: '10.0.0.3', port: 5432, owner: { pid } }];
    const hypervisor = machine(1, { facts, references: own(20) });
    const guest = machine(2, { facts: [{ fact: 'process', pid: 5, name: 'db' }], references: own(5) });
    expect(arrows(snapshotOf([hypervisor, guest, machine(3)]))).toEqual(['host2/db -> host3/tcp/5432 tcp/5432']);
  });
});

describe('a rule', () => {
  const dnat = (original: string, translated: string): TranslationFact => ({
    ...{ fact: 'translation', kind: 'dnat', protocol: 'tcp' },
    original: { address: original, port: 80 },
    translated: { address: translated, port: 80 },
  });
  const client = machine(1, { sockets: [socket('10.0.0.1:40000', '10.0.0.2:80', 'curl/8')] });
  const server = machine(2, { sockets: [listen('0.0.0.0:80', 'nginx/5'), socket('10.0.0.2:80', '10.0.0.1:40000', 'nginx/5')] });

  it('of one host says nothing of what reaches another host', () => {
    const liar = machine(3, { facts: [dnat('10.0.0.2', '10.0.0.3')] });
    expect(arrows(snapshotOf([client, server, liar]))).toEqual(['host1/curl -> host2/nginx tcp/80']);
  });

  it('that points to itself, and two that point to each other, change nothing', () => {
    const self = { ...server, facts: [...server.facts, dnat('10.0.0.2', '10.0.0.2')] };
    expect(arrows(snapshotOf([client, self]))).toEqual(['host1/curl -> host2/nginx tcp/80']);
    expect(onlyDependency(snapshotOf([client, self])).via).toEqual([]);
    const loop = machine(3, { facts: [dnat('10.0.0.100', '10.0.0.101'), dnat('10.0.0.101', '10.0.0.100')] });
    const caller = machine(1, { sockets: [socket('10.0.0.1:40000', '10.0.0.100:80', 'curl/8')] });
    expect(snapshotOf([caller, loop]).dependencies).toHaveLength(1);
  });
});
