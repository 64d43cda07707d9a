import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { until } from './wait.ts';

const sshd = ['/usr/sbin/sshd', '/usr/local/sbin/sshd'].find((path) => existsSync(path));

/** As root only: an sshd of another user asks for more than a test may set up. */
export const hasSshd = sshd !== undefined && process.getuid?.() === 0;

export interface Sshd {
  readonly address: string;
  readonly port: number;
  readonly user: string;
  /** Private key file that may log in. */
  readonly identity: string;
  /** Line of a known_hosts file with the server's own key. */
  readonly knownHost: string;
  readonly close: () => void;
}

async function freePort(address: string): Promise<number> {
  const server = createServer().listen(0, address);
  await once(server, 'listening');
  const bound = server.address();
  server.close();
  await once(server, 'close');
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
}

const makeKey = (path: string, type: string): void =>
  void execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', path], { stdio: 'ignore' });

const readPublic = (path: string): string =>
  execFileSync('cat', [`${path}.pub`], { encoding: 'utf8' })
    .split(' ')
    .slice(0, 2)
    .join(' ');

/** Starts an OpenSSH server of its own on loopback, with its own keys and configuration. */
export async function startSshd(directory: string, address: string, extra: readonly string[] = []): Promise<Sshd> {
  const place = join(directory, `sshd-${address}`);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const hostKey = join(place, 'host_key');
  const identity = join(place, 'id');
  makeKey(hostKey, 'ed25519');
  makeKey(identity, 'ed25519');
  const port = await freePort(address);
  const config = join(place, 'sshd_config');
  const lines = [
    `ListenAddress ${address}`,
    `Port ${port}`,
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${identity}.pub`,
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'PermitRootLogin yes',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'MaxStartups 200',
    ...extra,
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  const child = spawn(sshd ?? '', ['-D', '-f', config], { stdio: 'ignore' });
  await listening(child, address, port);
  return {
    address,
    port,
    user: userInfo().username,
    identity,
    knownHost: `[${address}]:${port} ${readPublic(hostKey)}`,
    close: () => void child.kill(),
  };
}

async function listening(child: ChildProcess, address: string, port: number): Promise<void> {
  let open = false;
  const knock = (): void => {
    const socket = connect({ port, host: address });
    socket.on('connect', () => {
      open = true;
      socket.destroy();
    });
    socket.on('error', () => setTimeout(knock, 20));
  };
  knock();
  await until('sshd listens', () => open || child.exitCode !== null);
  if (child.exitCode !== null) throw new Error(`sshd ended with ${child.exitCode}`);
}
