import { describe, expect, it } from 'vitest';
import { tellUntriedJump } from '../../src/cli/untried-jump.ts';
import { createConnector } from '../../src/transports/connector.ts';

/** A connector with nothing to log in with, as on a machine without keys and agent. */
const connector = (jump: readonly string[]) =>
  tellUntriedJump(
    createConnector({
      ...{ jump, hostKeys: 'strict', ownKnownHosts: '/nonexistent/known_hosts', knownHosts: [], timeoutMs: 1000 },
      ...{ useSshConfig: false, env: {}, warn: () => {} },
    }),
  );

async function messageOf(jump: readonly string[]): Promise<string> {
  const shells = connector(jump);
  const routed = await shells.route({ host: '127.0.0.1', port: 1, origin: 'listed' });
  if (!routed.ok) return routed.failure.message;
  const opened = await shells.open(routed.value, undefined, new AbortController().signal);
  await shells.close();
  return opened.ok ? 'opened' : `${opened.failure.status} ${opened.failure.message}`;
}

describe('a target with nothing to log in with', () => {
  it('says that the jump host was not tried either', async () => {
    expect(await messageOf(['nojump.invalid'])).toBe(
      'no-credential 127.0.0.1:1: there is no key, agent or password to log in with; the jump host nojump.invalid was not tried either',
    );
  });

  it('says nothing of jump hosts where there is none', async () => {
    expect(await messageOf([])).toBe('no-credential 127.0.0.1:1: there is no key, agent or password to log in with');
  });
});
