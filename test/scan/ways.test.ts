import { describe, expect, it } from 'vitest';
import type { Collection } from '../../src/model/evidence.ts';
import { type FailureStatus, fail, succeed } from '../../src/model/failure.ts';
import type { Target } from '../../src/model/target.ts';
import type { ScanEvent } from '../../src/scan/events.ts';
import { type ScanOptions, scan } from '../../src/scan/scan.ts';
import type { Connectors } from '../../src/scan/way.ts';
import type { ShellConnector, ShellOutput } from '../../src/transports/types.ts';
import { type FakeAgent, fakeAgents, plain, subtreesOf, sysName, told } from './fake-agent.ts';

const options: ScanOptions = {
  ...{ samples: 1, interval: 0, sudo: 'never', deadlineMs: 1000, maxBytes: 1_000_000, concurrency: 4, sweepSockets: 8 },
  marker: () => 'mark',
  now: () => new Date(),
};

const section = (id: string, body: string): string => `\nmark begin ${id} 1\n${body}\nmark end ${id} 1 0\n`;
const begun = `${section('session', 'platform=Linux\nuser=ops\nconnection=\n')}${section('linux.resolver', 'nameserver 10.0.0.53\n')}`;

type Shell = FailureStatus | 'read' | 'cut' | 'silent' | 'throws';

/** One host whose SSH ends like this. */
function shell(how: Shell): ShellConnector {
  const output: ShellOutput = {
    end: how === 'cut' ? 'disconnected' : 'exit',
    stdout: Buffer.from(how === 'cut' ? begun : `${begun}\nmark done none\n`),
    stderr: Buffer.from(''),
  };
  return {
    route: async (target) => succeed({ target, host: target.host, port: 22, user: 'ops', jump: [], via: 'direct' }),
    probe: async ({ host }) => {
      if (how === 'throws') throw new Error('boom');
      if (how === 'silent') return { kind: 'closed', failure: { status: 'unanswered', message: `${host}: no answer` } };
      if (how === 'refused') return { kind: 'closed', failure: { status: 'refused', message: `${host}: refused` } };
      return { kind: 'open', socket: undefined as never, address: host };
    },
    open: async ({ host }) =>
      how === 'read' || how === 'cut'
        ? succeed({ facts: { user: 'ops' }, run: async () => output, close: () => {} })
        : fail(how as FailureStatus, `${host}: ${how}`),
    close: async () => {},
  };
}

const host = '10.0.0.1';

async function visit(connectors: Connectors, origin: Target['origin'] = 'listed') {
  const events: ScanEvent[] = [];
  for await (const event of scan([{ host, origin }], connectors, options, new AbortController().signal)) events.push(event);
  const finished = events.filter((event) => event.type === 'host-finished');
  return { events, collection: finished[0]?.collection as Collection };
}

const over = (ssh: Shell, agent: FakeAgent, origin?: Target['origin']) =>
  visit({ ssh: shell(ssh), snmp: fakeAgents({ [host]: agent }) }, origin);

const silent: FakeAgent = { failure: 'snmp-unanswered', silent: true };
const loops: FakeAgent = {
  tell: (tables, limits) =>
    subtreesOf(tables).includes('1.3.6.1.2.1.17.1.1')
      ? told('1.3.6.1.2.1.17.1.1.0|4|x\n', { status: 'looped' })
      : plain(tables, limits),
};

describe('a target read over SSH and SNMP', () => {
  it('is one visit with what both told', async () => {
    const { collection, events } = await over('read', {});
    expect(collection).toMatchObject({
      ...{ target: host, address: host, port: 22, method: 'ssh', status: 'collected' },
      session: { platform: 'linux', user: 'ops', snmpVersion: '2c', snmpCredential: 'public' },
    });
    expect(collection.ways).toBeUndefined();
    expect(collection.sections.map(({ collector }) => collector).slice(0, 2)).toEqual(['linux.resolver', 'snmp.system']);
    expect(events.map(({ type }) => type)).toEqual(['started', 'host-started', 'host-finished', 'finished']);
  });

  it.each([
    // SSH, SNMP, status, method, what the ways say
    ['refused', {}, 'collected', 'snmp', ['refused', 'collected']],
    ['login-refused', {}, 'collected', 'snmp', ['login-refused', 'collected']],
    ['silent', {}, 'collected', 'snmp', ['unanswered', 'collected']],
    ['throws', {}, 'collected', 'snmp', ['internal', 'collected']],
    ['read', silent, 'collected', 'ssh', ['collected', 'snmp-unanswered']],
    ['read', loops, 'collected', 'ssh', ['collected', 'snmp-looped']],
    ['read', { throws: 'boom' }, 'collected', 'ssh', ['collected', 'internal']],
    ['read', { unresolved: true }, 'collected', 'ssh', ['collected', 'unresolved']],
    ['cut', {}, 'disconnected', 'ssh', ['disconnected', 'collected']],
    ['login-refused', loops, 'snmp-looped', 'snmp', ['login-refused', 'snmp-looped']],
    ['login-refused', silent, 'login-refused', 'ssh', ['login-refused', 'snmp-unanswered']],
    ['silent', { failure: 'snmp-denied' }, 'snmp-denied', 'snmp', ['unanswered', 'snmp-denied']],
    ['silent', silent, 'unanswered', 'ssh', ['unanswered', 'snmp-unanswered']],
  ] as const)('SSH %s, SNMP %j: ends as %s over %s', async (ssh, agent, status, method, ways) => {
    const { collection } = await over(ssh, agent);
    expect(collection).toMatchObject({ status, method });
    expect(collection.ways?.map((way) => way.status)).toEqual(ways);
    expect(collection.ways?.map(({ transport }) => transport)).toEqual(['ssh', 'snmp']);
    if (status === 'collected') expect(collection.message).toBeUndefined();
    else expect(collection.message).toMatch(/^10\.0\.0\.1: /);
  });

  it('keeps what came of both where the login was cut off', async () => {
    const { collection } = await over('cut', {});
    expect(collection.sections[0]).toMatchObject({ collector: 'linux.resolver' });
    expect(collection.sections[1]).toMatchObject({ collector: 'snmp.system', stdout: Buffer.from(sysName) });
  });

  it('says both causes where both failed', async () => {
    const { collection } = await over('login-refused', silent);
    expect(collection.message).toBe('10.0.0.1: login-refused; over SNMP: snmp-unanswered');
  });

  it('is silent only where both ways are', async () => {
    const count = async (ssh: Shell, agent: FakeAgent) =>
      (await over(ssh, agent, 'swept')).events.filter(({ type }) => type === 'unanswered').length;
    expect(await count('silent', silent)).toBe(1);
    expect(await count('silent', { none: true })).toBe(1);
    expect(await count('silent', {})).toBe(0);
    expect(await count('refused', silent)).toBe(0);
    expect(await count('silent', { failure: 'snmp-denied' })).toBe(0);
  });

  it('is asked over SSH alone where no SNMP credential is for it', async () => {
    const { collection } = await over('read', { none: true });
    expect(collection).toMatchObject({ status: 'collected', method: 'ssh' });
    expect(collection.ways).toBeUndefined();
  });
});

describe('a target asked over SNMP alone', () => {
  const alone = (agent: FakeAgent, origin?: Target['origin']) => visit({ snmp: fakeAgents({ [host]: agent }) }, origin);

  it('is read: sections, port, address, facts', async () => {
    const { collection } = await alone({});
    expect(collection).toMatchObject({
      ...{ target: host, address: host, port: 161, method: 'snmp', status: 'collected' },
      session: { snmpVersion: '2c', snmpCredential: 'public' },
    });
    expect(collection.ways).toBeUndefined();
  });

  it('tells what was cut off beside its status', async () => {
    const long = told(sysName, { status: 'truncated' });
    const { collection } = await alone({
      tell: (tables, limits) => (subtreesOf(tables).includes('1.3.6.1.2.1.4.24.7.1.7') ? long : plain(tables, limits)),
    });
    expect(collection.status).toBe('collected');
    expect(collection.ways).toEqual([
      { transport: 'snmp', status: 'collected', message: '10.0.0.1: snmp.routes was cut off after 1 objects' },
    ]);
  });

  it('fails where nobody may ask it anything', async () => {
    expect((await alone({ none: true }, 'swept')).collection).toMatchObject({ status: 'no-credential' });
  });

  it('is silence of a swept address, and the failure of a listed one', async () => {
    expect((await alone(silent, 'swept')).events.map(({ type }) => type)).toContain('unanswered');
    expect((await alone(silent)).collection).toMatchObject({ status: 'snmp-unanswered', method: 'snmp', port: 161 });
  });
});
