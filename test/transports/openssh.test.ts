import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src/config/secret.ts';
import type { Target } from '../../src/model/target.ts';
import { createConnector } from '../../src/transports/connector.ts';
import type { ConnectorOptions } from '../../src/transports/connector-options.ts';
import type { ShellConnector } from '../../src/transports/types.ts';
import { newKey } from './support/ssh-server.ts';
import { hasSshd, type Sshd, startSshd } from './support/sshd.ts';
import { tempDirectory, writeTemp } from './support/temp.ts';
import { never, until } from './support/wait.ts';

// Against real OpenSSH servers. Skipped, visibly, where there is none or this is not root.
describe.skipIf(!hasSshd)('OpenSSH', () => {
  const directory = tempDirectory();
  const connectors: ShellConnector[] = [];
  let target: Sshd;
  let outer: Sshd;
  let inner: Sshd;
  let closed: Sshd;
  let rekeying: Sshd;
  let stores = 0;

  beforeAll(async () => {
    [target, outer, inner, closed, rekeying] = await Promise.all([
      startSshd(directory, '127.0.0.21'),
      startSshd(directory, '127.0.0.22'),
      startSshd(directory, '127.0.0.23'),
      startSshd(directory, '127.0.0.24', ['AllowTcpForwarding no']),
      startSshd(directory, '127.0.0.25', ['RekeyLimit 64K', 'MaxSessions 1']),
    ]);
  });
  afterEach(async () => {
    await Promise.all(connectors.splice(0).map((connector) => connector.close()));
  });
  afterAll(() => {
    for (const server of [target, outer, inner, closed, rekeying]) server?.close();
  });

  function create(options: Partial<ConnectorOptions> = {}): ShellConnector {
    stores += 1;
    const connector = createConnector({
      hostKeys: 'accept-new',
      ownKnownHosts: join(directory, `own${stores}`),
      timeoutMs: 10_000,
      useSshConfig: false,
      env: process.env,
      warn: (message) => {
        throw new Error(message);
      },
      ...options,
    });
    connectors.push(connector);
    return connector;
  }

  const at = (server: Sshd): Target => ({ host: server.address, port: server.port, origin: 'listed' });
  const hopTo = (server: Sshd): string => `${server.user}@${server.address}:${server.port}`;

  async function visit(connector: ShellConnector, where: Target, script = 'echo hi') {
    const route = await connector.route(where);
    if (!route.ok) return { failure: route.failure };
    const probe = route.value.via === 'direct' ? await connector.probe(route.value, never()) : undefined;
    if (probe?.kind === 'closed') return { failure: probe.failure };
    const session = await connector.open(route.value, probe?.socket, never());
    if (!session.ok) return { failure: session.failure };
    const output = await session.value.run(script, { signal: never(), deadlineMs: 15_000, maxBytes: 100_000 });
    session.value.close();
    return {
      facts: session.value.facts,
      end: output.end,
      stdout: Buffer.from(output.stdout).toString(),
      stderr: Buffer.from(output.stderr).toString(),
    };
  }

  it('runs a script with a key file', async () => {
    const connector = create({ identities: [target.identity], user: target.user });
    const result = await visit(connector, at(target), 'echo "$0 $SSH_CONNECTION"; echo err >&2; exit 7');
    expect(result).toMatchObject({ end: 'exit', stderr: 'err\n' });
    expect(result.stdout).toMatch(new RegExp(`^sh 127\\.0\\.0\\.\\d+ \\d+ ${target.address} ${target.port}\\n$`));
    const printed = execFileSync('ssh-keygen', ['-l', '-f', join(directory, `sshd-${target.address}`, 'host_key.pub')], {
      encoding: 'utf8',
    });
    expect(printed).toContain(` ${result.facts?.hostKey} `);
    expect(result.facts).toMatchObject({
      user: target.user,
      credential: `identity:${target.identity}`,
      serverIdent: expect.stringMatching(/^SSH-2\.0-OpenSSH/),
    });
  });

  it('records keys that the OpenSSH client itself accepts', async () => {
    const ownKnownHosts = join(directory, 'for-ssh');
    const connector = create({ identities: [target.identity], user: target.user, ownKnownHosts });
    await visit(connector, at(target));
    await connector.close();
    const options = [
      `UserKnownHostsFile ${ownKnownHosts}`,
      'GlobalKnownHostsFile none',
      'StrictHostKeyChecking yes',
      'BatchMode yes',
    ];
    const args = ['-F', 'none', '-i', target.identity, '-p', String(target.port), ...options.flatMap((option) => ['-o', option])];
    const said = execFileSync('ssh', [...args, `${target.user}@${target.address}`, 'echo hello'], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
    expect(said).toBe('hello\n');
  });

  it('knows the keys that the OpenSSH client has recorded, hashed', async () => {
    const known = join(directory, 'by-ssh');
    const options = [`UserKnownHostsFile ${known}`, 'HashKnownHosts yes', 'StrictHostKeyChecking accept-new', 'BatchMode yes'];
    const args = ['-F', 'none', '-i', target.identity, '-p', String(target.port), ...options.flatMap((option) => ['-o', option])];
    execFileSync('ssh', [...args, `${target.user}@${target.address}`, 'true'], {
      stdio: 'ignore',
      env: { PATH: process.env['PATH'] },
    });
    expect(readFileSync(known, 'utf8')).toMatch(/^\|1\|/);
    const connector = create({ identities: [target.identity], user: target.user, knownHosts: [known], hostKeys: 'strict' });
    expect(await visit(connector, at(target))).toMatchObject({ end: 'exit' });
  });

  it('needs one session of a server, which may allow no more', async () => {
    const connector = create({ identities: [rekeying.identity], user: rekeying.user });
    const results = await Promise.all(Array.from({ length: 3 }, () => visit(connector, at(rekeying))));
    expect(results.map(({ end }) => end)).toEqual(['exit', 'exit', 'exit']);
  });

  it('refuses to go on with a broken ssh configuration', async () => {
    const sshConfigFile = writeTemp(directory, 'broken', 'Host *\n  Bogus yes\n');
    const connector = create({ useSshConfig: true, sshConfigFile });
    await expect(connector.route(at(target))).rejects.toThrow(/line 2: Bad configuration option: bogus/);
    expect(await connector.route({ host: 'localhost', origin: 'listed' })).toMatchObject({ ok: true, value: { via: 'local' } });
  });

  it('gets every byte of a long answer through changes of the session keys', async () => {
    const connector = create({ identities: [rekeying.identity], user: rekeying.user });
    const route = await connector.route(at(rekeying));
    if (!route.ok) throw new Error(route.failure.message);
    const session = await connector.open(route.value, undefined, never());
    if (!session.ok) throw new Error(session.failure.message);
    const script = 'i=0; while [ $i -lt 20000 ]; do echo "line $i of many, many lines"; i=$((i + 1)); done';
    const output = await session.value.run(script, { signal: never(), deadlineMs: 15_000, maxBytes: 10_000_000 });
    session.value.close();
    expect(output.end).toBe('exit');
    const expected = Array.from({ length: 20_000 }, (_, index) => `line ${index} of many, many lines\n`).join('');
    expect(Buffer.from(output.stdout).toString()).toBe(expected);
  });

  it('says the same as this machine without SSH', async () => {
    const script = `printf '\\000\\377%s' 'ünï'; printf "%s\\n" "a  b" 'c"d' \\$; (exit 3); echo $?; cat <<'END'\nhere $HOME\nEND\n`;
    const connector = create({ identities: [target.identity], user: target.user });
    const remote = await visit(connector, at(target), script);
    const local = await visit(connector, { host: 'localhost', origin: 'listed' }, script);
    expect(remote.stdout).toBe(local.stdout);
    expect(remote.stdout).toContain('a  b\nc"d\n$\n3\nhere $HOME\n');
  });

  it('refuses the key that has changed and the credential that is wrong', async () => {
    const changed = writeTemp(directory, 'changed', `[${target.address}]:${target.port} ${newKey().public}\n`);
    const wrong = writeTemp(directory, 'wrong', newKey().private);
    const options = { user: target.user, identities: [target.identity] };
    expect(await visit(create({ ...options, knownHosts: [changed] }), at(target))).toMatchObject({
      failure: { status: 'host-key-changed' },
    });
    const known = writeTemp(directory, 'known', `${target.knownHost}\n`);
    expect(await visit(create({ ...options, knownHosts: [known], hostKeys: 'strict' }), at(target))).toMatchObject({
      end: 'exit',
    });
    expect(await visit(create({ ...options, identities: [wrong] }), at(target))).toEqual({
      failure: {
        status: 'login-refused',
        message: `${target.address}:${target.port}: refused identity:${wrong}; the server takes publickey`,
      },
    });
    expect(await visit(create({ ...options, identities: [], password: new Secret('x') }), at(target))).toMatchObject({
      failure: { status: 'no-credential' },
    });
  });

  it('logs in after four keys that are refused, without being hung up on', async () => {
    const wrong = Array.from({ length: 4 }, (_, index) => writeTemp(directory, `wrong${index}`, newKey().private));
    const result = await visit(create({ user: target.user, identities: [...wrong, target.identity] }), at(target));
    expect(result).toMatchObject({ end: 'exit', facts: { credential: `identity:${target.identity}` } });
    const more = Array.from({ length: 9 }, (_, index) => writeTemp(directory, `more${index}`, newKey().private));
    const refused = await visit(create({ user: target.user, identities: more }), at(target));
    expect(refused.failure?.message).not.toMatch(/Too many authentication failures/);
    expect(refused.failure?.status).toBe('login-refused');
  });

  it('unlocks a key with its passphrase', async () => {
    const locked = join(directory, 'locked');
    execFileSync('cp', [target.identity, locked]);
    execFileSync('ssh-keygen', ['-q', '-a', '1', '-p', '-N', 'open sesame', '-f', locked], { stdio: 'ignore' });
    const options = { user: target.user, identities: [locked] };
    expect(await visit(create({ ...options, passphrase: new Secret('open sesame') }), at(target))).toMatchObject({ end: 'exit' });
    expect((await visit(create(options), at(target))).failure).toEqual({
      status: 'credential-unusable',
      message: `${target.address}:${target.port}: no usable credential: ${locked}: it is encrypted; give --passphrase, or add it to an agent`,
    });
  });

  it('goes over two jump hosts', async () => {
    const identities = [target.identity, outer.identity, inner.identity];
    const connector = create({ user: target.user, identities, jump: [hopTo(outer), hopTo(inner)] });
    const results = await Promise.all(Array.from({ length: 5 }, () => visit(connector, at(target), 'echo "$SSH_CONNECTION"')));
    for (const result of results) {
      expect(result).toMatchObject({ end: 'exit', facts: { jump: [hopTo(outer), hopTo(inner)] } });
      expect(result.stdout).toMatch(new RegExp(` ${target.address} ${target.port}\\n$`));
    }
    const own = readFileSync(join(directory, `own${stores}`), 'utf8')
      .trimEnd()
      .split('\n');
    expect(own.sort()).toEqual([target.knownHost, outer.knownHost, inner.knownHost].sort());
  });

  it('tells the far end from the jump host', async () => {
    const identities = [target.identity, outer.identity, closed.identity];
    const options = { user: target.user, identities };
    const nowhere: Target = { host: '127.0.0.29', port: 1, origin: 'listed' };
    const through = create({ ...options, jump: [hopTo(outer)] });
    expect(await visit(through, nowhere)).toEqual({
      failure: { status: 'refused', message: `127.0.0.29:1: connection refused (from the jump host ${hopTo(outer)})` },
    });
    expect(await visit(through, { host: `${'a'.repeat(70)}.invalid`, origin: 'listed' })).toMatchObject({
      failure: { status: 'unresolved' },
    });
    expect(await visit(create({ ...options, jump: [hopTo(closed)] }), at(target))).toMatchObject({
      failure: { status: 'jump-failed' },
    });
    const strict = create({ ...options, jump: [hopTo(outer)], hostKeys: 'strict' });
    expect((await visit(strict, at(target))).failure).toMatchObject({
      status: 'jump-failed',
      message: expect.stringMatching(/its host key .* is in no known_hosts file/),
    });
  });

  it('follows ~/.ssh/config: names, users, ports, keys, known_hosts, jump hosts', async () => {
    const known = writeTemp(
      directory,
      'config-known',
      `farm ${target.knownHost.split(' ').slice(1).join(' ')}\n${outer.knownHost}\n`,
    );
    const sshConfigFile = writeTemp(
      directory,
      'config',
      `Host shop
  HostName ${target.address}
  Port ${target.port}
  User ${target.user}
  IdentityFile ${target.identity}
  HostKeyAlias farm
  ProxyJump door
Host door
  HostName ${outer.address}
  Port ${outer.port}
  IdentityFile ${outer.identity}
Host command
  ProxyCommand nc %h %p
Host *
  UserKnownHostsFile ${known}
  GlobalKnownHostsFile none
  IdentityAgent none
`,
    );
    const connector = create({ useSshConfig: true, sshConfigFile, hostKeys: 'strict' });
    const result = await visit(connector, { host: 'shop', origin: 'listed' }, 'echo "$SSH_CONNECTION"');
    expect(result).toMatchObject({ end: 'exit', facts: { jump: ['door'], credential: `identity:${target.identity}` } });
    expect(await visit(connector, { host: 'command', origin: 'listed' })).toMatchObject({
      failure: { status: 'jump-failed', message: expect.stringMatching(/ProxyCommand, which map does not run/) },
    });
  });

  describe('with an agent', () => {
    const socket = join(directory, 'agent');
    let agent: ChildProcess;
    beforeAll(async () => {
      agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
      await until('the agent listens', () => existsSync(socket));
      const other = writeTemp(directory, 'other', newKey().private);
      const env = { ...process.env, SSH_AUTH_SOCK: socket };
      for (const path of [other, target.identity]) execFileSync('ssh-add', ['-q', path], { env, stdio: 'ignore' });
    });
    afterAll(() => void agent.kill());

    it('logs in with the key it holds', async () => {
      const result = await visit(create({ user: target.user, agentSocket: socket }), at(target));
      expect(result).toMatchObject({ end: 'exit', facts: { credential: expect.stringMatching(/^agent:/) } });
    });

    it('finds it by SSH_AUTH_SOCK, unless the configuration says otherwise', async () => {
      const env = { ...process.env, SSH_AUTH_SOCK: socket };
      const plain = writeTemp(directory, 'agent-config', 'IdentityFile none\nUserKnownHostsFile none\n');
      const without = writeTemp(directory, 'no-agent-config', 'IdentityAgent none\nIdentityFile none\nUserKnownHostsFile none\n');
      const options = { user: target.user, env, useSshConfig: true };
      expect(await visit(create({ ...options, sshConfigFile: plain }), at(target))).toMatchObject({ end: 'exit' });
      expect(await visit(create({ ...options, sshConfigFile: without }), at(target))).toMatchObject({
        failure: { status: 'no-credential' },
      });
    });

    it('goes on with the next credential when the agent has died', async () => {
      const dead = { user: target.user, agentSocket: join(directory, 'dead') };
      expect(await visit(create({ ...dead, identities: [target.identity] }), at(target))).toMatchObject({ end: 'exit' });
      expect(await visit(create(dead), at(target))).toMatchObject({
        failure: { status: 'credential-unusable', message: expect.stringMatching(/Failed to connect to agent/) },
      });
    });
  });
});
