import { once } from 'node:events';
import ssh2, { type ClientChannel, type ConnectConfig } from 'ssh2';
import type { Fleet, FleetAddress } from '../../src/demo/fleet.ts';

export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | undefined;
}

export interface Visit {
  /** Give the script, and hang up after so many bytes of output. */
  readonly script: string;
  readonly until?: number;
  readonly login?: Partial<ConnectConfig>;
}

export function addressOf(fleet: Fleet, name: string): FleetAddress {
  const found = fleet.hosts.find((host) => host.name === name);
  if (found === undefined) throw new Error(`no host ${name} in the fleet`);
  return found;
}

/** Logs in with the fleet's password, unless told otherwise; rejects with what ssh2 says. */
export async function logIn(fleet: Fleet, name: string, login: Partial<ConnectConfig> = {}): Promise<ssh2.Client> {
  const { address, port } = addressOf(fleet, name);
  const client = new ssh2.Client();
  const { user, password } = fleet.login;
  // Errors that come after the one that ended the login are of no interest.
  client.on('error', () => {});
  client.connect({ host: address, port, username: user, password, readyTimeout: 5000, ...login });
  await once(client, 'ready');
  return client;
}

/** One login, one exec channel, as the scanner does it. */
export async function visit(fleet: Fleet, name: string, { script, until = Infinity, login }: Visit): Promise<Answer> {
  const client = await logIn(fleet, name, login);
  const broken = once(client, 'error').then(([error]) => Promise.reject(error));
  const answer = new Promise<Answer>((resolve, reject) => {
    client.exec('sh -s', (error, channel) => {
      if (error) reject(error);
      else read(channel, until, resolve);
      channel?.end(script);
    });
  });
  try {
    return await Promise.race([answer, broken]);
  } finally {
    client.destroy();
    broken.catch(() => {});
  }
}

function read(channel: ClientChannel, until: number, resolve: (answer: Answer) => void): void {
  const answer = { stdout: '', stderr: '', code: undefined as number | undefined };
  channel.on('data', (bytes: Buffer) => {
    answer.stdout += bytes.toString('latin1');
    if (answer.stdout.length >= until) resolve(answer);
  });
  channel.stderr.on('data', (bytes: Buffer) => {
    answer.stderr += bytes.toString('latin1');
  });
  channel.on('exit', (code: number) => {
    answer.code = code;
  });
  channel.on('close', () => resolve(answer));
}
