import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openConversations } from '../../src/collectors/flows/conversations.ts';
import { flowSummary } from '../../src/collectors/flows/read-summary.ts';
import { splitObjects } from '../../src/collectors/flows/split-objects.ts';
import { summaryColumns, writeSummary } from '../../src/collectors/flows/summary-text.ts';
import { observe } from '../../src/collectors/observe.ts';
import { findFlowLog } from '../../src/import/flows/find-flow-format.ts';
import { addFlowsToEarlier, type FlowPiece, joinFlowPieces, readFlowPiece } from '../../src/import/flows/flow-piece.ts';
import type { Collection } from '../../src/model/evidence.ts';
import type { FlowFact } from '../../src/model/flow-fact.ts';

const directory = mkdtempSync(join(tmpdir(), 'flows-'));
afterAll(() => rmSync(directory, { recursive: true }));

const row = (client: number, at: number, port = 40_000 + client): string =>
  `2 123456789012 eni-0aa11bb22cc33dd44 10.0.0.${client} 10.0.9.1 ${port} 5432 6 2 100 ${1_732_183_200 + at} ${1_732_183_201 + at} ACCEPT OK`;

function logFile(name: string, rows: readonly string[]): string {
  const path = join(directory, name);
  const text = `${rows.join('\n')}\n`;
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

async function pieceOf(path: string): Promise<FlowPiece> {
  const log = findFlowLog(path, 'auto');
  if (log === undefined) throw new Error('not recognised');
  const read = await readFlowPiece(log, { within: 'hours', modifiedAt: '2026-01-01T00:00:00.000Z' });
  if (!read.ok) throw new Error(read.failure.message);
  return read.value;
}

const flowsIn = (piece: FlowPiece) => flowSummary.parse(Buffer.from(piece.section.stdout).toString());

describe('a log of flows', () => {
  it('becomes conversations, each with its first record', async () => {
    const piece = await pieceOf(logFile('a.log.gz', [row(1, 5), row(1, 0), row(2, 1), 'broken']));
    expect(piece).toMatchObject({
      target: 'flows:hours',
      at: '2024-11-21T10:00:06.000Z',
      conversations: 2,
      totals: { records: 3, skipped: 1 },
    });
    const text = Buffer.from(piece.section.stdout).toString();
    expect(text).toContain(`\ta.log.gz:1\t${row(1, 5)}\n`);
    expect(flowsIn(piece)).toMatchObject([
      { fact: 'skipped', line: 2, text: 'broken', count: 1 },
      {
        line: 4,
        records: 2,
        packets: 4,
        bytes: 200,
        firstSeen: '2024-11-21T10:00:00.000Z',
        lastSeen: '2024-11-21T10:00:06.000Z',
      },
      { line: 5, records: 1 },
    ]);
  });

  it('keeps what comes before damage in a compressed file', async () => {
    const path = join(directory, 'cut.log.gz');
    const whole = gzipSync(Array.from({ length: 20_000 }, (_, at) => row(at % 200, at % 977, 32_768 + (at % 28_001))).join('\n'));
    writeFileSync(path, whole.subarray(0, whole.length - 2_000));
    const { totals } = await pieceOf(path);
    expect(totals.records).toBeGreaterThan(10_000);
    expect(totals.firstSkipped?.reason).toMatch(/^the compressed data is damaged or cut off here|^not as many fields/);
  });

  it('is read with the others of its source as if it were one: each conversation once, with what all of them counted', async () => {
    const hours = await Promise.all(
      [0, 1, 2].map((hour) =>
        pieceOf(logFile(`hour-${hour}.log`, [row(1, hour * 3600, 40_000), row(2 + hour, hour * 3600, 40_000), `broken ${hour}`])),
      ),
    );
    const [collection] = joinFlowPieces(hours);
    const { flows = [], skippedLines } = observe(collection as Collection, true);
    expect(skippedLines).toBe(3);
    expect(flows.map(({ sample, flow: { source, records } }) => [source.address, records, sample]).sort()).toEqual([
      ['10.0.0.1', 3, 1],
      ['10.0.0.2', 1, 1],
      ['10.0.0.3', 1, 2],
      ['10.0.0.4', 1, 3],
    ]);
    expect(flows.find(({ flow }) => flow.records === 3)?.flow).toMatchObject({
      packets: 6,
      bytes: 300,
      firstSeen: '2024-11-21T10:00:00.000Z',
      lastSeen: '2024-11-21T12:00:01.000Z',
    });
  });

  it('adds to what came before, and changes nothing when it comes again under another name', async () => {
    const [one, two, again] = [
      await pieceOf(logFile('1.log', [row(1, 0)])),
      await pieceOf(logFile('2.log', [row(2, 3600)])),
      await pieceOf(logFile('copy.log', [row(1, 0)])),
    ];
    const [first] = joinFlowPieces([one]);
    const [second] = joinFlowPieces([two]);
    const [third] = joinFlowPieces([again]);
    if (first === undefined || second === undefined || third === undefined) throw new Error('no collection');
    const both = addFlowsToEarlier(first, second);
    expect(both.sections.map(({ sample }) => sample)).toEqual([1, 2]);
    expect(both.finishedAt).toBe('2024-11-21T11:00:01.000Z');
    expect(addFlowsToEarlier(both, third)).toEqual({ ...both });
    expect(addFlowsToEarlier(second, first)).toEqual(both);
  });
});

const flow = fc.record({
  fact: fc.constant('flow' as const),
  protocol: fc.constantFrom('tcp' as const, 'udp' as const),
  source: fc.record({
    address: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3'),
    port: fc.constantFrom(80, 5000, 8080, 40_000, 40_001, 40_002),
  }),
  destination: fc.record({
    address: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3'),
    port: fc.constantFrom(80, 5000, 8080, 40_000, 40_001),
  }),
  bytes: fc.nat(1000),
});

function summaryOf(flows: readonly FlowFact[], most?: number) {
  const table = openConversations(most);
  for (const one of flows) table.flow({ ...one, line: 1 }, 'record');
  return table.summary();
}

describe('summing up', () => {
  const named = { file: 'f', sha256: 's', format: 'x' };

  it('does not depend on the order of the records', () => {
    const shuffled = fc
      .array(flow, { maxLength: 60 })
      .chain((flows) => fc.tuple(fc.constant(flows), fc.shuffledSubarray(flows, { minLength: flows.length })));
    fc.assert(
      fc.property(shuffled, ([flows, other]) => {
        expect(writeSummary(named, summaryOf(other))).toBe(writeSummary(named, summaryOf(flows)));
      }),
      { numRuns: 100 },
    );
  });

  it('counts every record once, kept or not, and holds no more than it may', () => {
    fc.assert(
      fc.property(fc.array(flow, { maxLength: 100 }), (flows) => {
        const { totals, conversations } = summaryOf(flows, 10);
        const kept = conversations.reduce((sum, { records }) => sum + records, 0);
        expect(kept + totals.notKept.records).toBe(flows.length);
        expect(conversations.length).toBeLessThanOrEqual(10);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps tries inside one by one, and joins those of the internet', () => {
    const attempt = (source: string, port: number, at = 5): FlowFact => ({
      fact: 'flow',
      protocol: 'tcp',
      source: { address: source, port: 40_000 + port },
      destination: { address: `10.0.0.${at}`, port },
      verdict: 'rejected',
    });
    const scanners = Array.from({ length: 40 }, (_, at) => `203.0.113.${at + 1}`);
    const flows = [
      ...scanners.map((scanner) => attempt(scanner, 22)),
      ...scanners.map((scanner, at) => attempt(scanner, 1000 + at)),
      ...scanners.slice(0, 2).map((scanner) => attempt(scanner, 25, 6)),
      ...[22, 25, 80].map((port) => attempt('10.0.0.9', port)),
      attempt('8.8.8.8', 22),
      { ...attempt('8.8.8.8', 443), verdict: 'accepted' as const },
    ];
    const { conversations, totals } = summaryOf(flows);
    const told = conversations.map(({ source, destination: { address, port }, records }) =>
      [source.address ?? 'many', address, port ?? 'many', records].join(' '),
    );
    const single = ['203.0.113.1 10.0.0.6 25 1', '203.0.113.2 10.0.0.6 25 1', '8.8.8.8 10.0.0.5 22 1', '8.8.8.8 10.0.0.5 443 1'];
    const inner = [22, 25, 80].map((port) => `10.0.0.9 10.0.0.5 ${port} 1`);
    expect(told.sort()).toEqual([...inner, ...single, 'many 10.0.0.5 22 40', 'many 10.0.0.5 many 40'].sort());
    expect(totals).toMatchObject({ records: 87, rejected: 86 });
    const read = flowSummary.parse(writeSummary(named, { conversations, totals }));
    expect(read.filter(({ fact }) => fact === 'skipped')).toEqual([]);
    expect(read).toContainEqual(
      expect.objectContaining({ source: {}, destination: { address: '10.0.0.5', port: 22 }, records: 40 }),
    );
  });

  it('leaves scans out first where there is no room, and inside tries last', () => {
    const flows = Array.from({ length: 400 }, (_, at): FlowFact => {
      const inner = at % 20 === 0;
      const source = inner
        ? { address: `10.0.1.${at / 20}`, port: 40_000 }
        : { address: `9.9.${at >> 8}.${at & 255}`, port: 40_000 };
      const destination = { address: `10.0.${2 + (at >> 8)}.${at & 255}`, port: 5432 };
      return { fact: 'flow', protocol: 'tcp', source, destination, verdict: 'rejected' };
    });
    const { conversations } = summaryOf(flows, 60);
    expect(conversations.filter(({ source }) => source.address?.startsWith('10.'))).toHaveLength(20);
  });

  it('says which exporters look at one in several packets only', () => {
    const table = openConversations();
    const of = (exporter: string, sampling?: number): FlowFact => ({
      ...{ fact: 'flow', protocol: 'tcp', source: { address: '10.0.0.1', port: 40_000 }, exporter },
      ...{ destination: { address: '10.0.0.2', port: 443 }, ...(sampling === undefined ? {} : { sampling }) },
    });
    for (const one of [of('r1', 100), of('r1', 1000), of('r1', 10), of('r2')]) table.flow(one, 'x');
    const summary = table.summary();
    expect(summary.totals.sampling).toEqual({ r1: 1000 });
    const read = flowSummary.parse(writeSummary({ file: 'f', sha256: '', format: 'netflow' }, summary));
    expect(read.map((fact) => fact.fact === 'flow' && [fact.exporter, fact.sampling])).toEqual([
      ['r1', 1000],
      ['r2', undefined],
    ]);
  });

  it('holds the sampling of so many exporters only', () => {
    const table = openConversations();
    for (let number = 0; number < 1000; number += 1) {
      const exporter = `10.9.${number >> 8}.${number & 255}`;
      const ends = { source: { address: '10.0.0.1', port: 40_000 }, destination: { address: '10.0.0.2', port: 443 } };
      table.flow({ fact: 'flow', protocol: 'tcp', ...ends, exporter, sampling: 10 }, 'x');
    }
    expect(Object.keys(table.summary().totals.sampling ?? {})).toHaveLength(256);
  });

  it('is read back as it was written, also a record with tabs and line ends in it', () => {
    const table = openConversations();
    table.flow(
      {
        fact: 'flow',
        line: 7,
        protocol: 'udp',
        source: { address: '2001:db8::1', port: 5 },
        destination: { address: '10.0.0.1', port: 6 },
        exporter: 'a\tb',
      },
      'x\ty\nz',
    );
    const text = writeSummary(named, table.summary());
    expect(text.split('\n')[3]?.split('\t')).toHaveLength(summaryColumns.length);
    expect(flowSummary.parse(text)).toMatchObject([
      { line: 4, source: { address: '2001:db8::1', port: 5 }, exporter: 'a b', records: 1 },
    ]);
  });

  it('never fails to read a summary that was damaged', () => {
    const text = writeSummary(
      named,
      summaryOf([
        {
          fact: 'flow',
          protocol: 'tcp',
          source: { address: '10.0.0.1', port: 1 },
          destination: { address: '10.0.0.2', port: 2 },
        },
      ]),
    );
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(text.length), fc.string(), (from, to, put) => {
        expect(Array.isArray(flowSummary.parse(text.slice(0, from) + put + text.slice(to)))).toBe(true);
      }),
    );
  });
});

describe('objects that come in chunks', () => {
  it('are the same wherever the chunks end', () => {
    const text = '{"records":[ {"a":"}\\"{","n":[1,{"b":2}]},\n{"c":"\\\\"} ]}\n{"d":1}\n[{"e":{}}]{"f"';
    const whole = ['{"a":"}\\"{","n":[1,{"b":2}]}', '{"c":"\\\\"}', '{"d":1}', '{"e":{}}', '{"f"'];
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 10 }), (cuts) => {
        const splitter = splitObjects();
        const borders = [0, ...cuts.sort((a, b) => a - b), text.length];
        const pieces = borders.slice(1).flatMap((border, at) => splitter.push(text.slice(borders[at], border)));
        expect([...pieces, ...splitter.end()].map((piece) => piece.text)).toEqual(whole);
      }),
    );
  });
});
