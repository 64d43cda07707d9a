import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derive } from '../../src/graph/derive.ts';
import type { FlowFact } from '../../src/model/flow-fact.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { arrows, header, listen, machine, onlyDependency, snapshotOf, socket } from './build.ts';

const end = (text: string): FlowFact['source'] => {
  const [address = '', port] = text.split(':');
  return port === undefined ? { address } : { address, port: Number(port) };
};

/** `10.0.0.1:40000 > 10.0.0.2:443`; an end without a port had many. */
function flow(text: string, more: Partial<FlowFact> = {}): FlowFact {
  const [from = '', to = ''] = text.split(' > ');
  return { fact: 'flow', protocol: 'tcp', source: end(from), destination: end(to), line: 4, ...more };
}

const log = (flows: readonly FlowFact[], more: Partial<Observation> = {}): Observation => ({
  target: 'flows:fw',
  origin: 'listed',
  method: 'import',
  at: '2026-11-21T10:00:00.000Z',
  fresh: true,
  status: 'collected',
  samples: [],
  witness: true,
  flows: flows.map((one) => ({ collector: 'flows.summary', flow: one })),
  facts: [],
  skippedLines: 0,
  ...more,
});

const decide = (...flows: readonly FlowFact[]): string => {
  const snapshot = snapshotOf([log(flows)]);
  return `${arrows(snapshot).join(', ')} ${onlyDependency(snapshot).directionRule}`;
};

describe('a flow', () => {
  it('is a dependency between hosts nobody looked at, and who wrote the log is none', () => {
    const snapshot = snapshotOf([log([flow('10.0.0.1:40000 > 10.0.0.2:443', { bytes: 10, records: 3 })])]);
    expect(onlyDependency(snapshot)).toMatchObject({ seenFrom: 'flow', state: 'active', bytes: 10, connections: 3 });
    expect(snapshot.hosts.map(({ name }) => name).sort()).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it('is directed by the record, then by listeners, then by habit', () => {
    expect(decide(flow('10.0.0.1:443 > 10.0.0.2:50000', { initiator: 'source' }))).toBe(
      '10.0.0.1/? -> 10.0.0.2/tcp/50000 tcp/50000 syn-state',
    );
    expect(decide(flow('10.0.0.1:443 > 10.0.0.2:50000'))).toBe('10.0.0.2/? -> 10.0.0.1/tcp/443 tcp/443 ephemeral-range');
    expect(decide(flow('10.0.0.1:50000 > 10.0.0.2'))).toBe('10.0.0.2/? -> 10.0.0.1/tcp/50000 tcp/50000 fan-in');
    const server = machine(2, { sockets: [listen('*:50000', 'y/6')] });
    const snapshot = snapshotOf([log([flow('10.0.0.1:443 > 10.0.0.2:50000')]), server]);
    expect(`${arrows(snapshot).join()} ${onlyDependency(snapshot).directionRule}`).toBe(
      '10.0.0.1/? -> host2/y tcp/50000 peer-listener',
    );
  });

  it('is one with its answer, and counted once where several counted it', () => {
    const both = [
      flow('10.0.0.1:40000 > 10.0.0.2:443', { bytes: 10, exporter: 'a' }),
      flow('10.0.0.1:40000 > 10.0.0.2:443', { bytes: 10, exporter: 'b' }),
      flow('10.0.0.2:443 > 10.0.0.1:40000', { bytes: 90, exporter: 'a' }),
    ];
    expect(onlyDependency(snapshotOf([log(both)]))).toMatchObject({ bytes: 100, connections: 1 });
  });

  it('is an attempt where a filter let nothing pass', () => {
    const rejected = flow('10.0.0.1:40000 > 10.0.0.2:443', { verdict: 'rejected' });
    expect(onlyDependency(snapshotOf([log([rejected])])).state).toBe('attempted');
    expect(onlyDependency(snapshotOf([log([rejected, flow('10.0.0.1:40001 > 10.0.0.2:443')])])).state).toBe('active');
  });

  it('to a group, to a broadcast address or without ports is none', () => {
    const others = [flow('10.0.0.1:40000 > 239.1.1.1:443'), flow('10.0.0.1:40000 > 10.0.0.255:443'), flow('10.0.0.1 > 10.0.0.2')];
    expect(snapshotOf([log(others), machine(1)]).dependencies).toEqual([]);
  });

  it('adds to what an end saw, which stays as it was seen', () => {
    const client = machine(1, { sockets: [socket('10.0.0.1:40000', '10.0.0.2:443', 'x/5')] });
    const seen = onlyDependency(snapshotOf([client]));
    const told = log([flow('10.0.0.1:40000 > 10.0.0.2:443', { bytes: 7, lastSeen: '2030-01-01T00:00:00.000Z' })]);
    const both = onlyDependency(snapshotOf([client, told]));
    expect(both).toEqual({ ...seen, bytes: 7, lastSeen: '2030-01-01T00:00:00.000Z' });
  });

  // A job at night listens at night: what a log saw is not undone by a scan at noon.
  it('to a port its host, looked at later, does not listen on stays, with the time it was seen', () => {
    const server = machine(2, { sockets: [listen('*:22', 'sshd/6')] });
    const old = log([flow('10.0.0.1:40000 > 10.0.0.2:443', { lastSeen: '2000-01-01T00:00:00.000Z' })]);
    const first = snapshotOf([server, old]);
    expect(onlyDependency(first)).toMatchObject({ port: 443, lastSeen: '2000-01-01T00:00:00.000Z', seenFrom: 'flow' });
    const again = derive(inputOf([server, { ...old, fresh: false }], first)).snapshot;
    expect(again.dependencies.map(({ lastSeen }) => lastSeen)).toEqual(['2000-01-01T00:00:00.000Z']);
  });

  it('of the internet that a filter rejected is no host, unless something else of it passed', () => {
    const scan = flow('8.8.4.4:40000 > 10.0.0.2:22', { verdict: 'rejected' });
    const scanFrom443 = flow('8.8.4.4:443 > 10.0.0.2:50000', { verdict: 'rejected' });
    const inner = flow('10.0.0.9:40000 > 10.0.0.2:22', { verdict: 'rejected' });
    const summed: FlowFact = { ...scan, source: {}, records: 900 };
    const snapshot = snapshotOf([log([scan, scanFrom443, summed, inner])]);
    expect(snapshot.hosts.map(({ name }) => name).sort()).toEqual(['10.0.0.2', '10.0.0.9']);
    expect(onlyDependency(snapshot).state).toBe('attempted');
    expect(snapshot.coverage).toMatchObject({ flowRecords: 903, flowRecordsRejected: 903 });
    const partner = snapshotOf([log([scan, flow('8.8.4.4:40001 > 10.0.0.2:443')])]);
    expect(partner.dependencies.map(({ port, state }) => `${port} ${state}`).sort()).toEqual(['22 attempted', '443 active']);
  });

  it('of sampled packets says so in the coverage, with the highest rate', () => {
    const rows = [undefined, 100, 1000].map((sampling, at) =>
      flow(`10.0.0.1:4000${at} > 10.0.0.2:443`, sampling === undefined ? {} : { sampling }),
    );
    expect(snapshotOf([log(rows)]).coverage.flowSampling).toBe(1000);
    expect(snapshotOf([log(rows.slice(0, 1))]).coverage).not.toHaveProperty('flowSampling');
  });

  it('leads to its row', () => {
    const { witnesses, snapshot } = derive(inputOf([log([flow('10.0.0.1:40000 > 10.0.0.2:443', { line: 9 })])]));
    expect(witnesses.get(onlyDependency(snapshot).id)).toEqual([
      { target: 'flows:fw', collector: 'flows.summary', sample: 1, line: 9, side: 'client' },
    ]);
  });
});

const inputOf = (observations: readonly Observation[], prior?: Snapshot) => ({
  header,
  observations,
  attempts: [],
  targetCount: 1,
  unansweredCount: 0,
  ...(prior === undefined ? {} : { prior }),
});

describe('what flows told', () => {
  it('stays where nobody looked again, and a log of others removes nothing', () => {
    const first = derive(inputOf([log([flow('10.0.0.1:40000 > 10.0.0.2:443')])])).snapshot;
    const stale = log([flow('10.0.0.1:40000 > 10.0.0.2:443')], { fresh: false, at: '2000-01-01T00:00:00.000Z' });
    const others = log([flow('10.0.0.8:40000 > 10.0.0.9:443')], { target: 'flows:other' });
    const { snapshot, witnesses } = derive(inputOf([stale, others], first));
    expect(snapshot.dependencies).toHaveLength(2);
    expect(snapshot.dependencies).toContainEqual(first.dependencies[0]);
    expect(witnesses.get(first.dependencies[0]?.id ?? '')).toHaveLength(1);
  });

  it('does not come back after it was found to be gone', () => {
    const stale = log([flow('10.0.0.1:40000 > 10.0.0.2:443')], { fresh: false, at: '2000-01-01T00:00:00.000Z' });
    const nothing: Snapshot = { ...snapshotOf([]), dependencies: [], services: [], hosts: [] };
    expect(derive(inputOf([stale], nothing)).snapshot.dependencies).toEqual([]);
  });

  it('does not depend on the order of the flows', () => {
    const address = fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3');
    const port = fc.constantFrom('', ':443', ':5000', ':8080', ':40000', ':50000');
    const one = fc
      .tuple(address, port, address, port, fc.constantFrom('source' as const, 'destination' as const, undefined), fc.nat(99))
      .map(([a, p, b, q, initiator, bytes]) =>
        flow(`${a}${p} > ${b}${q}`, { bytes, ...(initiator === undefined ? {} : { initiator }) }),
      );
    const orders = fc
      .array(one, { maxLength: 20 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(orders, ([flows, other]) => {
        const host = machine(3, { sockets: [listen('*:5000', 'y/6')] });
        expect(snapshotOf([log(other), host])).toEqual(snapshotOf([host, log(flows)]));
      }),
      { numRuns: 60 },
    );
  });
});

describe('what a host tracks for others', () => {
  const tracked = (more: Partial<FlowFact> = {}): Observation => {
    const router = machine(9, { sockets: [] });
    const told = flow('10.0.0.1:40000 > 10.0.0.2:5000', { initiator: 'source', ...more });
    return { ...router, flows: [{ collector: 'linux.conntrack', flow: told }] };
  };

  it('is a dependency by way of it, and only a try where nobody answered', () => {
    const snapshot = snapshotOf([tracked()]);
    const router = snapshot.hosts.find(({ evidence }) => evidence !== undefined);
    expect(onlyDependency(snapshot)).toMatchObject({ directionRule: 'conntrack', state: 'active', via: [router?.id] });
    expect(onlyDependency(snapshotOf([tracked({ unanswered: true })])).state).toBe('attempted');
  });

  it('is left to its own sockets where it is an end itself', () => {
    expect(snapshotOf([tracked({ destination: { address: '10.0.0.9', port: 22 } })]).dependencies).toEqual([]);
  });
});
