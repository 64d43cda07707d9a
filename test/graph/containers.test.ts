import { describe, expect, it } from 'vitest';
import {
  arrows,
  header,
  hostNamed,
  listen,
  machine,
  onlyDependency,
  run,
  secondScan,
  serviceNamed,
  snapshotOf,
  socket,
  timeWait,
  type VisitOptions,
} from './build.ts';
import { container, home, inside } from './build-containers.ts';

const addresses = ['10.0.0.1/24', 'docker0 172.17.0.1/16'];
const web = container({ name: 'web', pid: 501, netns: 2001, address: '172.17.0.2/16', program: 'nginx' });
const app = container({ name: 'app', pid: 502, netns: 2002, address: '172.17.0.3/16', program: 'java' });
const docker = (more: VisitOptions) => machine(1, { addresses, ...more, facts: [...home, ...(more.facts ?? [])] });

describe('sockets of other network namespaces', () => {
  it('are of the container all their processes are in', () => {
    const snapshot = snapshotOf([docker({ facts: web, inside: [inside(2001, listen('0.0.0.0:80'))] })]);
    expect(serviceNamed(snapshot, 'host1', 'web')).toMatchObject({
      container: 'web',
      namedBy: 'container',
      software: 'nginx',
      endpoints: [{ protocol: 'tcp', address: '172.17.0.2', port: 80 }],
      processes: [{ pid: 501, name: 'nginx' }],
    });
  });

  it('keep their loopback to themselves', () => {
    const local = (by?: string) => [
      listen('127.0.0.1:8080', by),
      socket('127.0.0.1:40000', '127.0.0.1:8080', by === undefined ? undefined : 'curl/9'),
      socket('127.0.0.1:8080', '127.0.0.1:40000', by),
    ];
    const snapshot = snapshotOf([
      docker({
        facts: [...web, ...app],
        sockets: local('admin/7'),
        inside: [...local().map((fact) => inside(2001, fact)), ...local().map((fact) => inside(2002, fact))],
      }),
    ]);
    expect(arrows(snapshot)).toEqual(['host1/curl -> host1/admin tcp/8080']);
  });

  it('take connections to their own addresses only', () => {
    const client = machine(9, { sockets: [socket('10.0.0.9:40000', '10.0.0.1:80', 'curl/5')] });
    const host = docker({ facts: web, sockets: [listen('*:22', 'sshd/7')], inside: [inside(2001, listen('*:80'))] });
    expect(arrows(snapshotOf([host, client]))).toEqual(['host9/curl -> host1/tcp/80 tcp/80']);
  });

  it('do not count as more samples, and each is told by the collector that printed it', () => {
    const host = docker({
      facts: web,
      sockets: [listen('*:22', 'sshd/7')],
      inside: [inside(2001, socket('172.17.0.2:40000', '10.0.0.2:5432'))],
    });
    const { snapshot, witnesses } = run([host, machine(2, { sockets: [listen('*:5432', 'postgres/5')] })]);
    const dependency = onlyDependency(snapshot);
    expect(dependency.samples).toEqual({ seen: 1, total: 1 });
    expect(witnesses.get(dependency.id)).toEqual([
      { target: '10.0.0.1', collector: 'linux.namespace-sockets', sample: 1, line: 1, side: 'client' },
    ]);
  });

  it('are found by who holds them, where the host tells', () => {
    const other = { fact: 'process', pid: 503, name: 'worker' } as const;
    const facts = [...web, other, { fact: 'descriptor', pid: 503, inode: 77 } as const];
    const snapshot = snapshotOf([docker({ facts, inside: [inside(2001, listen('*:80', undefined, { inode: 77 }))] })]);
    expect(snapshot.services).toMatchObject([{ name: 'worker', processes: [{ pid: 503, name: 'worker' }] }]);
  });

  it('are of nobody where several containers share the namespace', () => {
    const sidecar = container({ name: 'sidecar', pid: 504, netns: 2001, id: '7' });
    const snapshot = snapshotOf([docker({ facts: [...web, ...sidecar], inside: [inside(2001, listen('*:80'))] })]);
    expect(snapshot.services).toMatchObject([{ name: 'tcp/80@sidecar+web', namedBy: 'port', processes: [] }]);
  });

  it('leave who the host is untouched', () => {
    const hosts = [1, 2, 3].map((number) =>
      machine(number, { addresses: [`10.0.0.${number}/24`, 'docker0 172.17.0.1/16'], facts: [...home, ...web], inside: [] }),
    );
    const snapshot = snapshotOf(hosts);
    expect(snapshot.hosts.map(({ addresses: own }) => own)).toHaveLength(3);
    expect(hostNamed(snapshot, 'host1').addresses).toEqual(['10.0.0.1']);
    expect(hostNamed(snapshot, 'host1').id).toBe(hostNamed(snapshotOf([machine(1, { addresses })]), 'host1').id);
  });

  it('are a sample also where they only are read again', () => {
    const host = docker({ facts: web, inside: [inside(2001, listen('*:80'))] });
    const prior = snapshotOf([host]);
    expect(snapshotOf([host], { prior })).toEqual(prior);
  });
});

describe('connections of containers', () => {
  const listening = inside(2001, listen('*:80'));

  it('are one arrow between two of one host', () => {
    const snapshot = snapshotOf([
      docker({
        facts: [...web, ...app],
        inside: [
          listening,
          inside(2002, socket('172.17.0.3:41000', '172.17.0.2:80')),
          inside(2001, socket('172.17.0.2:80', '172.17.0.3:41000')),
        ],
      }),
    ]);
    expect(arrows(snapshot)).toEqual(['host1/app -> host1/web tcp/80']);
    expect(onlyDependency(snapshot)).toMatchObject({ seenFrom: 'both', directionRule: 'own-listener', connections: 1 });
  });

  it('go to a service of the host itself', () => {
    const snapshot = snapshotOf([
      docker({
        facts: app,
        sockets: [listen('*:5432', 'postgres/8'), socket('10.0.0.1:5432', '172.17.0.3:41000', 'postgres/8')],
        inside: [inside(2002, socket('172.17.0.3:41000', '10.0.0.1:5432'))],
      }),
    ]);
    expect(arrows(snapshot)).toEqual(['host1/app -> host1/postgres tcp/5432']);
    expect(onlyDependency(snapshot)).toMatchObject({ seenFrom: 'both', connections: 1 });
  });

  it('are of the container also when they are over', () => {
    const snapshot = snapshotOf([
      docker({
        facts: [...web, ...app],
        sockets: [socket('10.0.0.1:50000', '10.0.0.2:5432', 'cron/9')],
        inside: [inside(2002, timeWait('172.17.0.3:41000', '10.0.0.2:5432'))],
      }),
    ]);
    expect(arrows(snapshot)).toEqual(['host1/app -> 10.0.0.2/tcp/5432 tcp/5432', 'host1/cron -> 10.0.0.2/tcp/5432 tcp/5432']);
  });
});

describe('masquerade', () => {
  const server = (...peers: string[]) =>
    machine(2, {
      sockets: [listen('*:5432', 'postgres/5'), ...peers.map((peer) => socket('10.0.0.2:5432', peer, 'postgres/5'))],
    });
  const calling = (netns: number, local: string) => inside(netns, socket(local, '10.0.0.2:5432'));

  it('makes one dependency of what the container and the server show', () => {
    const snapshot = snapshotOf([docker({ facts: app, inside: [calling(2002, '172.17.0.3:41000')] }), server('10.0.0.1:41000')]);
    expect(arrows(snapshot)).toEqual(['host1/app -> host2/postgres tcp/5432']);
    expect(onlyDependency(snapshot)).toMatchObject({ seenFrom: 'both', connections: 1, directionRule: 'own-listener' });
  });

  it('is seen through where the port was changed and only one container can be meant', () => {
    const snapshot = snapshotOf([
      docker({ facts: app, inside: [calling(2002, '172.17.0.3:41000'), calling(2002, '172.17.0.3:41001')] }),
      server('10.0.0.1:1024', '10.0.0.1:1025'),
    ]);
    expect(arrows(snapshot)).toEqual(['host1/app -> host2/postgres tcp/5432']);
    expect(onlyDependency(snapshot)).toMatchObject({ seenFrom: 'both', connections: 2 });
  });

  it('adds no arrow of nobody where several may be meant', () => {
    const snapshot = snapshotOf([
      docker({ facts: [...web, ...app], inside: [calling(2001, '172.17.0.2:41000'), calling(2002, '172.17.0.3:41000')] }),
      server('10.0.0.1:1024', '10.0.0.1:1025'),
    ]);
    expect(arrows(snapshot)).toEqual(['host1/app -> host2/postgres tcp/5432', 'host1/web -> host2/postgres tcp/5432']);
  });

  it('does not take what the host itself shows for that of a container', () => {
    const snapshot = snapshotOf([
      docker({
        facts: app,
        sockets: [socket('10.0.0.1:1024', '10.0.0.2:5432', 'backup/9')],
        inside: [calling(2002, '172.17.0.3:41000')],
      }),
      server('10.0.0.1:1024', '10.0.0.1:41000'),
    ]);
    expect(arrows(snapshot)).toEqual(['host1/app -> host2/postgres tcp/5432', 'host1/backup -> host2/postgres tcp/5432']);
    expect(snapshot.dependencies.map(({ connections, seenFrom }) => [connections, seenFrom])).toEqual([
      [1, 'both'],
      [1, 'both'],
    ]);
  });

  it('keeps an unknown client of a server that no container uses', () => {
    const snapshot = snapshotOf([docker({ facts: app, inside: [] }), server('10.0.0.1:41000')]);
    expect(arrows(snapshot)).toEqual(['host1/? -> host2/postgres tcp/5432']);
  });
});

describe('published ports', () => {
  const published = container({
    name: 'web',
    pid: 501,
    netns: 2001,
    address: '172.17.0.2/16',
    program: 'nginx',
    ports: ['8080:80'],
  });
  const proxy = { cgroup: '/system.slice/docker.service' };
  const client = machine(9, { sockets: [socket('10.0.0.9:40000', '10.0.0.1:8080', 'curl/5')] });
  const expected = ['host9/curl -> host1/web tcp/80'];

  it('lead through the proxy to the container', () => {
    const host = docker({
      facts: published,
      sockets: [
        listen('*:8080', 'docker-proxy/90', proxy),
        socket('10.0.0.1:8080', '10.0.0.9:40000', 'docker-proxy/90', proxy),
        socket('172.17.0.1:50000', '172.17.0.2:80', 'docker-proxy/90', proxy),
      ],
      inside: [inside(2001, listen('*:80')), inside(2001, socket('172.17.0.2:80', '172.17.0.1:50000'))],
    });
    const snapshot = snapshotOf([host, client]);
    expect(arrows(snapshot)).toEqual(expected);
    expect(onlyDependency(snapshot)).toMatchObject({ seenFrom: 'both', connections: 1 });
    expect(snapshot.services.filter(({ host: id }) => id === hostNamed(snapshot, 'host1').id)).toMatchObject([
      {
        name: 'web',
        endpoints: [
          { protocol: 'tcp', address: '172.17.0.2', port: 80 },
          { protocol: 'tcp', address: '*', port: 8080 },
        ],
      },
    ]);
  });

  it('lead past it where the kernel forwards', () => {
    const host = docker({
      facts: published,
      inside: [inside(2001, listen('*:80')), inside(2001, socket('172.17.0.2:80', '10.0.0.9:40000'))],
    });
    const snapshot = snapshotOf([host, client]);
    expect(arrows(snapshot)).toEqual(expected);
    expect(onlyDependency(snapshot)).toMatchObject({ seenFrom: 'both', connections: 1 });
  });

  it('lead to the container also where nobody can look into it', () => {
    const facts = published.filter(({ fact }) => fact === 'container' || fact === 'process' || fact === 'cgroup');
    const host = docker({ facts, sockets: [listen('*:8080'), socket('10.0.0.1:8080', '10.0.0.9:40000')] });
    expect(arrows(snapshotOf([host, client]))).toEqual(expected);
  });

  it('are for one address of the host where the runtime says so', () => {
    const facts = container({
      name: 'web',
      pid: 501,
      netns: 2001,
      address: '172.17.0.2/16',
      more: { ports: [{ protocol: 'tcp', hostAddress: '127.0.0.1', hostPort: 8080, port: 80 }] },
    });
    const host = docker({ facts, sockets: [listen('10.0.0.1:8080', 'java/7')], inside: [inside(2001, listen('*:80'))] });
    expect(arrows(snapshotOf([host, client]))).toEqual(['host9/curl -> host1/java tcp/8080']);
  });

  it('are found without the runtime, by the client that both sides show', () => {
    const host = docker({
      facts: web,
      inside: [inside(2001, listen('*:80')), inside(2001, socket('172.17.0.2:80', '10.0.0.9:40000'))],
    });
    const snapshot = snapshotOf([host, client]);
    expect(arrows(snapshot)).toEqual(expected);
    expect(onlyDependency(snapshot)).toMatchObject({ seenFrom: 'both', connections: 1 });
  });
});

describe('a container that is a host of its own', () => {
  const guest = container({ name: 'ct1', pid: 600, netns: 2005, address: '10.0.0.50/24', program: 'init' });
  const listening = inside(2005, listen('*:80'));
  const served = inside(2005, socket('10.0.0.50:80', '10.0.0.9:40000'));
  const hypervisor = machine(1, { facts: [...home, ...guest], inside: [listening, served] });
  const client = machine(9, { sockets: [socket('10.0.0.9:40000', '10.0.0.50:80', 'curl/5')] });

  it('is a service of its host while nobody logs in to it', () => {
    const snapshot = snapshotOf([hypervisor, client]);
    expect(arrows(snapshot)).toEqual(['host9/curl -> host1/ct1 tcp/80']);
    expect(hostNamed(snapshot, 'host1').addresses).toEqual(['10.0.0.1']);
  });

  it('is left to itself where it was scanned', () => {
    const scanned = machine(5, {
      addresses: ['10.0.0.50/24'],
      sockets: [listen('*:80', 'nginx/5'), socket('10.0.0.50:80', '10.0.0.9:40000', 'nginx/5')],
    });
    const snapshot = snapshotOf([hypervisor, client, scanned]);
    expect(arrows(snapshot)).toEqual(['host9/curl -> host5/nginx tcp/80']);
    expect(snapshot.services.map(({ name }) => name).sort()).toEqual(['curl', 'nginx']);
  });
});

describe('the name of a container', () => {
  const idOf = (facts: VisitOptions['facts'], prior?: ReturnType<typeof snapshotOf>, netns = 2001) =>
    snapshotOf([docker({ ...(facts === undefined ? {} : { facts }), at: secondScan, inside: [inside(netns, listen('*:80'))] })], {
      header: { ...header, id: '2', takenAt: secondScan },
      ...(prior === undefined ? {} : { prior }),
    });

  it('is given to containers in the network of the host too', () => {
    const facts = container({ name: 'exporter', pid: 501, netns: 1000 });
    const cgroup = `/system.slice/docker-${'0'.repeat(64)}.scope`;
    const snapshot = snapshotOf([docker({ facts, sockets: [listen('*:9100', 'node_exporter/501', { cgroup })] })]);
    expect(snapshot.services).toMatchObject([{ name: 'exporter', container: 'exporter', software: 'node_exporter' }]);
  });

  it('stays that of the workload when the pod is made anew', () => {
    const pod = (number: number) =>
      container({
        name: 'web',
        pid: 500 + number,
        netns: 2000 + number,
        address: `172.17.0.${number}/16`,
        id: `${number}`,
        program: 'java',
        more: { runtime: 'containerd', pod: `shop-7d4b9c6f5d-x2x9${number}`, namespace: 'prod' },
      });
    const first = idOf(pod(4), undefined, 2004);
    const second = idOf(pod(5), first, 2005);
    expect(second.services).toMatchObject([{ name: 'prod/shop/web', container: 'web', id: first.services[0]?.id }]);
  });

  it('is that of the pod where its containers share a namespace', () => {
    const more = { runtime: 'containerd', pod: 'shop-7d4b9c6f5d-x2x9k', namespace: 'prod', workload: 'Deployment/shop' } as const;
    const facts = [
      ...container({ name: 'web', pid: 501, netns: 2001, address: '172.17.0.2/16', more }),
      ...container({ name: 'proxy', pid: 502, netns: 2001, id: '8', more }),
    ];
    expect(idOf(facts).services).toMatchObject([{ name: 'prod/shop', namedBy: 'container' }]);
  });

  it('is that of the composition, with the program of the image where no process is known', () => {
    const facts = container({
      name: 'shop-db-1',
      pid: 501,
      netns: 2001,
      address: '172.17.0.2/16',
      more: { project: 'shop', service: 'db', image: 'docker.io/library/postgres:15.4' },
    }).filter(({ fact }) => fact !== 'process');
    expect(idOf(facts).services).toMatchObject([
      { name: 'shop/db', container: 'shop-db-1', software: 'postgres', version: '15.4', processes: [] },
    ]);
  });
});

describe('what nobody could look into this time', () => {
  const listening = [inside(2001, listen('*:80')), inside(2001, socket('172.17.0.2:80', '172.17.0.3:41000'))];
  const calling = inside(2002, socket('172.17.0.3:41000', '172.17.0.2:80'));
  const prior = snapshotOf([
    docker({ facts: [...web, ...app], sockets: [listen('*:22', 'sshd/7')], inside: [...listening, calling] }),
  ]);
  const later = (more: VisitOptions) =>
    snapshotOf([docker({ sockets: [listen('*:22', 'sshd/7')], at: secondScan, ...more })], {
      prior,
      header: { ...header, id: '2', takenAt: secondScan },
    });

  it('is not gone', () => {
    expect(later({ facts: [...web, ...app] }).dependencies.map(({ id }) => id)).toEqual([onlyDependency(prior).id]);
  });

  it('is not gone where only the ids of the containers are told', () => {
    const facts = [...web, ...app].filter(({ fact }) => fact === 'process' || fact === 'cgroup');
    expect(later({ facts }).dependencies.map(({ id }) => id)).toEqual([onlyDependency(prior).id]);
  });

  it('is gone where somebody looked', () => {
    expect(later({ facts: [...web, ...app], inside: [] }).dependencies).toEqual([]);
  });

  it('was a peer before, and is the container now', () => {
    const proxied = { sockets: [socket('172.17.0.1:40000', '172.17.0.2:80', 'curl/5')] };
    const before = snapshotOf([docker(proxied)]);
    const now = snapshotOf([docker({ ...proxied, facts: web, inside: [inside(2001, listen('*:80'))], at: secondScan })], {
      prior: before,
      header: { ...header, id: '2', takenAt: secondScan },
    });
    expect(arrows(now)).toEqual(['host1/curl -> host1/web tcp/80']);
    expect(onlyDependency(now).id).toBe(onlyDependency(before).id);
    expect(now.hosts).toHaveLength(1);
  });
});

describe('namespaces of several hosts', () => {
  const pod = (number: number, address: string) =>
    machine(number, {
      facts: [...home, ...container({ name: 'web', pid: 501, netns: 2001, address })],
      inside: [inside(2001, listen('*:80'))],
    });
  const client = machine(9, { sockets: [socket('10.0.0.9:40000', '10.244.1.5:80', 'curl/5')] });

  it('are reached from elsewhere where their addresses are routed', () => {
    expect(arrows(snapshotOf([pod(1, '10.244.1.5/24'), pod(2, '10.244.2.5/24'), client]))).toEqual([
      'host9/curl -> host1/web tcp/80',
    ]);
  });

  it('are not guessed between where they have one address', () => {
    expect(arrows(snapshotOf([pod(1, '10.244.1.5/24'), pod(2, '10.244.1.5/24'), client]))).toEqual([
      'host9/curl -> 10.244.1.5/tcp/80 tcp/80',
    ]);
  });
});
