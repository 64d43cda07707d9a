import { describe, expect, it } from 'vitest';
import { remedyOf } from '../../src/model/failure.ts';
import { type Attempt, failureOf } from '../../src/transports/snmp/trouble.ts';

const failed = (...attempts: readonly Attempt[]) => failureOf('sw1 udp/161', attempts, '(asked twice, 2 s each)');
const silent = { kind: 'silent' } as const;
const user = (hasPrivacy: boolean): Pick<Attempt, 'credential' | 'user'> => ({ credential: 'ops', user: { hasPrivacy } });

describe('why no agent answered', () => {
  it('blames no community where none was used', () => {
    expect(failed({ credential: 'c', trouble: silent }).message).toContain('a wrong community, a closed port');
    expect(failed({ credential: 'c', trouble: silent }, { ...user(true), trouble: silent }).message).toContain('community');
    const { status, message } = failed({ ...user(true), trouble: silent });
    expect(status).toBe('snmp-unanswered');
    expect(message).toBe(
      'sw1 udp/161: no answer to ops (asked twice, 2 s each); a closed port, a firewall and an absent host all look like this',
    );
  });

  it('begins with the user where the agent told its engine and then was silent', () => {
    const { status, message } = failed({ ...user(true), trouble: silent, engineId: '8000' });
    expect(status).toBe('snmp-user-unanswered');
    expect(message).toMatch(/a wrong privacy password or protocol looks like this$/);
    expect(remedyOf(status)).toMatch(/^check the user and its passwords/);
  });

  it('says of a user without privacy who may read nothing that there is --snmp-priv', () => {
    const { status, message } = failed({ ...user(false), trouble: { kind: 'denied' } });
    expect(message).toContain('without privacy, and no privacy password was given');
    expect(remedyOf(status)).toContain('--snmp-priv');
    expect(failed({ ...user(true), trouble: { kind: 'denied' } }).message).not.toContain('without privacy');
    expect(failed({ credential: 'c', trouble: { kind: 'denied' } }).message).not.toContain('without privacy');
  });

  it('tells a closed port of the agent from one of SSH', () => {
    const { status, message } = failed({ credential: 'c', trouble: { kind: 'refused' } });
    expect(`${status}: ${message}`).toBe('snmp-refused: sw1 udp/161: nothing listens on the port (any more)');
  });
});
