import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linuxDescriptors } from '../../src/collectors/linux/descriptors.ts';
import { linuxNamespaceAddresses } from '../../src/collectors/linux/namespace-addresses.ts';
import { linuxNamespaceSockets } from '../../src/collectors/linux/namespace-sockets.ts';
import { linuxNamespaces } from '../../src/collectors/linux/namespaces.ts';
import type { Collector } from '../../src/model/collector.ts';
import type { Fact } from '../../src/model/fact.ts';

/** Needs a network namespace of its own, which root alone can make. */
const able = process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('unshare', ['-n', 'true']).status === 0;
const listen = "require('net').createServer().listen(5432, '0.0.0.0', () => console.log('up'))";
const users = [
  ['root', []],
  ['nobody', ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']],
] as const;

let server: ChildProcess;

beforeAll(async () => {
  if (!able) return;
  server = spawn('unshare', ['-n', process.execPath, '-e', listen], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (server.stdout !== null) await once(server.stdout, 'data');
});

afterAll(() => {
  if (able) server.kill();
});

function ask({ request, parse }: Collector, as: readonly string[]): readonly Fact[] {
  const [command = 'sh', ...args] = [...as, 'sh', '-c', `${request.when ?? ':'} && { ${request.command}; }`];
  return parse(spawnSync(command, args, { maxBuffer: 2 ** 26, encoding: 'utf8' }).stdout);
}

const namespaceOf = (pid: number | undefined, facts: readonly Fact[]): number | undefined =>
  facts.flatMap((fact) => (fact.fact === 'namespace' && fact.pid === pid ? [fact.netns] : []))[0];

describe.runIf(able).each(users)('a process in a namespace of its own, seen by %s', (user, as) => {
  it('is in another namespace than this one, and its listener is told with that', () => {
    const facts = ask(linuxNamespaces, as);
    const netns = namespaceOf(server.pid, facts);
    expect(netns).toBeDefined();
    expect(netns).not.toBe(namespaceOf(process.pid, facts));
    const own = { fact: 'socket', state: 'listen', local: { address: '0.0.0.0', port: 5432 }, netns };
    const sockets = ask(linuxNamespaceSockets, as);
    expect(sockets).toContainEqual(expect.objectContaining(own));
    expect(ask(linuxNamespaceAddresses, as).filter((fact) => fact.fact === 'skipped')).toEqual([]);
    const listener = sockets.find((fact) => fact.fact === 'socket' && fact.netns === netns);
    const inode = listener?.fact === 'socket' ? listener.inode : undefined;
    const held = ask(linuxDescriptors, as).some(
      (fact) => fact.fact === 'descriptor' && fact.pid === server.pid && fact.inode === inode,
    );
    expect(held).toBe(user === 'root');
  });
});
