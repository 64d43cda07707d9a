import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openNetflow } from '../../../src/collectors/netflow/decoder.ts';
import type { KeptLimits } from '../../../src/collectors/netflow/exporter-state.ts';
import type { FlowFact } from '../../../src/model/flow-fact.ts';
import { ip, ipfix, netflow9, set, template, u8, u16, u32 } from './build-datagram.ts';

const router = '192.0.2.1';

function read(datagrams: readonly Buffer[], limits?: KeptLimits) {
  const flows: FlowFact[] = [];
  const records: string[] = [];
  const skipped: string[] = [];
  let others = 0;
  const decoder = openNetflow(
    {
      flow(fact, record) {
        flows.push(fact);
        records.push(record);
      },
      skip: (_line, _text, reason) => void skipped.push(reason),
      other() {
        others += 1;
      },
    },
    limits,
  );
  for (const datagram of datagrams) decoder.take(datagram, router);
  return { flows, records, skipped, others, counts: decoder.counts };
}

const recorded = (name: string): Buffer[] =>
  readFileSync(new URL(`./recorded/${name}.hex`, import.meta.url), 'latin1')
    .trim()
    .split('\n')
    .map((line) => Buffer.from(line, 'hex'));

const shown = ({ protocol, source, destination, packets, bytes, initiator, unanswered }: FlowFact): string =>
  `${protocol} ${source.address} ${source.port} ${destination.address} ${destination.port} ${packets} ${bytes} ${initiator ?? '-'}${unanswered === true ? ' unanswered' : ''}`;

/** A query to PostgreSQL, three tries nobody answered, a name looked up, a ping; IPv6 too where the version has it. */
const exported = [
  'tcp 10.0.0.5 41000 10.0.0.9 5432 4 260 -',
  'tcp 10.0.0.6 41001 10.0.0.10 8080 3 120 source unanswered',
  'tcp 10.0.0.9 5432 10.0.0.5 41000 3 220 -',
  'udp 10.0.0.5 50000 10.0.0.53 53 1 58 -',
  'udp 10.0.0.53 53 10.0.0.5 50000 1 88 -',
];
const exportedIpv6 = ['tcp fd00::5 42000 fd00::9 443 1 60 source unanswered', 'tcp fd00::9 443 fd00::5 42000 1 60 -'];

describe('what softflowd sent', () => {
  it.each([
    ['softflowd-v5', exported],
    ['softflowd-v9', [...exported, ...exportedIpv6]],
    ['softflowd-v10', [...exported, ...exportedIpv6]],
  ])('%s', (name, expected) => {
    const { flows, skipped, counts } = read(recorded(name));
    expect(flows.map(shown).sort()).toEqual([...expected].sort());
    expect(flows.every(({ exporter }) => exporter === router)).toBe(true);
    expect(skipped).toEqual([]);
    expect(counts).toMatchObject({ lost: 0, damaged: 0, withoutTemplate: 0 });
    expect(flows[0]?.firstSeen).toMatch(/^20\d\d-\d\d-\d\dT/);
  });

  it('biflows: both ways in one record, and who began', () => {
    const { flows } = read(recorded('softflowd-v10-biflow'));
    expect(flows.map(shown)).toContain('tcp 10.0.0.5 41000 10.0.0.9 5432 7 480 source');
    expect(flows).toHaveLength(4);
  });
});

const plain = [
  [8, 4],
  [12, 4],
  [7, 2],
  [11, 2],
  [4, 1],
  [2, 4],
  [1, 4],
] as const;
const record = (packets: number): Buffer =>
  Buffer.concat([ip('10.0.0.5'), ip('10.0.0.9'), u16(41_000), u16(5432), u8(6), u32(packets), u32(packets * 100)]);

describe('templates', () => {
  it('may come after their data, which waits', () => {
    const { flows, counts } = read([
      netflow9([set(256, record(3))]),
      netflow9([set(0, template(256, ...plain))], { sequence: 1 }),
    ]);
    expect(flows.map(shown)).toEqual(['tcp 10.0.0.5 41000 10.0.0.9 5432 3 300 -']);
    expect(counts.withoutTemplate).toBe(0);
  });

  it('belong to their domain', () => {
    const other = netflow9([set(256, record(3))], { domain: 8 });
    expect(read([netflow9([set(0, template(256, ...plain))]), other]).flows).toEqual([]);
  });

  it('of one exporter are not those of another with the same domain', () => {
    const flows: FlowFact[] = [];
    const decoder = openNetflow({ flow: (fact) => void flows.push(fact), skip: () => undefined, other: () => undefined });
    const [first, second] = [router, '192.0.2.2'];
    const layout = template(256, [8, 4], [12, 4], [7, 2], [11, 2], [4, 1]);
    const data = set(256, ip('10.0.0.1'), ip('10.0.0.2'), u16(40_000), u16(443), u8(6));
    decoder.take(netflow9([set(0, layout)]), first);
    decoder.take(netflow9([data], { sequence: 1 }), second);
    expect(flows).toEqual([]);
    decoder.take(netflow9([data], { sequence: 1 }), first);
    expect(flows.map(({ exporter }) => exporter)).toEqual([first]);
  });

  it('are replaced and withdrawn', () => {
    const swapped = template(256, [12, 4], [8, 4], [11, 2], [7, 2], [4, 1], [2, 4], [1, 4]);
    const { flows } = read([
      ipfix([set(2, template(256, ...plain)), set(256, record(1))]),
      ipfix([set(2, swapped), set(256, record(1))], { sequence: 1 }),
      ipfix([set(2, u16(256), u16(0)), set(256, record(1))], { sequence: 2 }),
    ]);
    expect(flows.map(({ source }) => source.address)).toEqual(['10.0.0.5', '10.0.0.9']);
  });

  it('have fields of variable length and of other enterprises, which are stepped over', () => {
    const fields = [[999, 0xffff, 9], ...plain] as const;
    const named = (name: string): Buffer => Buffer.concat([u8(name.length), Buffer.from(name)]);
    const long = Buffer.concat([u8(255), u16(300), Buffer.alloc(300, 65)]);
    const data = set(256, named('shop'), record(1), named(''), record(2), long, record(3));
    expect(read([ipfix([set(2, template(256, ...fields)), data])]).flows.map(({ packets }) => packets)).toEqual([1, 2, 3]);
  });

  it('hold nothing for fields without octets, and no more fields than any exporter has', () => {
    const padded = [[5, 0], ...plain, [6, 0]] as const;
    const { flows } = read([ipfix([set(2, template(256, ...padded)), set(256, record(1), record(2))])]);
    expect(flows.map(({ packets }) => packets)).toEqual([1, 2]);
    const long = Array.from({ length: 5_000 }, (_, index) => [index + 1, 1] as const);
    expect(read([ipfix([set(2, template(256, ...long)), set(256, Buffer.alloc(5_000))])]).counts.records).toBe(0);
  });

  it('do not make short records dear', () => {
    const fields = [[4, 1], ...Array.from({ length: 15_000 }, (_, index) => [index + 1, 0] as const)] as const;
    const start = performance.now();
    read([ipfix([set(2, template(256, ...fields))]), ipfix([set(256, Buffer.alloc(2_000))])]);
    expect(performance.now() - start).toBeLessThan(1_500);
  });

  it('are bounded, as is what waits for them', () => {
    const limits = { domains: 2, templates: 2, waiting: 64, octets: 10_000 };
    const many = Array.from({ length: 50 }, (_, index) => set(0, template(256 + index, ...plain)));
    const { flows, counts } = read(
      [
        netflow9(many),
        netflow9([set(256, record(1)), set(305, record(1))]),
        netflow9(Array.from({ length: 9 }, () => set(900, record(1)))),
      ],
      limits,
    );
    expect(flows).toHaveLength(1);
    expect(counts.withoutTemplate).toBeGreaterThan(5);
  });
});

it('lets sets without octets wait no longer than there is room for', () => {
  const empty = ipfix(Array.from({ length: 5_000 }, () => set(256)));
  expect(read([empty]).counts.withoutTemplate).toBeGreaterThan(2_000);
});

it('keeps no more of many domains together than there is room for', () => {
  const learned = (domain: number) => ipfix([set(2, template(256, ...plain))], { domain });
  const data = (domain: number) => ipfix([set(256, record(1))], { domain });
  const limits = { domains: 1_000, templates: 10, waiting: 64, octets: 5 * (200 + plain.length * 48) };
  const all = Array.from({ length: 20 }, (_, domain) => domain);
  expect(read([...all.map(learned), ...all.slice(-5).map(data)], limits).flows).toHaveLength(5);
  expect(read([...all.map(learned), data(0)], limits).flows).toHaveLength(0);
});

describe('sampling', () => {
  const options9 = Buffer.concat([u16(257), u16(4), u16(8), u16(1), u16(4), u16(48), u16(1), u16(50), u16(2)]);

  it('of an options record multiplies what is counted', () => {
    const sampler = set(257, u32(0), u8(1), u16(100));
    const { flows } = read([netflow9([set(0, template(256, ...plain)), set(1, options9), sampler, set(256, record(3))])]);
    expect(flows).toMatchObject([{ packets: 300, bytes: 30_000, sampling: 100 }]);
  });

  it('of packets and spaces between them', () => {
    const options = Buffer.concat([u16(257), u16(3), u16(1), u16(149), u16(4), u16(305), u16(4), u16(306), u16(4)]);
    const told = [set(2, template(256, ...plain)), set(3, options), set(257, u32(7), u32(1), u32(999))];
    expect(read([ipfix([...told, set(256, record(2))])]).flows).toMatchObject([{ packets: 2000, sampling: 1000 }]);
  });
});

describe('what records tell', () => {
  const flowOf = (fields: readonly (readonly [number, number])[], ...values: readonly Buffer[]) =>
    read([ipfix([set(2, template(256, ...plain, ...fields)), set(256, record(1), ...values)])]).flows[0];

  it('a denied connection is rejected, and one a firewall began knows its client', () => {
    expect(flowOf([[233, 1]], u8(3))).toMatchObject({ verdict: 'rejected', initiator: 'source' });
    expect(flowOf([[89, 1]], u8(0x80))).toMatchObject({ verdict: 'rejected' });
    expect(flowOf([[89, 1]], u8(0x40))).toMatchObject({ verdict: 'accepted' });
  });

  it('behind NAT the real server is the destination', () => {
    const flow = flowOf(
      [
        [226, 4],
        [228, 2],
      ],
      ip('10.9.0.1'),
      u16(6432),
    );
    expect(flow).toMatchObject({ destination: { address: '10.9.0.1', port: 6432 }, through: ['10.0.0.9'] });
  });

  it('times in every unit', () => {
    const at = '2026-03-01T02:00:00.000Z';
    const seconds = 1_772_330_400;
    const ms = Buffer.alloc(8);
    ms.writeBigUInt64BE(BigInt(seconds) * 1000n);
    expect(flowOf([[150, 4]], u32(seconds))?.firstSeen).toBe(at);
    expect(flowOf([[152, 8]], ms)?.firstSeen).toBe(at);
    expect(flowOf([[154, 8]], u32(seconds + 2_208_988_800), u32(0))?.firstSeen).toBe(at);
  });
});

it('counts what was lost by sequence numbers, not a restart', () => {
  const told = netflow9([set(0, template(256, ...plain))]);
  const at = (sequence: number): Buffer => netflow9([set(256, record(1))], { sequence });
  expect(read([told, at(1), at(5), at(6)]).counts.lost).toBe(3);
  expect(read([told, at(1000), at(0), at(1)]).counts.lost).toBe(999);
});

it('keeps the octets of a record as evidence', () => {
  const { records } = read([netflow9([set(0, template(256, ...plain)), set(256, record(1))])]);
  expect(records).toEqual([`NetFlow 9 domain 7 template 256 from ${router}: ${record(1).toString('hex')}`]);
});

it('never throws, whatever comes', () => {
  const good = ['softflowd-v5', 'softflowd-v9', 'softflowd-v10', 'softflowd-v10-biflow'].flatMap(recorded);
  const mutated = fc
    .tuple(fc.constantFrom(...good), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }), fc.nat())
    .map(([datagram, changes, cut]) => {
      const copy = Buffer.from(datagram);
      for (const [at, value] of changes) copy[at % copy.length] = value;
      return copy.subarray(0, cut % (copy.length + 1));
    });
  const anything = fc.oneof(
    mutated,
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  );
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 8 }), (datagrams) => {
      const { counts, flows } = read(datagrams);
      expect(counts.datagrams).toBe(datagrams.length);
      for (const { source, destination } of flows) expect(source.port && destination.port).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
