import { describe, expect, it } from 'vitest';
import { arrows, listen, machine, onlyDependency, run, snapshotOf, socket, timeWait } from './build.ts';

const database = (remotes: readonly string[], port = 5432) =>
  machine(2, {
    addresses: ['10.0.0.2/24', 'fd00::2/64'],
    sockets: [
      listen(`*:${port}`, 'postgres/9'),
      ...remotes.map((remote) => socket(`${remote.startsWith('[') ? '[fd00::2]' : '10.0.0.2'}:${port}`, remote, 'postgres/9')),
    ],
  });

const dual = { addresses: ['10.0.0.1/24', 'fd00::1/64'] };

describe('the two halves of a connection', () => {
  it('are joined over IPv4 and IPv6 into one dependency', () => {
    const client = machine(1, {
      ...dual,
      sockets: [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5'), socket('[fd00::1]:40000', '[fd00::2]:5432', 'java/5')],
    });
    const snapshot = snapshotOf([client, database(['10.0.0.1:40000', '[fd00::1]:40000'])]);
    expect(arrows(snapshot)).toEqual(['host1/java -> host2/postgres tcp/5432']);
    expect(onlyDependency(snapshot)).toMatchObject({ connections: 2, seenFrom: 'both' });
  });

  it('are joined where one side writes IPv4 as IPv6', () => {
    const client = machine(1, { sockets: [socket('::ffff:10.0.0.1:40000', '::ffff:10.0.0.2:5432', 'java/5')] });
    expect(onlyDependency(snapshotOf([client, database(['10.0.0.1:40000'])]))).toMatchObject({
      connections: 1,
      seenFrom: 'both',
    });
  });

  it('give the same arrow from either side alone, but for what only one side knows', () => {
    const client = machine(1, { sockets: [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5')] });
    const quiet = database([]);
    expect(arrows(snapshotOf([client, quiet]))).toEqual(['host1/java -> host2/postgres tcp/5432']);
    expect(onlyDependency(snapshotOf([client, quiet])).seenFrom).toBe('client');
    expect(arrows(snapshotOf([machine(1), database(['10.0.0.1:40000'])]))).toEqual(['host1/? -> host2/postgres tcp/5432']);
    expect(onlyDependency(snapshotOf([machine(1), database(['10.0.0.1:40000'])])).seenFrom).toBe('server');
  });

  it('may be both on one host', () => {
    const local = machine(1, {
      sockets: [
        listen('*:6379', 'redis/4'),
        socket('10.0.0.1:40000', '10.0.0.1:6379', 'java/5'),
        socket('10.0.0.1:6379', '10.0.0.1:40000', 'redis/4'),
      ],
    });
    expect(onlyDependency(snapshotOf([local]))).toMatchObject({
      connections: 1,
      seenFrom: 'both',
      samples: { seen: 1, total: 1 },
    });
  });
});

describe('a dependency', () => {
  it('has no client ports', () => {
    const ports = [40000, 40001, 40002];
    const client = machine(1, { sockets: ports.map((port) => socket(`10.0.0.1:${port}`, '10.0.0.2:5432', 'java/5')) });
    const snapshot = snapshotOf([client, database(ports.map((port) => `10.0.0.1:${port}`))]);
    expect(onlyDependency(snapshot)).toMatchObject({ port: 5432, connections: 3 });
  });

  it('is one for each client service, server service and port', () => {
    const client = machine(1, {
      sockets: [
        socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5'),
        socket('10.0.0.1:40001', '10.0.0.2:5432', 'python3/6'),
        socket('10.0.0.1:40002', '10.0.0.2:22', 'python3/6'),
      ],
    });
    expect(arrows(snapshotOf([client, database([])]))).toEqual([
      'host1/java -> host2/postgres tcp/5432',
      'host1/python3 -> host2/postgres tcp/5432',
      'host1/python3 -> host2/tcp/22 tcp/22',
    ]);
  });

  it('is attempted while nobody answered, and points at no service nobody has seen', () => {
    const client = machine(1, { sockets: [socket('10.0.0.1:40000', '10.0.0.2:5433', 'java/5', { state: 'syn-sent' })] });
    const snapshot = snapshotOf([client, database([])]);
    expect(onlyDependency(snapshot)).toMatchObject({ state: 'attempted', port: 5433 });
    expect(arrows(snapshot)).toEqual(['host1/java -> host2/? tcp/5433']);
  });

  it('is active when one of its connections was answered', () => {
    const client = machine(1, {
      sockets: [
        socket('10.0.0.1:40000', '10.0.9.9:5432', 'java/5', { state: 'syn-sent' }),
        socket('10.0.0.1:40001', '10.0.9.9:5432', 'java/5'),
      ],
    });
    expect(onlyDependency(snapshotOf([client]))).toMatchObject({ state: 'active', connections: 2 });
  });

  it('is active when a later sample shows the answer', () => {
    const row = (state: 'syn-sent' | 'established') => [socket('10.0.0.1:40000', '10.0.9.9:5432', 'java/5', { state })];
    const snapshot = snapshotOf([machine(1, { samples: [row('syn-sent'), row('established')] })]);
    expect(onlyDependency(snapshot)).toMatchObject({ state: 'active', directionRule: 'syn-state', connections: 1 });
  });

  it.each(['listen', 'closed', 'bound', 'unconnected'] as const)('is not made of a socket that is %s', (state) => {
    const client = machine(1, { sockets: [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5', { state })] });
    expect(snapshotOf([client, machine(2)]).dependencies).toEqual([]);
  });

  it('is not made of half a row', () => {
    const [row] = [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5')];
    const rows = [
      { ...row, remote: { address: '10.0.0.2', portName: 'postgresql' } },
      { ...row, remote: { port: 5432 }, truncated: true as const },
      { ...row, local: { address: '10.0.0.1' } },
      { ...row, remote: { address: '10.0.0.2', port: 0 } },
    ];
    expect(snapshotOf([machine(1, { sockets: rows }), machine(2)]).dependencies).toEqual([]);
  });

  it('counts what each end knows once', () => {
    const client = machine(1, {
      sockets: [
        socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5', { bytesSent: 100, bytesReceived: 50, rttMs: 1 }),
        socket('10.0.0.1:40001', '10.0.0.2:5432', 'java/5', { bytesSent: 10, rttMs: 3 }),
        socket('10.0.0.1:40002', '10.0.0.2:5432', 'java/5', { rttMs: 8 }),
      ],
    });
    const server = machine(2, {
      sockets: [
        listen('*:5432', 'postgres/9'),
        socket('10.0.0.2:5432', '10.0.0.1:40000', 'postgres/9', { bytesSent: 40, bytesReceived: 90 }),
      ],
    });
    expect(onlyDependency(snapshotOf([client, server]))).toMatchObject({ bytes: 160, rttMs: 3, connections: 3 });
  });

  it('has no bytes and no round trip where nobody knows them', () => {
    const dependency = onlyDependency(
      snapshotOf([machine(1, { sockets: [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5')] })]),
    );
    expect(dependency).not.toHaveProperty('bytes');
    expect(dependency).not.toHaveProperty('rttMs');
  });

  it('takes the middle of an even number of round trips', () => {
    const sockets = [1, 2].map((rttMs) => socket(`10.0.0.1:4000${rttMs}`, '10.0.0.2:5432', 'java/5', { rttMs }));
    expect(onlyDependency(snapshotOf([machine(1, { sockets })])).rttMs).toBe(1.5);
  });

  it('tells in how many samples of those who saw it, it was seen', () => {
    const row = socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5');
    const client = machine(1, { samples: [[row], [], [row]] });
    expect(onlyDependency(snapshotOf([client, machine(2, { samples: [[], [listen('*:5432', 'postgres/9')]] })])).samples).toEqual(
      { seen: 2, total: 3 },
    );
    const server = machine(2, {
      samples: [[], [listen('*:5432', 'postgres/9'), socket('10.0.0.2:5432', '10.0.0.1:40000', 'postgres/9')]],
    });
    expect(onlyDependency(snapshotOf([client, server])).samples).toEqual({ seen: 3, total: 5 });
  });

  it('counts more samples than a number has bits', () => {
    const row = socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5');
    const samples = Array.from({ length: 100 }, (_, number) => (number % 2 === 0 ? [row] : []));
    expect(onlyDependency(snapshotOf([machine(1, { samples })])).samples).toEqual({ seen: 50, total: 100 });
  });
});

describe('connections without a process', () => {
  const known = socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5', { uid: 33, inode: 7 });

  it('are given to the one service that uses the server', () => {
    const client = machine(1, {
      sockets: [known, timeWait('10.0.0.1:40001', '10.0.0.2:5432'), timeWait('10.0.0.1:40002', '10.0.0.2:5432')],
    });
    const snapshot = snapshotOf([client, database(['10.0.0.1:40000'])]);
    expect(arrows(snapshot)).toEqual(['host1/java -> host2/postgres tcp/5432']);
    expect(onlyDependency(snapshot).connections).toBe(3);
  });

  it('are given to it also where only the server shows them', () => {
    const client = machine(1, { sockets: [known] });
    const snapshot = snapshotOf([client, database(['10.0.0.1:40000', '10.0.0.1:41111'])]);
    expect(arrows(snapshot)).toEqual(['host1/java -> host2/postgres tcp/5432']);
    expect(onlyDependency(snapshot)).toMatchObject({ connections: 2, seenFrom: 'both' });
  });

  it('are given to nobody where it may be either of two', () => {
    const client = machine(1, {
      sockets: [known, socket('10.0.0.1:40001', '10.0.0.2:5432', 'python3/6'), timeWait('10.0.0.1:40002', '10.0.0.2:5432')],
    });
    expect(arrows(snapshotOf([client, database([])]))).toEqual([
      'host1/? -> host2/postgres tcp/5432',
      'host1/java -> host2/postgres tcp/5432',
      'host1/python3 -> host2/postgres tcp/5432',
    ]);
  });

  it("are not given to another user's service", () => {
    const client = machine(1, {
      sockets: [known, socket('10.0.0.1:40001', '10.0.0.2:5432', undefined, { uid: 1000, inode: 8 })],
    });
    expect(arrows(snapshotOf([client, database([])]))).toEqual([
      'host1/? -> host2/postgres tcp/5432',
      'host1/java -> host2/postgres tcp/5432',
    ]);
  });

  it('are given to it where the kernel has forgotten the user', () => {
    const client = machine(1, { sockets: [known, socket('10.0.0.1:40001', '10.0.0.2:5432', undefined, { uid: 0, inode: 0 })] });
    expect(arrows(snapshotOf([client, database([])]))).toEqual(['host1/java -> host2/postgres tcp/5432']);
  });

  it('are its own where another sample shows the process', () => {
    const samples = [[timeWait('10.0.0.1:40001', '10.0.0.2:5432')], [socket('10.0.0.1:40001', '10.0.0.2:5432', 'java/5')]];
    expect(arrows(snapshotOf([machine(1, { samples }), database([])]))).toEqual(['host1/java -> host2/postgres tcp/5432']);
  });

  it('stay an arrow of their host where nobody is known', () => {
    const client = machine(1, { sockets: [timeWait('10.0.0.1:40001', '10.0.0.2:5432')] });
    expect(arrows(snapshotOf([client, database([])]))).toEqual(['host1/? -> host2/postgres tcp/5432']);
  });

  it('are one arrow at the server too, whoever of its processes shows them', () => {
    const rows = ['10.0.0.3:40001', '10.0.0.3:40002'];
    const server = machine(2, {
      sockets: [socket('10.0.0.2:7777', rows[0] ?? '', 'legacy/9'), timeWait('10.0.0.2:7777', rows[1] ?? '')],
    });
    expect(arrows(snapshotOf([server]))).toEqual(['10.0.0.3/? -> host2/legacy tcp/7777']);
  });

  it('prove no server on a host that lists its listeners without it', () => {
    const leftovers = [timeWait('127.0.0.1:45000', '127.0.0.1:36250'), timeWait('10.0.0.1:45001', '10.0.0.2:36251')];
    const snapshot = snapshotOf([machine(1, { sockets: [listen('*:22', 'sshd/7'), ...leftovers] }), database([])]);
    expect(arrows(snapshot)).toEqual(['host1/? -> host2/? tcp/36251']);
    expect(snapshot.services.map(({ name }) => name).sort()).toEqual(['postgres', 'sshd']);
  });

  it('prove a server where they are open, which the host may forward, or where it lists no listeners', () => {
    const client = machine(1, {
      sockets: [socket('10.0.0.1:45000', '10.0.0.2:30080', 'curl/5'), timeWait('10.0.0.1:45001', '10.0.0.3:8080')],
    });
    expect(arrows(snapshotOf([client, database([]), machine(3)]))).toEqual([
      'host1/? -> host3/tcp/8080 tcp/8080',
      'host1/curl -> host2/tcp/30080 tcp/30080',
    ]);
  });

  it('are one arrow with open and with vain ones to the same port, in whatever order', () => {
    const rows = [
      socket('10.0.0.1:45000', '10.0.9.9:8080', undefined, { state: 'syn-sent' }),
      timeWait('10.0.0.1:45001', '10.0.9.9:8080'),
      socket('10.0.0.1:45002', '10.0.9.9:8080'),
    ];
    for (const sockets of [rows, [...rows].reverse(), rows.slice(0, 2), rows.slice(0, 2).reverse()]) {
      expect(arrows(snapshotOf([machine(1, { sockets })]))).toEqual(['host1/? -> 10.0.9.9/tcp/8080 tcp/8080']);
    }
  });

  it('may be very many', () => {
    const rows = Array.from({ length: 150_000 }, (_, index) =>
      timeWait(`10.${index >> 14}.0.1:${1024 + (index & 16383)}`, '10.0.0.2:5432'),
    );
    const client = machine(1, {
      addresses: Array.from({ length: 10 }, (_, number) => `10.${number}.0.1/16`),
      sockets: [socket('10.0.0.1:60000', '10.0.0.2:5432', 'java/5'), ...rows],
    });
    expect(onlyDependency(snapshotOf([client, database([])])).connections).toBe(150_001);
  });
});

describe("the scan's own connections", () => {
  const own = { localAddress: '10.0.0.2', localPort: 22, remoteAddress: '10.0.0.9', remotePort: 51000 };
  const sshd = listen('*:22', 'sshd/7');
  const target = machine(2, { own, sockets: [sshd, socket('10.0.0.2:22', '10.0.0.9:51000', 'sshd/99')] });

  it("are nobody's dependency", () => {
    expect(snapshotOf([target]).dependencies).toEqual([]);
    expect(snapshotOf([target]).hosts).toHaveLength(1);
  });

  it('are left out on the host they came from, a bastion as well', () => {
    const bastion = machine(9, { sockets: [socket('10.0.0.9:51000', '10.0.0.2:22', 'ssh/5')] });
    expect(snapshotOf([bastion, target]).dependencies).toEqual([]);
    expect(snapshotOf([target, bastion]).dependencies).toEqual([]);
  });

  it('are not mistaken for other logins, of the same host or of another', () => {
    const sockets = [
      sshd,
      socket('10.0.0.2:22', '10.0.0.9:51000', 'sshd/99'),
      socket('10.0.0.2:22', '10.0.0.9:51001', 'sshd/100'),
      timeWait('10.0.0.2:22', '10.0.0.8:51002'),
    ];
    expect(arrows(snapshotOf([machine(2, { own, sockets })]))).toEqual([
      '10.0.0.8/? -> host2/sshd tcp/22',
      '10.0.0.9/? -> host2/sshd tcp/22',
    ]);
  });

  it('are left out over loopback, on that host alone', () => {
    const loop = { localAddress: '127.0.0.1', localPort: 22, remoteAddress: '127.0.0.1', remotePort: 51000 };
    const rows = [sshd, socket('127.0.0.1:51000', '127.0.0.1:22', 'ssh/5'), socket('127.0.0.1:22', '127.0.0.1:51000', 'sshd/99')];
    const snapshot = snapshotOf([machine(1, { own: loop, sockets: rows }), machine(2, { sockets: rows })]);
    expect(arrows(snapshot)).toEqual(['host2/ssh -> host2/sshd tcp/22']);
  });
});

describe('witnesses', () => {
  it('are the first lines of either side, with the sample they stand in', () => {
    const ports = Array.from({ length: 8 }, (_, number) => 40000 + number);
    const client = machine(1, { samples: [[], ports.map((port) => socket(`10.0.0.1:${port}`, '10.0.0.2:5432', 'java/5'))] });
    const { snapshot, witnesses } = run([client, database(['10.0.0.1:40000'])]);
    const lines = witnesses.get(onlyDependency(snapshot).id) ?? [];
    expect(lines.filter(({ side }) => side === 'client')).toEqual(
      [1, 2, 3, 4, 5].map((line) => ({ target: '10.0.0.1', collector: 'linux.ss', sample: 2, line, side: 'client' })),
    );
    expect(lines.filter(({ side }) => side === 'server')).toEqual([
      { target: '10.0.0.2', collector: 'linux.ss', sample: 1, line: 2, side: 'server' },
    ]);
  });

  it('leave out the line where the collector cannot tell', () => {
    const client = machine(1, { sockets: [socket('10.0.0.1:40000', '10.0.0.2:5432', 'java/5')] });
    const samples = client.samples.map((sample) => ({ ...sample, sockets: sample.sockets.map(({ line: _, ...rest }) => rest) }));
    const { snapshot, witnesses } = run([{ ...client, samples }]);
    expect(witnesses.get(onlyDependency(snapshot).id)).toEqual([
      { target: '10.0.0.1', collector: 'linux.ss', sample: 1, side: 'client' },
    ]);
  });
});
