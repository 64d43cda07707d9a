import { once } from 'node:events';
import ssh2, { type ConnectConfig } from 'ssh2';
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

/** One login, one exec channel, as the scanner does it; ends with the connection. */
export async function visit(fleet: Fleet, name: string, { script, until = Infinity, login }: Visit): Promise<Answer> {
  const client = await logIn(fleet, name, login);
  const answer: { -readonly [key in keyof Answer]: Answer[key] } = { stdout: '', stderr: '', code: undefined };
  client.exec('sh -s', (_, channel) => {
    channel.on('data', (bytes: Buffer) => {
      answer.stdout += bytes.toString('latin1');
      if (answer.stdout.length >= until) client.destroy();
    });
    channel.stderr.on('data', (bytes: Buffer) => {
      answer.stderr += bytes.toString('latin1');
    });
    channel.on('exit', (code: number) => {
      answer.code = code;
    });
    channel.on('close', () => client.end());
    channel.end(script);
  });
  await once(client, 'close');
  return answer;
}
