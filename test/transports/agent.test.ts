import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAgents } from '../../src/transports/agent.ts';
import { newKey } from './support/ssh-server.ts';
import { tempDirectory, writeTemp } from './support/temp.ts';
import { until } from './support/wait.ts';

const directory = tempDirectory();
const hasAgent = spawnSync('ssh-add', ['-h']).error === undefined;

describe.skipIf(!hasAgent)('a real agent', () => {
  const socket = join(directory, 'agent');
  const keys = [newKey(), newKey()];
  let agent: ChildProcess;
  beforeAll(async () => {
    agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    await until('the agent listens', () => existsSync(socket));
    for (const [index, key] of keys.entries()) {
      const path = writeTemp(directory, `key${index}`, key.private);
      execFileSync('ssh-add', ['-q', path], { env: { ...process.env, SSH_AUTH_SOCK: socket }, stdio: 'ignore' });
    }
  });
  afterAll(() => void agent.kill());

  it('lists its keys, each as an agent of its own that signs', async () => {
    const agents = createAgents();
    const found = await agents.keysOf(socket);
    if (found.kind !== 'keys') throw new Error(found.problem);
    expect(found.keys.map(({ publicBlob }) => publicBlob.toString('base64'))).toEqual(
      keys.map((key) => key.public.split(' ')[1]),
    );
    for (const [index, { agent: single }] of found.keys.entries()) {
      const listed = await new Promise<unknown>((resolve) => single.getIdentities((_error, list) => resolve(list)));
      expect(listed).toHaveLength(1);
      const [key] = listed as ssh2.ParsedKey[];
      const signature = await new Promise<Buffer | undefined>((resolve) =>
        single.sign(key as ssh2.ParsedKey, Buffer.from('data'), {}, (_error, result) => resolve(result)),
      );
      const publicKey = ssh2.utils.parseKey(keys[index]?.public ?? '') as ssh2.ParsedKey;
      expect(publicKey.verify('data', signature ?? Buffer.alloc(0))).toBe(true);
    }
    agents.close();
  });
});

describe('an agent in trouble', () => {
  it('is told when it is not there', async () => {
    const path = join(directory, 'nobody');
    expect(await createAgents().keysOf(path)).toEqual({ kind: 'problem', problem: `agent ${path}: Failed to connect to agent` });
  });

  async function listen(name: string, onSocket: (socket: Socket) => void): Promise<{ path: string; server: Server }> {
    const path = join(directory, name);
    const server = createServer((socket) => onSocket(socket.on('error', () => {}))).listen(path);
    await once(server, 'listening');
    return { path, server };
  }

  it('is told when it talks nonsense', async () => {
    const { path, server } = await listen('nonsense', (socket) => socket.end('HTTP/1.1 400\r\n\r\n'));
    expect(await createAgents().keysOf(path)).toMatchObject({ kind: 'problem' });
    server.close();
  });

  it('is asked once, and hung up on when the scan ends', async () => {
    const sockets: Socket[] = [];
    const { path, server } = await listen('silent', (socket) => void sockets.push(socket.resume()));
    const agents = createAgents();
    const [first, second] = [agents.keysOf(path), agents.keysOf(path)];
    await until('the agent was called', () => sockets.length > 0);
    agents.close();
    expect(await first).toMatchObject({ kind: 'problem' });
    expect(await second).toBe(await first);
    expect(sockets).toHaveLength(1);
    await new Promise((resolve) => server.close(resolve));
  });
});
