import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observe } from '../../src/collectors/observe.ts';
import { collectors } from '../../src/collectors/registry.ts';
import type { Collector, CollectorGroup } from '../../src/model/collector.ts';
import type { Observation } from '../../src/model/observation.ts';
import { buildScript } from '../../src/scan/script.ts';
import { splitSections } from '../../src/scan/sections.ts';

/** This very machine, asked the way a scan asks it; only Linux is asked, where the truth can be had. */
const onLinux = process.platform === 'linux';
const canRun = (shell: string): boolean =>
  spawnSync(shell.split(' ')[0] ?? '', [...shell.split(' ').slice(1), '-c', 'exit 7']).status === 7;
const shells = onLinux ? ['sh', 'dash', 'bash', 'busybox sh', 'ksh', 'zsh'].filter(canRun) : [];

function collect(shell: string, asked: readonly Collector[]): Observation {
  const [command = '', ...args] = shell.split(' ');
  const script = buildScript(asked, { marker: '==3f9a==', samples: 1, interval: 1, sudo: 'never' });
  const { stdout, stderr } = spawnSync(command, [...args, '-s'], { input: script, maxBuffer: 2 ** 28 });
  const byId = new Map(asked.map((collector) => [collector.id, collector]));
  const { sections, session, complete } = splitSections(stdout, stderr, { marker: '==3f9a==', samples: 1, collectors: byId });
  expect(complete).toBe(true);
  const visit = {
    target: 'localhost',
    origin: 'listed',
    method: 'local',
    startedAt: '',
    finishedAt: '',
    status: 'collected',
    session,
    sections,
  } as const;
  return observe(visit, true);
}

const only = (group: CollectorGroup): readonly Collector[] =>
  collectors.filter((one) => one.group === group && one.platforms.includes('linux'));

let server: Server;
let client: Socket;
let ports: { readonly server: number; readonly client: number };

beforeAll(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  client = connect(port, '127.0.0.1');
  await once(client, 'connect');
  ports = { server: port, client: client.localPort ?? 0 };
});

afterAll(() => {
  client.destroy();
  server.close();
});

/** The listener and both halves of the connection, found in a sample. */
function expectOwnSockets({ samples }: Observation): void {
  const sockets = samples[0]?.sockets ?? [];
  const at = (port: number) => ({ address: '127.0.0.1', port });
  const base = { fact: 'socket', protocol: 'tcp' };
  expect(sockets).toContainEqual(expect.objectContaining({ ...base, state: 'listen', local: at(ports.server) }));
  expect(sockets).toContainEqual(
    expect.objectContaining({ ...base, state: 'established', local: at(ports.client), remote: at(ports.server) }),
  );
  expect(sockets).toContainEqual(
    expect.objectContaining({ ...base, state: 'established', local: at(ports.server), remote: at(ports.client) }),
  );
}

describe.each(shells)('this machine, asked by %s', (shell) => {
  it('tells what is true of it', () => {
    const observation = collect(shell, collectors);
    expectOwnSockets(observation);
    const { facts, skippedLines } = observation;
    expect(skippedLines).toBe(0);
    expect(facts).toContainEqual(expect.objectContaining({ fact: 'system', name: hostname() }));
    expect(facts).toContainEqual(expect.objectContaining({ fact: 'address', address: '127.0.0.1', prefix: 8, interface: 'lo' }));
    expect(facts).toContainEqual(expect.objectContaining({ fact: 'process', pid: process.pid, ppid: process.ppid }));
    expect(facts).toContainEqual(expect.objectContaining({ fact: 'cgroup', pid: process.pid }));
    expect(facts).toContainEqual(expect.objectContaining({ fact: 'identity', kind: 'boot-id' }));
  });
});

/** Each way to ask on its own: one that this machine cannot answer says so by its exit code. */
const alone = (group: CollectorGroup): readonly (readonly [string, Collector])[] =>
  only(group)
    .filter(({ request }) => onLinux && spawnSync('sh', ['-c', request.command], { maxBuffer: 2 ** 28 }).status === 0)
    .map((collector) => [collector.id, collector]);

describe('each on its own', () => {
  it.each(alone('sockets'))('%s finds the sockets of this process', (_, collector) => {
    expectOwnSockets(collect('sh', [collector]));
  });

  it.each(alone('processes'))('%s finds this process', (_, collector) => {
    expect(collect('sh', [collector]).facts).toContainEqual(expect.objectContaining({ fact: 'process', pid: process.pid }));
  });

  it.each(alone('addresses'))('%s finds the loopback', (_, collector) => {
    const { facts } = collect('sh', [collector]);
    expect(facts).toContainEqual(expect.objectContaining({ fact: 'interface', name: 'lo', kind: 'loopback', up: true }));
    expect(facts).toContainEqual(expect.objectContaining({ fact: 'address', address: '127.0.0.1', prefix: 8, interface: 'lo' }));
  });

  it('every way to ask for routes finds the default ones', () => {
    const found = alone('routes').map(([, collector]) =>
      collect('sh', [collector])
        .facts.flatMap((fact) =>
          fact.fact === 'route' && fact.destination.endsWith('/0') ? [`${fact.destination} ${fact.interface}`] : [],
        )
        .sort(),
    );
    const distinct = new Set(found.map((routes) => [...new Set(routes)].join('\n')));
    expect(distinct.size).toBeLessThanOrEqual(1);
  });
});
