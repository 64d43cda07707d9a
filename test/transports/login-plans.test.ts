import type { Duplex } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src/config/secret.ts';
import { fail } from '../../src/model/failure.ts';
import type { AuthPlan } from '../../src/transports/auth-plan.ts';
import { type Connect, loginWithPlans, type PlannedLogin } from '../../src/transports/login-plans.ts';
import { createPasswordGuard } from '../../src/transports/password-guard.ts';
import { openSocket } from './support/login.ts';
import { startServer } from './support/ssh-server.ts';
import { never } from './support/wait.ts';

// `root` may log in with `right`, nobody else with anything.
const server = await startServer({
  judge: (attempt) =>
    attempt.method === 'password' && attempt.username === 'root' && attempt.password === 'right' ? 'accept' : ['password'],
});
afterAll(() => server.close());

const plan = (user: string, password: string, problems: string[] = []): AuthPlan => ({
  user,
  offers: password === '' ? [] : [{ kind: 'password', name: `pw-${user}`, password: new Secret(password) }],
  problems,
});

function login(plans: readonly AuthPlan[], more: Partial<PlannedLogin> = {}) {
  const transports: Duplex[] = [];
  const connect: Connect = async (use) => {
    const transport = await openSocket(server.port);
    transports.push(transport);
    return await use(transport);
  };
  const hostKey = { judge: () => undefined, remember: () => undefined };
  const outcome = loginWithPlans({
    label: 'web1:22',
    plans,
    connect,
    hostKey,
    guard: createPasswordGuard(),
    timeoutMs: 5000,
    stepMs: 5000,
    signal: never(),
    ...more,
  });
  return outcome.then((result) => ({ result, connections: transports.length }));
}

describe('loginWithPlans', () => {
  it('tries one user after the other, each on a connection of its own', async () => {
    const { result, connections } = await login([plan('scan', 'wrong'), plan('root', 'right'), plan('never', 'x')]);
    expect(connections).toBe(2);
    expect(result.ok && result.value.user).toBe('root');
    if (result.ok) result.value.close();
    expect(server.attempts.some((attempt) => attempt.startsWith('never:'))).toBe(false);
  });

  it('names every user when none gets in', async () => {
    const { result } = await login([plan('scan', 'wrong'), plan('root', 'wrong')]);
    expect(result).toEqual(
      fail(
        'login-refused',
        'web1:22: as scan: refused pw-scan; the server takes password; as root: refused pw-root; the server takes password',
      ),
    );
    const single = await login([plan('scan', 'wrong')]);
    expect(single.result).toEqual(fail('login-refused', 'web1:22: refused pw-scan; the server takes password'));
  });

  it('does not connect without anything to offer', async () => {
    const { result, connections } = await login([plan('ann', '')]);
    expect(result).toEqual(fail('no-credential', 'web1:22: there is no key, agent or password to log in with'));
    const broken = await login([plan('ann', '', ['/k: it is encrypted'])]);
    expect(broken.result).toEqual(fail('credential-unusable', 'web1:22: no usable credential: /k: it is encrypted'));
    expect([connections, broken.connections]).toEqual([0, 0]);
    expect((await login([])).result).toMatchObject({ ok: false, failure: { status: 'no-credential' } });
  });

  it('stops at trouble that no other user would mend', async () => {
    let connections = 0;
    const connect: Connect = async () => {
      connections += 1;
      return fail('refused', 'web1:22: connection refused');
    };
    const { result } = await login([plan('scan', 'a'), plan('root', 'b')], { connect });
    expect(result).toEqual(fail('refused', 'web1:22: connection refused'));
    expect(connections).toBe(1);
  });
});
