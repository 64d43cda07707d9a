import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';

export const addresses: readonly string[] = Array.from({ length: 100 }, (_, index) => `127.88.0.${index + 1}`);
export const port = 2288;

/** sshd listens on at most 16 addresses (MAX_LISTEN_SOCKS). */
const addressesOfOne = 16;
const number = 17_777;

export interface SshServers {
  readonly user: string;
  readonly key: string;
  readonly close: () => void;
}

/** Makes a plain user that exists in this mount namespace only, and brings up the loopback of this network namespace. */
function makeUser(directory: string): string {
  const home = join(directory, 'login');
  mkdirSync(home);
  chownSync(home, number, number);
  for (const [file, line] of [
    ['passwd', `bench:x:${number}:${number}:bench:${home}:/bin/sh`],
    ['group', `bench:x:${number}:`],
    ['shadow', 'bench:*:20000:0:99999:7:::'],
  ] as const) {
    copyFileSync(join('/etc', file), join(directory, file));
    appendFileSync(join(directory, file), `${line}\n`);
    execFileSync('mount', ['--bind', join(directory, file), join('/etc', file)]);
  }
  execFileSync('ip', ['link', 'set', 'lo', 'up']);
  // Else the logins of each round stand in the socket tables that the next rounds read: thousands of rows.
  writeFileSync('/proc/sys/net/ipv4/tcp_max_tw_buckets', '50');
  return 'bench';
}

const configuration = (directory: string, listen: readonly string[]): string =>
  [
    `Port ${port}`,
    ...listen.map((address) => `ListenAddress ${address}`),
    `HostKey ${join(directory, 'host_key')}`,
    `AuthorizedKeysFile ${join(directory, 'key.pub')}`,
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'MaxStartups 500',
    'LogLevel QUIET',
    '',
  ].join('\n');

async function waitForPort(address: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: address, port });
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no sshd answers on ${address}:${port}`);
}

/** Starts real OpenSSH servers on 127.88.0.1 to 127.88.0.100 and waits until each answers. */
export async function openSshServers(directory: string): Promise<SshServers> {
  chmodSync(directory, 0o755);
  const user = process.getuid?.() === 0 ? makeUser(directory) : userInfo().username;
  const key = join(directory, 'key');
  for (const file of [key, join(directory, 'host_key')])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
  if (user === 'bench') mkdirSync('/run/sshd', { recursive: true });
  const servers: ChildProcess[] = [];
  for (let first = 0; first < addresses.length; first += addressesOfOne) {
    const file = join(directory, `sshd_config.${first}`);
    writeFileSync(file, configuration(directory, addresses.slice(first, first + addressesOfOne)));
    servers.push(spawn('/usr/sbin/sshd', ['-D', '-e', '-f', file], { stdio: ['ignore', 'ignore', 'inherit'] }));
  }
  await Promise.all(addresses.map(waitForPort));
  const close = (): void => {
    for (const server of servers) server.kill();
  };
  return { user, key, close };
}
