import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Collection } from '../../src/model/evidence.ts';
import { type FailureStatus, fail, succeed } from '../../src/model/failure.ts';
import type { Target } from '../../src/model/target.ts';
import type { ScanEvent } from '../../src/scan/events.ts';
import { type ScanOptions, scan } from '../../src/scan/scan.ts';
import type { RunLimits, ShellConnector, ShellOutput, ShellSession } from '../../src/transports/types.ts';

const marker = 'mark';
const options: ScanOptions = {
  samples: 1,
  interval: 0,
  sudo: 'never',
  deadlineMs: 1000,
  maxBytes: 1_000_000,
  concurrency: 4,
  sweepSockets: 8,
  marker: () => marker,
  now: () => new Date(),
};

const section = (id: string, body: string): string => `\n${marker} begin ${id} 1\n${body}\n${marker} end ${id} 1 0\n`;
const session = (platform = 'Linux'): string => section('session', `platform=${platform}\nuser=ops\nconnection=\n`);
const whole = `${session()}${section('linux.resolver', 'nameserver 10.0.0.53\n')}\n${marker} done none\n`;

type Answer = (limits: RunLimits) => Promise<ShellOutput> | ShellOutput;
const say =
  (text: string, end: ShellOutput['end'] = 'exit'): Answer =>
  () => ({ end, stdout: Buffer.from(text), stderr: Buffer.from('') });

interface Fake {
  readonly answer?: Answer;
  readonly probe?: FailureStatus;
  readonly absent?: true;
  readonly open?: FailureStatus;
  readonly throws?: string;
  readonly jump?: true;
}

function fakeEstate(hosts: Readonly<Record<string, Fake>>) {
  const seen = { open: 0, most: 0, closed: 0 };
  const connector: ShellConnector = {
    route: async (target) =>
      succeed({
        target,
        host: target.host,
        port: 22,
        user: 'ops',
        jump: [],
        via: 'jump' in (hosts[target.host] ?? {}) ? 'jump' : 'direct',
      }),
    probe: async ({ host }) => {
      const { probe: status, absent } = hosts[host] ?? {};
      const failure = status === undefined ? undefined : { status, message: `${host}: ${status}` };
      if (failure !== undefined) return { kind: 'closed', failure, ...(absent ? { absent } : {}) };
      return { kind: 'open', socket: undefined as never, address: host };
    },
    open: async ({ host }) => {
      const fake = hosts[host] ?? {};
      if (fake.throws !== undefined) throw new Error(fake.throws);
      if (fake.open !== undefined) return fail(fake.open, `${host}: ${fake.open}`);
      seen.open += 1;
      seen.most = Math.max(seen.most, seen.open);
      const shell: ShellSession = {
        facts: { hostKey: 'SHA256:x', user: 'ops' },
        run: async (_script, limits) => (fake.answer ?? say(whole))(limits),
        close: () => {
          seen.open -= 1;
          seen.closed += 1;
        },
      };
      return succeed(shell);
    },
    close: async () => {},
  };
  return { connector, seen };
}

const listed = (...hosts: string[]): Target[] => hosts.map((host) => ({ host, origin: 'listed' }));

async function collect(
  targets: readonly Target[],
  connector: ShellConnector,
  more: Partial<ScanOptions> = {},
  signal = new AbortController().signal,
) {
  const events: ScanEvent[] = [];
  for await (const event of scan(targets, { ssh: connector }, { ...options, ...more }, signal)) events.push(event);
  const collections = new Map<string, Collection>();
  for (const event of events) if (event.type === 'host-finished') collections.set(event.target, event.collection);
  return { events, collections };
}

describe('scan', () => {
  it('reads a host: sections, session facts, address, times', async () => {
    const { connector } = fakeEstate({ '10.0.0.1': {} });
    const { collections, events } = await collect(listed('10.0.0.1'), connector);
    expect(collections.get('10.0.0.1')).toMatchObject({
      target: '10.0.0.1',
      address: '10.0.0.1',
      port: 22,
      method: 'ssh',
      status: 'collected',
      session: { platform: 'linux', user: 'ops', hostKey: 'SHA256:x', privilege: 'none' },
      sections: [{ collector: 'linux.resolver', status: 'ok' }],
    });
    expect(events.map((event) => event.type)).toEqual(['started', 'host-started', 'host-finished', 'finished']);
  });

  const endings: readonly (readonly [string, Fake, FailureStatus, number])[] = [
    ['a closed port', { probe: 'refused' }, 'refused', 0],
    ['a refused login', { open: 'login-refused' }, 'login-refused', 0],
    ['a router', { answer: say('% Invalid input detected\n') }, 'shell-unsupported', 0],
    ['nologin', { answer: say('This account is currently not available.\n') }, 'shell-unsupported', 0],
    ['silence until the deadline', { answer: say('', 'deadline') }, 'hung', 0],
    ['a drip until the deadline', { answer: say(session() + section('linux.resolver', ''), 'deadline') }, 'too-slow', 1],
    [
      'a reset half-way',
      { answer: say(`${session()}\n${marker} begin linux.resolver 1\nnames`, 'disconnected') },
      'disconnected',
      1,
    ],
    ['a shell that ends half-way', { answer: say(session()) }, 'disconnected', 0],
    ['a flood', { answer: say(`${session()}${section('linux.resolver', 'x')}`, 'output-limit') }, 'output-limit', 1],
    ['another system', { answer: say(`${session('PLAN9')}\n${marker} done none\n`) }, 'unsupported-platform', 0],
    ['a defect', { throws: 'boom' }, 'internal', 0],
  ];
  it.each(endings)('%s ends as its own status, with what was read', async (_name, fake, status, sections) => {
    const { connector, seen } = fakeEstate({ bad: fake, good: {} });
    const { collections } = await collect(listed('bad', 'good'), connector);
    expect(collections.get('bad')).toMatchObject({ status });
    expect(collections.get('bad')?.sections).toHaveLength(sections);
    expect(collections.get('bad')?.message).toMatch(/^bad: /);
    expect(collections.get('good')?.status).toBe('collected');
    expect(seen.open).toBe(0);
  });

  it('says what to do where a forced command of another version refused the script', async () => {
    const said = 'map-wrapper: the script is another one; this host allows the script of map 0.0.1 alone (map access wrapper)\n';
    const { connector } = fakeEstate({
      bad: { answer: () => ({ end: 'exit', stdout: Buffer.from(''), stderr: Buffer.from(said) }) },
    });
    const { collections } = await collect(listed('bad'), connector);
    expect(collections.get('bad')).toMatchObject({
      status: 'shell-unsupported',
      message: `bad: ${said.trim()}: put the wrapper of this map there, or scan with that version`,
    });
  });

  it('counts the silence of a swept address, and reports that of a listed one', async () => {
    const { connector } = fakeEstate({
      '10.0.0.1': { probe: 'unanswered' },
      '10.0.0.2': { probe: 'unanswered' },
      '10.0.0.3': { probe: 'refused' },
    });
    const targets: Target[] = [
      { host: '10.0.0.1', origin: 'swept' },
      { host: '10.0.0.2', origin: 'listed' },
      { host: '10.0.0.3', origin: 'swept' },
    ];
    const { events, collections } = await collect(targets, connector);
    expect(events.filter((event) => event.type === 'unanswered')).toEqual([{ type: 'unanswered', target: '10.0.0.1' }]);
    expect([...collections].map(([target, { status }]) => `${target} ${status}`).sort()).toEqual([
      '10.0.0.2 unanswered',
      '10.0.0.3 refused',
    ]);
  });

  it('takes a swept address nobody has for silence, but not a network there is no way to', async () => {
    const { connector } = fakeEstate({
      '10.0.0.1': { probe: 'unreachable', absent: true },
      '10.0.0.2': { probe: 'unreachable' },
      '10.0.0.3': { probe: 'unreachable', absent: true },
    });
    const targets: Target[] = [
      { host: '10.0.0.1', origin: 'swept' },
      { host: '10.0.0.2', origin: 'swept' },
      { host: '10.0.0.3', origin: 'listed' },
    ];
    const { events, collections } = await collect(targets, connector);
    expect(events.filter((event) => event.type === 'unanswered')).toEqual([{ type: 'unanswered', target: '10.0.0.1' }]);
    expect([...collections.keys()].sort()).toEqual(['10.0.0.2', '10.0.0.3']);
  });

  it('reports the silence of a swept address where a host was found before', async () => {
    const { connector } = fakeEstate({
      '10.0.0.1': { probe: 'unanswered' },
      '10.0.0.2': { probe: 'unanswered' },
      '10.0.0.3': { probe: 'unreachable', absent: true },
    });
    const targets: Target[] = ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((host) => ({ host, origin: 'swept' }));
    const { events, collections } = await collect(targets, connector, { isKnown: (target) => target !== '10.0.0.2' });
    expect(events.filter((event) => event.type === 'unanswered')).toEqual([{ type: 'unanswered', target: '10.0.0.2' }]);
    expect([...collections].map(([target, { status }]) => `${target} ${status}`).sort()).toEqual([
      '10.0.0.1 unanswered',
      '10.0.0.3 unreachable',
    ]);
  });

  it('counts the silence of a swept address behind a jump host too, where only the login finds out', async () => {
    const { connector } = fakeEstate({
      a: { jump: true, open: 'unanswered' },
      b: { jump: true, open: 'unreachable' },
      c: { jump: true },
    });
    const targets: Target[] = ['a', 'b', 'c'].map((host) => ({ host, origin: 'swept' }));
    const { events, collections } = await collect(targets, connector);
    expect(events.flatMap((event) => (event.type === 'unanswered' ? [event.target] : [])).sort()).toEqual(['a', 'b']);
    expect([...collections.keys()]).toEqual(['c']);
  });

  it('logs in to nobody else once nobody reads its events any more', async () => {
    const hosts = Array.from({ length: 40 }, (_, index) => `10.0.2.${index}`);
    const { connector, seen } = fakeEstate({});
    const broken = async (): Promise<void> => {
      for await (const event of scan(
        listed(...hosts),
        { ssh: connector },
        { ...options, concurrency: 2, sweepSockets: 2 },
        new AbortController().signal,
      )) {
        if (event.type === 'host-finished') throw new Error('the disk is full');
      }
    };
    await expect(broken()).rejects.toThrow('the disk is full');
    expect(seen.open).toBe(0);
    expect(seen.closed).toBeLessThan(10);
  });

  it('reads no more hosts at once than it was told, and all of them', async () => {
    const hosts = Array.from({ length: 30 }, (_, index) => `10.0.1.${index}`);
    const slow: Answer = async () => {
      await pause(2);
      return { end: 'exit', stdout: Buffer.from(whole), stderr: Buffer.from('') };
    };
    const { connector, seen } = fakeEstate(Object.fromEntries(hosts.map((host) => [host, { answer: slow }])));
    const { collections } = await collect(listed(...hosts), connector, { concurrency: 3 });
    expect(collections.size).toBe(30);
    expect(seen).toEqual({ open: 0, most: 3, closed: 30 });
  });

  it('ends soon after it is stopped: what is in flight is kept, what has not begun is not touched', async () => {
    const stop = new AbortController();
    const untilStopped: Answer = ({ signal }) =>
      new Promise((resolve) => {
        const half = session() + section('linux.resolver', 'nameserver 10.0.0.53\n');
        signal.addEventListener('abort', () => resolve({ end: 'aborted', stdout: Buffer.from(half), stderr: Buffer.from('') }), {
          once: true,
        });
      });
    const { connector } = fakeEstate({ a: { answer: untilStopped }, b: { answer: untilStopped }, c: {} });
    const events: ScanEvent[] = [];
    for await (const event of scan(
      listed('a', 'b', 'c'),
      { ssh: connector },
      { ...options, concurrency: 2, sweepSockets: 2 },
      stop.signal,
    )) {
      events.push(event);
      if (events.filter(({ type }) => type === 'host-started').length === 2) stop.abort();
    }
    const finished = events.flatMap((event) =>
      event.type === 'host-finished' ? [[event.target, event.status, event.collection.sections.length]] : [],
    );
    expect(finished.sort()).toEqual([
      ['a', 'interrupted', 1],
      ['b', 'interrupted', 1],
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'finished', interrupted: true });
  });

  it('names a target by the name the operator gave', async () => {
    const { connector } = fakeEstate({ 'db1.example': {} });
    const { collections } = await collect([{ host: 'db1.example', port: 2222, origin: 'listed' }], connector);
    expect(collections.get('db1.example:2222')).toMatchObject({ name: 'db1.example' });
  });
});
