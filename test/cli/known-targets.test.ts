import { describe, expect, it } from 'vitest';
import { knownTargets } from '../../src/cli/known-targets.ts';
import { arrow, host, peer, snapshot } from '../analysis/build-snapshot.ts';

describe('known targets', () => {
  const known = knownTargets(
    snapshot({
      hosts: [
        host('web1', { addresses: ['10.0.0.1', '2001:db8::1'], targets: ['web1.example.com:2222'] }),
        peer('p', { addresses: ['10.0.0.9'] }),
      ],
    }),
  );

  it.each(['10.0.0.1', '10.0.0.1:2222', '2001:db8::1', '[2001:db8::1]:22', 'web1.example.com:2222', '10.0.0.9'])(
    '%s',
    (target) => {
      expect(known(target)).toBe(true);
    },
  );

  it.each(['10.0.0.2', 'web1', '2001:db8::', '[10.0.0', '', ':22'])('not %j', (target) => {
    expect(known(target)).toBe(false);
  });

  it('are not those that a configuration alone names', () => {
    const dns = peer('dns', { addresses: ['10.0.0.53'] });
    const written = arrow('web1', 'dns', 53, { state: 'configured' });
    const seen = arrow('web1', 'dns', 80);
    const knows = (...dependencies: readonly (typeof seen)[]) =>
      knownTargets(snapshot({ hosts: [host('web1', { addresses: ['10.0.0.1'] }), dns], dependencies }))('10.0.0.53');
    expect([knows(written), knows(written, seen)]).toEqual([false, true]);
  });

  it('are none before the first snapshot', () => {
    expect(knownTargets(undefined)('10.0.0.1')).toBe(false);
  });
});
