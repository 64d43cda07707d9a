import { describe, expect, it } from 'vitest';
import { observe } from '../../src/collectors/observe.ts';
import type { Collection, Section } from '../../src/model/evidence.ts';

const ssRow = (port: number): string => `tcp LISTEN 0 128 0.0.0.0:${port} 0.0.0.0:* users:(("sshd",pid=1,fd=3))\n`;
const netstatRow = (port: number): string =>
  `tcp        0      0 0.0.0.0:${port}              0.0.0.0:*               LISTEN      0          21767      1215/sshd           \n`;

const section = (collector: string, text: string, given: Partial<Section> = {}): Section => ({
  collector,
  sample: 1,
  status: 'ok',
  exitCode: 0,
  stdout: Buffer.from(text, 'latin1'),
  ...given,
});

const collection = (sections: readonly Section[], given: Partial<Collection> = {}): Collection => ({
  target: 'db1',
  origin: 'listed',
  method: 'ssh',
  startedAt: '2025-01-02T03:04:05.000Z',
  finishedAt: '2025-01-02T03:04:06.000Z',
  status: 'collected',
  session: {},
  sections,
  ...given,
});

const ports = (sections: readonly Section[]): unknown =>
  observe(collection(sections), true).samples.map(({ sample, collector, sockets }) => [
    sample,
    collector,
    sockets.map((one) => one.local.port),
  ]);

describe('observe', () => {
  it('hands on what the visit itself knows', () => {
    const ownConnection = { localAddress: '::ffff:10.0.0.9', localPort: 22, remoteAddress: 'FE80::1%eth0', remotePort: 50_000 };
    const observation = observe(
      collection([], {
        address: '10.0.0.9',
        name: 'db1',
        origin: 'swept',
        method: 'local',
        status: 'too-slow',
        session: { hostKey: 'SHA256:abc', ownConnection, user: 'ops' },
      }),
      false,
    );
    expect(observation).toEqual({
      target: 'db1',
      address: '10.0.0.9',
      name: 'db1',
      origin: 'swept',
      method: 'local',
      at: '2025-01-02T03:04:06.000Z',
      fresh: false,
      status: 'too-slow',
      hostKey: 'SHA256:abc',
      ownConnection: { localAddress: '10.0.0.9', localPort: 22, remoteAddress: 'fe80::1', remotePort: 50_000 },
      samples: [],
      facts: [],
      skippedLines: 0,
    });
  });

  it('leaves out what is not known', () => {
    expect(Object.keys(observe(collection([]), true)).sort()).toEqual([
      'at',
      'facts',
      'fresh',
      'method',
      'origin',
      'samples',
      'skippedLines',
      'status',
      'target',
    ]);
  });

  it('leaves a tuple that is no address as it is', () => {
    const ownConnection = { localAddress: 'UNKNOWN', localPort: 0, remoteAddress: 'UNKNOWN', remotePort: 0 };
    expect(observe(collection([], { session: { ownConnection } }), true).ownConnection).toEqual(ownConnection);
  });

  it('ignores sections nobody here asked for', () => {
    expect(observe(collection([section('session', 'uid=0\n'), section('linux.unheard-of', ssRow(22))]), true)).toMatchObject({
      samples: [],
      facts: [],
    });
  });
});

describe('of the answers of a group', () => {
  it('the first by rank that yields facts is used, in whatever order they came', () => {
    expect(ports([section('linux.netstat', netstatRow(80)), section('linux.ss', ssRow(22))])).toEqual([[1, 'linux.ss', [22]]]);
    expect(
      ports([section('linux.ss', '', { status: 'failed', exitCode: 255 }), section('linux.netstat', netstatRow(80))]),
    ).toEqual([[1, 'linux.netstat', [80]]]);
  });

  it('one with nothing but unreadable lines yields to one with facts', () => {
    const sections = [section('linux.ip-addr-json', 'ip: unknown option\n'), section('linux.ip-addr', '1: lo: <UP> mtu 65536\n')];
    const { facts, skippedLines } = observe(collection(sections), true);
    expect(facts).toEqual([{ fact: 'interface', line: 1, name: 'lo', index: 1, up: true, mtu: 65_536 }]);
    expect(skippedLines).toBe(0);
  });

  it('a whole one is better than one that was cut off', () => {
    const cut = section('linux.ss', ssRow(22), { status: 'timed-out', exitCode: 124 });
    expect(ports([cut, section('linux.netstat', netstatRow(80))])).toEqual([[1, 'linux.netstat', [80]]]);
    expect(ports([cut, section('linux.netstat', '', { status: 'missing', exitCode: 127 })])).toEqual([[1, 'linux.ss', [22]]]);
  });

  it('one that failed but told something is used', () => {
    const cgroups = section('linux.cgroups', '1/cgroup:0::/init.scope\n', { status: 'failed', exitCode: 2 });
    expect(observe(collection([cgroups]), true).facts).toEqual([{ fact: 'cgroup', line: 1, pid: 1, path: '/init.scope' }]);
  });

  it('each group has its own', () => {
    const { facts } = observe(
      collection([
        section('linux.resolver', 'nameserver 10.0.0.53\n'),
        section('linux.identity', `/etc/machine-id:${'a1'.repeat(16)}\n`),
        section('linux.dmi', '/sys/class/dmi/id/product_serial:J5Q8R4J\n'),
      ]),
      true,
    );
    expect(facts.map((fact) => fact.fact)).toEqual(['identity', 'identity', 'resolver']);
  });
});

describe('samples', () => {
  it('are one a sample number, in order, each with its own winner', () => {
    const sections = [
      section('linux.ss', ssRow(3), { sample: 3 }),
      section('linux.ss', ssRow(1)),
      section('linux.ss', '', { sample: 2, status: 'failed', exitCode: 1 }),
      section('linux.netstat', netstatRow(2), { sample: 2 }),
    ];
    expect(ports(sections)).toEqual([
      [1, 'linux.ss', [1]],
      [2, 'linux.netstat', [2]],
      [3, 'linux.ss', [3]],
    ]);
  });

  it('are there also where the table was empty', () => {
    expect(ports([section('linux.ss', '')])).toEqual([[1, 'linux.ss', []]]);
  });

  it('are not there where nobody could look', () => {
    const failed = { status: 'failed', exitCode: 1 } as const;
    expect(ports([section('linux.ss', '', failed), section('linux.netstat', 'netstat: no support\n', failed)])).toEqual([]);
    expect(ports([section('linux.ss', '', { status: 'incomplete' })])).toEqual([]);
  });

  const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
  const insideText = (port: string): string =>
    [
      '== machine x86_64',
      '4026532203 501/net/tcp',
      `501/net/tcp:${header}`,
      `501/net/tcp:   0: 00000000:${port} 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 77 1 0 100 0 0 10 0`,
      '4026532203 501/net/tcp',
      '',
    ].join('\n');

  it('hold the sockets of other network namespaces beside those of the host, under the collector that told them', () => {
    const sections = [
      section('linux.ss', ssRow(22)),
      section('linux.namespace-sockets', insideText('0050')),
      section('linux.ss', ssRow(22), { sample: 2 }),
      section('linux.namespace-sockets', insideText('0051'), { sample: 2 }),
    ];
    const { samples } = observe(collection(sections), true);
    expect(samples.map(({ sample, collector, sockets, inside }) => [sample, collector, sockets.length, inside])).toEqual(
      [80, 81].map((port, index) => [
        index + 1,
        'linux.ss',
        1,
        {
          collector: 'linux.namespace-sockets',
          sockets: [expect.objectContaining({ local: { address: '0.0.0.0', port }, netns: 4_026_532_203 })],
        },
      ]),
    );
  });

  it('say so where the table of the host is cut off, or only that of its namespaces was read', () => {
    const inside = section('linux.namespace-sockets', insideText('0050'));
    const cut = observe(collection([section('linux.ss', ssRow(22), { status: 'truncated' })]), true);
    expect(cut.samples).toMatchObject([{ collector: 'linux.ss', partial: true }]);
    const without = observe(collection([section('linux.ss', '', { status: 'failed', exitCode: 1 }), inside]), true);
    expect(without.samples).toMatchObject([{ collector: 'linux.namespace-sockets', sockets: [], partial: true }]);
    expect(observe(collection([section('linux.ss', ssRow(22)), inside]), true).samples[0]).not.toHaveProperty('partial');
  });

  it('keep their sockets out of the other facts, and their unreadable lines in them', () => {
    const { samples, facts, skippedLines } = observe(collection([section('linux.ss', `${ssRow(22)}nonsense\n`)]), true);
    expect(samples).toHaveLength(1);
    expect(facts).toEqual([{ fact: 'skipped', line: 2, text: 'nonsense', reason: 'not a socket row' }]);
    expect(skippedLines).toBe(1);
  });
});

describe('an output that was cut off', () => {
  const half = `${ssRow(22)}tcp ESTAB 0 0 10.0.0.1:22 10.0.0.9:40`;

  it.each(['timed-out', 'truncated', 'incomplete'] as const)(
    'and is %s loses its last half line, which would name a wrong port',
    (status) => {
      expect(ports([section('linux.ss', half, { status })])).toEqual([[1, 'linux.ss', [22]]]);
    },
  );

  it('keeps it where the command merely printed no last line end', () => {
    expect(ports([section('linux.ss', half)])).toEqual([[1, 'linux.ss', [22, 22]]]);
  });

  it('keeps the whole objects of JSON, which is one line', () => {
    const json = '[{"dst":"10.0.0.7","dev":"eth0","state":["STALE"]},{"dst":"10.0.0.8","de';
    const { facts, skippedLines } = observe(collection([section('linux.ip-neigh-json', json, { status: 'truncated' })]), true);
    expect(facts[0]).toEqual({ fact: 'neighbor', line: 1, address: '10.0.0.7', interface: 'eth0', state: 'stale' });
    expect(skippedLines).toBe(1);
  });
});

describe('bytes', () => {
  it('are read as UTF-8, and as Latin-1 where they are not', () => {
    const utf8 = { stdout: Buffer.from('   1    0 root   größe größe --x\n') };
    const latin1 = { stdout: Buffer.from('   1    0 root   gr\xf6\xdfe gr\xf6\xdfe --x\n', 'latin1') };
    for (const given of [utf8, latin1]) {
      expect(observe(collection([section('linux.ps', '', given)]), true).facts).toMatchObject([
        { pid: 1, name: 'größe', args: 'größe --x' },
      ]);
    }
  });

  it('that are millions of unreadable lines stay a thousand facts and a count', () => {
    const { facts, skippedLines } = observe(collection([section('linux.ss', 'x\n'.repeat(200_000))]), true);
    expect(facts).toHaveLength(1_001);
    expect(skippedLines).toBe(200_000);
  });
});

it('gives the same observation for the same collection', () => {
  const given = collection([section('linux.ss', ssRow(22).repeat(50)), section('linux.resolver', 'nameserver 10.0.0.53\n')]);
  expect(JSON.stringify(observe(given, true))).toBe(JSON.stringify(observe(given, true)));
});

describe('what a host is configured to use', () => {
  const written = section('linux.resolver', 'nameserver 10.0.0.53\n');
  const files = section('linux.config-files', '/etc/ntp.conf:server 10.0.0.9\n');
  const processes = section('linux.ps', '   1    0 root   init init\n');
  const partial = (sections: readonly Section[], given: Partial<Collection> = {}) =>
    observe(collection(sections, given), true).referencesPartial;

  it('was read where every answer is whole', () => {
    expect(partial([written, files, processes])).toBeUndefined();
  });

  it.each(['timed-out', 'truncated', 'incomplete'] as const)('may be more where an answer is %s', (status) => {
    expect(partial([written, { ...files, status }, processes])).toBe(true);
    expect(partial([written, files, { ...processes, status }])).toBe(true);
  });

  it('may be more where no processes were listed, or the visit ended early', () => {
    expect(partial([written, files])).toBe(true);
    expect(partial([written, files, processes], { status: 'disconnected' })).toBe(true);
  });
});

it('reads what was tracked in every sample, each connection once', () => {
  const row = (port: number): string =>
    `tcp 6 431999 ESTABLISHED src=172.17.0.2 dst=10.0.0.9 sport=${port} dport=5432 src=10.0.0.9 dst=10.0.0.1 sport=5432 dport=${port} [ASSURED] mark=0 use=1\n`;
  const samples = [
    section('linux.conntrack', row(40001) + row(40002)),
    section('linux.conntrack', row(40002) + row(40003), { sample: 2 }),
  ];
  const { facts } = observe(collection(samples), true);
  expect(facts.flatMap((fact) => (fact.fact === 'tracked' ? [fact.source.port] : []))).toEqual([40001, 40002, 40003]);
});
