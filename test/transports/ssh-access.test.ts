import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src/config/secret.ts';
import { fail } from '../../src/model/failure.ts';
import type { ConnectorOptions } from '../../src/transports/connector-options.ts';
import { createSshAccess } from '../../src/transports/ssh-access.ts';
import type { SshPlace } from '../../src/transports/ssh-place.ts';
import { bareSshSettings, type SshSettings } from '../../src/transports/ssh-settings.ts';
import { newKey } from './support/ssh-server.ts';
import { tempDirectory, writeTemp } from './support/temp.ts';
import { never } from './support/wait.ts';

const directory = tempDirectory();
const account = { name: 'ann', home: directory };
const called: string[] = [];
const agents: Server[] = [];

/** Agents that only note that they were called. */
beforeAll(async () => {
  for (const name of ['env', 'variable', 'path', 'option']) {
    const server = createServer((socket) => {
      called.push(name);
      socket.destroy();
    }).listen(join(directory, name));
    await once(server, 'listening');
    agents.push(server);
  }
});
afterAll(() => {
  for (const server of agents) server.close();
});

const at = (name: string): string => join(directory, name);
const place = (settings: Partial<SshSettings> = {}, more: Partial<SshPlace> = {}): SshPlace => ({
  label: 'web1:22',
  name: 'web1',
  host: '10.0.0.1',
  port: 22,
  user: 'ann',
  settings: { ...bareSshSettings('web1', account), ...settings },
  ...more,
});

async function attempt(where: SshPlace, options: Partial<ConnectorOptions> = {}) {
  let connects = 0;
  const access = createSshAccess({
    hostKeys: 'strict',
    ownKnownHosts: at('own'),
    timeoutMs: 1000,
    useSshConfig: true,
    env: {},
    warn: () => {},
    ...options,
  });
  const connect = async () => {
    connects += 1;
    return fail('refused', 'web1:22: connection refused');
  };
  called.length = 0;
  const outcome = await access.login(where, connect, never());
  await access.close();
  return { called: [...called], connects, failure: outcome.ok ? undefined : outcome.failure };
}

describe('which agent is asked', () => {
  const env = { SSH_AUTH_SOCK: at('env'), MY_AGENT: at('variable'), EMPTY: '' };

  it.each([
    ['the one of the environment', {}, {}, ['env']],
    ['the one of the environment, by its name', { identityAgent: 'SSH_AUTH_SOCK' }, {}, ['env']],
    ['none', { identityAgent: 'none' }, {}, []],
    ['the one at a path', { identityAgent: at('path') }, {}, ['path']],
    ['the one in a variable', { identityAgent: '$MY_AGENT' }, {}, ['variable']],
    ['the one in a variable with braces', { identityAgent: `\${MY_AGENT}` }, {}, ['variable']],
    ['none, where the variable is empty', { identityAgent: '$EMPTY' }, {}, []],
    ['the one the options name, before all', { identityAgent: at('path') }, { agentSocket: at('option') }, ['option']],
    ['none, where nothing of the user is to be touched', {}, { useSshConfig: false }, []],
  ] as const)('%s', async (_what, settings, options, expected) => {
    expect((await attempt(place(settings), { env, ...options })).called).toEqual(expected);
  });

  it('none, where the environment names none', async () => {
    expect((await attempt(place(), { env: { SSH_AUTH_SOCK: '' } })).called).toEqual([]);
  });
});

describe('what there is to log in with', () => {
  const key = (name: string): string => writeTemp(directory, name, newKey().private);

  it('decides whether a connection is made at all', async () => {
    expect(await attempt(place())).toMatchObject({ connects: 0, failure: { status: 'no-credential' } });
    expect(await attempt(place({ identities: [key('default')] }))).toMatchObject({ connects: 1, failure: { status: 'refused' } });
    expect(await attempt(place(), { identities: [key('given')] })).toMatchObject({ connects: 1 });
    expect(await attempt(place(), { password: new Secret('x') })).toMatchObject({ connects: 1 });
    expect(await attempt(place(), { identities: [at('nowhere')] })).toMatchObject({
      connects: 0,
      failure: {
        status: 'credential-unusable',
        message: `web1:22: no usable credential: ${at('nowhere')}: there is no such file`,
      },
    });
  });

  it('is chosen by the name and port the operator knows the host by', async () => {
    const asked: unknown[] = [];
    const credentialsFor = (target: unknown) => {
      asked.push(target);
      return [];
    };
    await attempt(place({}, { name: 'shop', port: 2222 }), { credentialsFor });
    expect(asked).toEqual([{ host: 'shop', port: 2222 }]);
  });

  it('leaves the person who runs map out where a credential names its user', async () => {
    const credentialsFor = () => [{ name: 'scan', user: 'scan', identities: [at('nowhere')] }];
    const settings = { identities: [key('mine')] };
    expect(await attempt(place(settings), { credentialsFor })).toMatchObject({
      connects: 0,
      failure: { status: 'credential-unusable' },
    });
    // Unless --user says so, or the credential has no user of its own.
    expect(await attempt(place(settings), { credentialsFor, user: 'ann' })).toMatchObject({ connects: 1 });
    const open = () => [{ name: 'scan', identities: [at('nowhere')] }];
    expect(await attempt(place(settings), { credentialsFor: open })).toMatchObject({ connects: 1 });
  });
});
