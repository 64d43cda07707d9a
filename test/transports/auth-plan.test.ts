import ssh2 from 'ssh2';
import { describe, expect, it } from 'vitest';
import type { SshCredential } from '../../src/config/credential.ts';
import { Secret } from '../../src/config/secret.ts';
import type { AgentKey, Agents } from '../../src/transports/agent.ts';
import { type AuthInput, type AuthPlan, planAuth } from '../../src/transports/auth-plan.ts';
import type { KeyRing } from '../../src/transports/private-key.ts';
import { newKey } from './support/ssh-server.ts';

const pairs = Array.from({ length: 8 }, newKey);
const parsed = pairs.map((pair) => ssh2.utils.parseKey(pair.private) as ssh2.ParsedKey);
const blob = (index: number): Buffer => parsed[index]?.getPublicSSH() ?? Buffer.alloc(0);

/** `/k0` to `/k7` are keys, `/locked3` needs the agent's key 3, everything else is broken. */
const keyRing: KeyRing = async (path) => {
  const index = Number(/\d/.exec(path)?.[0]);
  const key = parsed[index];
  if (path.startsWith('/k') && key) return { kind: 'ready', path, key };
  if (path.startsWith('/locked')) return { kind: 'unusable', path, problem: 'it is encrypted', publicBlob: blob(index) };
  return { kind: 'unusable', path, problem: 'there is no such file' };
};

const held = (...indexes: number[]): AgentKey[] =>
  indexes.map((index) => ({ comment: `key ${index}\u001b`, publicBlob: blob(index), agent: ssh2.createAgent('/nowhere') }));
const agentsWith = (...indexes: number[]): Agents => ({
  keysOf: async () => ({ kind: 'keys', keys: held(...indexes) }),
  close() {},
});
const deadAgent: Agents = { keysOf: async () => ({ kind: 'problem', problem: 'agent /s: Failed to connect' }), close() {} };

const plan = (input: Partial<AuthInput>, agents: Agents = agentsWith()): Promise<readonly AuthPlan[]> =>
  planAuth(
    { user: 'ann', credentials: [], identities: [], defaultIdentities: [], identitiesOnly: false, alsoGeneral: false, ...input },
    { keyRing, agents },
  );
const names = (plans: readonly AuthPlan[]): string[] =>
  plans.flatMap(({ user, offers }) => offers.map(({ kind, name }) => `${user} ${kind} ${name}`));
const credential = (name: string, more: Partial<SshCredential> = {}): SshCredential => ({ name, identities: [], ...more });

describe('planAuth', () => {
  it('offers credentials, key files, the agent and the password, in this order', async () => {
    const plans = await plan(
      {
        credentials: [credential('prod', { identities: ['/k0'], password: new Secret('a') })],
        identities: ['/k1'],
        defaultIdentities: ['/k2'],
        agentSocket: '/s',
        password: new Secret('b'),
        alsoGeneral: true,
      },
      agentsWith(3),
    );
    expect(names(plans)).toEqual([
      'ann key prod',
      'ann password prod',
      'ann key identity:/k1',
      'ann key identity:/k2',
      'ann password password',
    ]);
  });

  it('stays below the attempts after which sshd hangs up, and keeps room for the password', async () => {
    const identities = ['/k0', '/k1', '/k2', '/k3', '/k4', '/k5', '/k6'];
    expect(names(await plan({ identities }))).toHaveLength(5);
    const withPassword = names(await plan({ identities, password: new Secret('a') }));
    expect(withPassword).toHaveLength(5);
    expect(withPassword.at(-1)).toBe('ann password password');
    const many = Array.from({ length: 9 }, (_, index) => credential(`c${index}`, { password: new Secret(`p${index}`) }));
    expect(names(await plan({ credentials: many }))).toHaveLength(5);
  });

  it('makes a plan for each user, in the order of the credentials', async () => {
    const credentials = [
      credential('scan', { user: 'scan', identities: ['/k0'] }),
      credential('root', { user: 'root', identities: ['/k0'] }),
      credential('scan2', { user: 'scan', identities: ['/k1'] }),
    ];
    expect(names(await plan({ credentials }))).toEqual(['scan key scan', 'scan key scan2', 'root key root']);
  });

  it('does not log in as whoever runs map where credentials name their users', async () => {
    const input = { credentials: [credential('scan', { user: 'scan', identities: ['/k0'] })], defaultIdentities: ['/k1'] };
    expect(names(await plan(input))).toEqual(['scan key scan']);
    expect(names(await plan({ ...input, alsoGeneral: true }))).toEqual(['scan key scan', 'ann key identity:/k1']);
  });

  it('takes a credential with a user alone for that user with the keys there are', async () => {
    const input = { credentials: [credential('root', { user: 'root' })], defaultIdentities: ['/k0'], agentSocket: '/s' };
    expect(names(await plan(input, agentsWith(1)))).toEqual(['root key identity:/k0', 'root agent agent:key 1?']);
  });

  it('offers a key once, wherever it comes from', async () => {
    const input = { identities: ['/k0', '/k0'], defaultIdentities: ['/k0', '/k1'], agentSocket: '/s' };
    expect(names(await plan(input, agentsWith(0, 1, 2)))).toEqual([
      'ann key identity:/k0',
      'ann key identity:/k1',
      'ann agent agent:key 2?',
    ]);
  });

  it('offers a password once, whatever it is called', async () => {
    const credentials = [
      credential('one', { password: new Secret('same') }),
      credential('two', { password: new Secret('same') }),
    ];
    expect(names(await plan({ credentials, password: new Secret('same'), alsoGeneral: true }))).toEqual(['ann password one']);
  });

  it('lets the agent sign for a locked key file', async () => {
    const plans = await plan({ identities: ['/locked3'], identitiesOnly: true, agentSocket: '/s' }, agentsWith(2, 3));
    expect(names(plans)).toEqual(['ann agent identity:/locked3']);
    expect(plans[0]?.problems).toEqual([]);
  });

  it('leaves the other keys of the agent out with IdentitiesOnly', async () => {
    expect(names(await plan({ identitiesOnly: true, agentSocket: '/s' }, agentsWith(1)))).toEqual([]);
  });

  it('tells trouble with what the operator named, and passes over the rest', async () => {
    const plans = await plan({ identities: ['/none', '/locked1'], defaultIdentities: ['/other'], agentSocket: '/s' }, deadAgent);
    expect(names(plans)).toEqual([]);
    expect(plans[0]?.problems).toEqual([
      '/none: there is no such file',
      '/locked1: it is encrypted',
      'agent /s: Failed to connect',
    ]);
  });

  it('holds no secret in what can be printed', async () => {
    const plans = await plan({ password: new Secret('hunter2') });
    expect(JSON.stringify(plans)).not.toContain('hunter2');
  });
});
