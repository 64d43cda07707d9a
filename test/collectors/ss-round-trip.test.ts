import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSs } from '../../src/collectors/formats/ss.ts';
import type { SocketState } from '../../src/model/endpoint.ts';
import type { SocketFact } from '../../src/model/fact.ts';
import { canonicalAddress } from '../../src/text/address.ts';

/** A socket as ss knows it, and how this version prints it. */
interface Sample {
  readonly protocol: 'tcp' | 'udp';
  readonly state: readonly [printed: string, state: SocketState];
  readonly local: { readonly address: string; readonly port: number };
  readonly remote: { readonly address: string; readonly port: number } | undefined;
  readonly zone: string | undefined;
  readonly processes: readonly { readonly pid: number; readonly name: string }[];
  readonly uid: number;
  readonly inode: number | undefined;
  readonly cgroup: string | undefined;
  readonly bytesSent: number | undefined;
  readonly bytesReceived: number | undefined;
  readonly rttMs: number | undefined;
}

interface Style {
  readonly header: boolean;
  /** `-O`: everything on one line. */
  readonly oneLine: boolean;
  readonly brackets: boolean;
  readonly end: '\n' | '\r\n';
  readonly padding: number;
}

const tcpStates = [
  ['LISTEN', 'listen'],
  ['SYN-SENT', 'syn-sent'],
  ['SYN-RECV', 'syn-recv'],
  ['ESTAB', 'established'],
  ['FIN-WAIT-1', 'fin-wait-1'],
  ['FIN-WAIT-2', 'fin-wait-2'],
  ['CLOSE-WAIT', 'close-wait'],
  ['CLOSING', 'closing'],
  ['LAST-ACK', 'last-ack'],
  ['TIME-WAIT', 'time-wait'],
  ['UNCONN', 'closed'],
] as const;
const udpStates = [
  ['UNCONN', 'unconnected'],
  ['ESTAB', 'established'],
] as const;

const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6().map((text) => canonicalAddress(text) ?? '::'),
  fc.constantFrom('*', '0.0.0.0', '::', '::1'),
);
const endpoint = fc.record({ address, port: fc.integer({ min: 1, max: 65_535 }) });
const name = fc.string({ unit: fc.constantFrom(...'abcXYZ019 ._:-/@()[]<>\u00e4'), minLength: 1, maxLength: 15 });
const processes = fc.uniqueArray(fc.record({ pid: fc.integer({ min: 1, max: 4_194_304 }), name }), {
  selector: (one) => one.pid,
  maxLength: 4,
});
const count = optional(fc.nat(999_999_999_999));

const sample: fc.Arbitrary<Sample> = fc.constantFrom('tcp' as const, 'udp' as const).chain((protocol) =>
  fc.record({
    protocol: fc.constant(protocol),
    state: fc.constantFrom<readonly [string, SocketState]>(...(protocol === 'tcp' ? tcpStates : udpStates)),
    local: endpoint,
    remote: optional(endpoint),
    zone: optional(fc.constantFrom('eth0', 'br-0f3c9a5b', 'wlp2s0.57')),
    processes,
    uid: fc.constantFrom(0, 33, 1000, 4_294_967_294),
    inode: optional(fc.integer({ min: 1, max: 4_294_967_295 })),
    cgroup: optional(
      fc.constantFrom('/', '/system.slice/nginx.service', '/system.slice/odd\\x20name.service', `/docker/${'0f'.repeat(32)}`),
    ),
    bytesSent: count,
    bytesReceived: count,
    rttMs: optional(fc.nat(5_000_999).map((thousandths) => thousandths / 1_000)),
  }),
);

const style: fc.Arbitrary<Style> = fc.record({
  header: fc.boolean(),
  oneLine: fc.boolean(),
  brackets: fc.boolean(),
  end: fc.constantFrom('\n' as const, '\r\n' as const),
  padding: fc.nat(30),
});

function printEnd(text: string, zone: string | undefined, port: string, { brackets }: Style): string {
  const host = brackets && text.includes(':') ? `[${text}]` : text;
  return `${host}${zone === undefined ? '' : `%${zone}`}:${port}`;
}

/** misc/ss.c of iproute2: what is zero or unknown is left out. */
function printRow(one: Sample, how: Style): string {
  const wildcard = one.local.address.includes(':') ? '::' : one.local.address === '*' ? '*' : '0.0.0.0';
  const remote =
    one.remote === undefined
      ? printEnd(wildcard, undefined, '*', how)
      : printEnd(one.remote.address, undefined, String(one.remote.port), how);
  const users = one.processes.map(({ pid, name: comm }, fd) => `("${comm}",pid=${pid},fd=${fd + 3})`).join(',');
  const owner = [
    users === '' ? '' : `users:(${users})`,
    one.state[0] === 'TIME-WAIT' ? 'timer:(timewait,33sec,0)' : '',
    one.uid === 0 ? '' : `uid:${one.uid}`,
    `ino:${one.inode ?? 0} sk:91c`,
    one.cgroup === undefined ? '' : `cgroup:${one.cgroup}`,
    '<->',
  ];
  const details = [
    'ts sack cubic wscale:7,7 rto:204',
    one.rttMs === undefined ? '' : `rtt:${one.rttMs}/0.5`,
    'minrtt:0.018 mss:1448 cwnd:10',
    one.bytesSent === undefined ? '' : `bytes_sent:${one.bytesSent} bytes_acked:${one.bytesSent + 1}`,
    one.bytesReceived === undefined ? '' : `bytes_received:${one.bytesReceived}`,
    'segs_out:4 send 2.1Gbps rcv_rtt:9.5',
  ];
  const spread = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
  const head = `${one.protocol}   ${one.state[0].padEnd(10)} 0      128    ${printEnd(one.local.address, one.zone, String(one.local.port), how)}    ${remote} `;
  const blanks = ' '.repeat(how.padding);
  return `${head}${spread(owner)}${how.oneLine ? ' ' : `${how.end}\t `}${spread(details)}${blanks}${how.end}`;
}

function expected(one: Sample, line: number): SocketFact {
  const uid = one.inode === undefined && one.uid === 0 ? undefined : one.uid;
  const known = {
    remote: one.remote,
    interface: one.zone,
    inode: one.inode,
    uid,
    cgroup: one.cgroup,
    bytesSent: one.bytesSent,
    bytesReceived: one.bytesReceived,
    rttMs: one.rttMs,
  };
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return {
    fact: 'socket',
    line,
    protocol: one.protocol,
    state: one.state[1],
    local: one.local,
    processes: one.processes,
    ...given,
  };
}

const header = 'Netid State      Recv-Q Send-Q Local Address:Port Peer Address:PortProcess';

describe('parseSs', () => {
  it('reads back what ss prints, in every style it has', () => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 12 }), style, (samples, how) => {
        const text = `${how.header ? header + how.end : ''}${samples.map((one) => printRow(one, how)).join('')}`;
        const first = how.header ? 2 : 1;
        const step = how.oneLine ? 1 : 2;
        expect(parseSs(text)).toEqual(samples.map((one, index) => expected(one, first + index * step)));
      }),
      { numRuns: 400 },
    );
  });

  it('reads a table without the netid column, as with only -t or only -u', () => {
    const facts = parseSs(
      'State  Recv-Q Send-Q Local Address:Port Peer Address:Port\nLISTEN 0 128 0.0.0.0:22 0.0.0.0:*\nESTAB 0 0 10.0.0.1:22 10.0.0.9:40000\n',
    );
    expect(facts).toEqual([
      { fact: 'socket', line: 2, protocol: 'tcp', state: 'listen', local: { address: '0.0.0.0', port: 22 }, processes: [] },
      {
        fact: 'socket',
        line: 3,
        protocol: 'tcp',
        state: 'established',
        local: { address: '10.0.0.1', port: 22 },
        remote: { address: '10.0.0.9', port: 40_000 },
        processes: [],
      },
    ]);
    expect(parseSs('UNCONN 0 0 0.0.0.0:68 0.0.0.0:*\n')).toMatchObject([{ protocol: 'udp', state: 'unconnected' }]);
  });

  it('reads a table that is indented as a whole', () => {
    expect(parseSs('   tcp LISTEN 0 128 *:22 *:*\n   tcp LISTEN 0 128 *:80 *:* users:(("nginx",pid=1,fd=6))\n')).toMatchObject([
      { local: { port: 22 }, processes: [] },
      { local: { port: 80 }, processes: [{ pid: 1, name: 'nginx' }] },
    ]);
  });

  it('takes a process once, however many descriptors it has, and every one of many', () => {
    const users = Array.from({ length: 3_000 }, (_, index) => `("httpd",pid=${1_000 + (index % 1_500)},fd=${index})`).join(',');
    const [fact] = parseSs(`tcp LISTEN 0 511 *:80 *:* users:(${users})\n`);
    expect(fact).toMatchObject({
      processes: Array.from({ length: 1_500 }, (_, index) => ({ pid: 1_000 + index, name: 'httpd' })),
    });
  });

  it('does not mistake a process for another one with the same pid in another output', () => {
    expect(
      parseSs('tcp LISTEN 0 1 *:1 *:* users:(("a",pid=7,fd=3))\ntcp LISTEN 0 1 *:2 *:* users:(("b",pid=7,fd=3))\n'),
    ).toMatchObject([{ processes: [{ pid: 7, name: 'a' }] }, { processes: [{ pid: 7, name: 'b' }] }]);
  });

  it('reads the bytes of an old kernel, which counted only what was acknowledged', () => {
    expect(parseSs('tcp ESTAB 0 0 10.0.0.1:1 10.0.0.2:2\n\t cubic rtt:3/1 bytes_acked:77 bytes_received:88\n')).toMatchObject([
      { bytesSent: 77, bytesReceived: 88, rttMs: 3 },
    ]);
  });

  it('leaves sockets that are no network connections out without a word', () => {
    expect(
      parseSs(
        'nl UNCONN 0 0 rtnl:kernel *\nu_str ESTAB 0 0 * 18811 * 18810\np_raw UNCONN 0 0 *:eth0 *\nraw UNCONN 0 0 *:icmp *:*\nicmp6 UNCONN 0 0 *:ipv6-icmp *:*\n???   UNCONN 0 0 *:* *:*\n',
      ),
    ).toEqual([]);
  });
});
