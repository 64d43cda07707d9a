import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src/config/secret.ts';
import { type SnmpCredential, snmpAuthProtocols, snmpPrivProtocols } from '../../src/config/snmp-credential.ts';
import { type RunningSnmpAgent, startSnmpAgent } from '../../src/demo/snmp-agent.ts';
import { community, connectorTo, limits, linesOf, openAt, sessionAt, walkAt } from './support/snmp.ts';
import { authPassword, hasSnmpd, hasSnmpTools, privPassword, type Snmpd, startSnmpd } from './support/snmpd.ts';

type V3 = Extract<SnmpCredential, { version: '3' }>;

const user = (name: string, parts: Partial<V3> = {}): V3 => ({ name, version: '3', user: name, ...parts });
const auth = (protocol: (typeof snmpAuthProtocols)[number], password = authPassword): Partial<V3> => ({
  auth: { protocol, secret: new Secret(password) },
});
const priv = (protocol: (typeof snmpPrivProtocols)[number], password = privPassword): Partial<V3> => ({
  priv: { protocol, secret: new Secret(password) },
});

const system = '1.3.6.1.2.1.1';

// Objects that stand still while they are read twice.
const still = ['1.3.6.1.2.1.1.9.1.2', '1.3.6.1.2.1.2.2.1.2', '1.3.6.1.2.1.2.2.1.6', '1.3.6.1.2.1.4.20.1', '1.3.6.1.6.3.16'];

/** What Net-SNMP's own tool makes of it: `.oid = TYPE: value`, numbers everywhere. */
function bulkwalk({ address, port }: Snmpd, subtree: string): string[] {
  const place = address.includes(':') ? `udp6:[${address}]:${port}` : `${address}:${port}`;
  const text = execFileSync('snmpbulkwalk', ['-v2c', '-cpublic', '-m', '', '-One', place, subtree], {
    encoding: 'utf8',
    env: { ...process.env, SNMP_PERSISTENT_DIR: tmpdir(), SNMPCONFPATH: tmpdir() },
  });
  return [...text.matchAll(/^\.(\S+) = (?!No Such|No more)/gm)].map((match) => match[1] ?? '');
}

describe.skipIf(!hasSnmpd)('against snmpd (not installed everywhere)', () => {
  let snmpd: Snmpd;
  /** Asked by snmpd itself for what is in the context `vlan-20`. */
  let behind: RunningSnmpAgent;
  beforeAll(async () => {
    behind = await startSnmpAgent({ address: '127.0.0.1', port: 0, community: 'public', text: '1.3.6.1.2.1.17.1.2.0|2|24\n' });
    snmpd = await startSnmpd(
      `rocommunity public@20
view everything included .1
createUser in-context SHA "${authPassword}"
rouser in-context auth -V everything vlan-20
rouser in-context auth
proxy -Cn vlan-20 -v2c -c public 127.0.0.1:${behind.port} .1.3.6.1.2.1.17`,
    );
  });
  afterAll(async () => {
    await snmpd.close();
    await behind.close();
  });

  it.skipIf(!hasSnmpTools)('reads the objects that snmpbulkwalk reads', async () => {
    for (const subtree of still) {
      const result = await walkAt(snmpd, [subtree]);
      expect(result.status).toBe('ok');
      expect(linesOf(result).map((line) => line.split('|')[0])).toEqual(bulkwalk(snmpd, subtree));
    }
  });

  it('reads the same with every version, and columns together as one by one', async () => {
    const told = await Promise.all(
      [community('public', '1'), community('public'), user('sha256-aes128', { ...auth('sha256'), ...priv('aes128') })].map(
        async (credential) => linesOf(await walkAt(snmpd, still, {}, credential)),
      ),
    );
    expect(told[0]?.length).toBeGreaterThan(30);
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
    const single = await Promise.all(still.map((subtree) => walkAt(snmpd, [subtree])));
    expect(single.flatMap(linesOf)).toEqual(told[0]);
  });

  it('speaks every pair of authentication and privacy, and without either', async () => {
    const pairs = snmpAuthProtocols.flatMap((digest) => [
      user(digest, auth(digest)),
      ...snmpPrivProtocols.map((cipher) => user(`${digest}-${cipher}`, { ...auth(digest), ...priv(cipher) })),
    ]);
    const credentials = [user('nobody'), ...pairs];
    const ended = await Promise.all(
      credentials.map(async (credential) => {
        const { status, objects } = await walkAt(snmpd, [system], {}, credential);
        return `${credential.name} ${status} ${objects > 10}`;
      }),
    );
    // A protocol this snmpd was built without would be told in its log.
    expect(snmpd.log()).not.toContain('nvalid');
    expect(ended).toEqual(credentials.map(({ name }) => `${name} ok true`));
  });

  it('tells what of a user is wrong, as far as the agent tells', async () => {
    const statusOf = async (credential: SnmpCredential): Promise<string> => {
      const connector = connectorTo(snmpd.port, [credential]);
      const opened = await openAt(connector);
      await connector.close();
      if ('session' in opened) return 'open';
      expect(opened.failure.message).not.toMatch(/password-|another|wrong-one/);
      return `${opened.failure.status} ${opened.silent}`;
    };
    expect(await statusOf(user('stranger', auth('sha1')))).toBe('snmp-user-unknown false');
    expect(await statusOf(user('sha1', auth('sha1', 'another-password')))).toBe('snmp-auth-wrong false');
    expect(await statusOf(user('sha1', auth('md5')))).toBe('snmp-auth-wrong false');
    expect(await statusOf(user('sha1-aes128', auth('sha1')))).toBe('snmp-denied false');
    expect(await statusOf(user('sha1', { ...auth('sha1'), ...priv('aes128') }))).toBe('snmp-privacy-wrong false');
  });

  it('says that an agent is there where only the privacy password is wrong', async () => {
    const wrong = user('sha1-aes128', { ...auth('sha1'), ...priv('aes128', 'another-password') });
    const connector = connectorTo(snmpd.port, [wrong]);
    const opened = await openAt(connector);
    await connector.close();
    expect(opened).toMatchObject({ silent: false, failure: { status: 'snmp-user-unanswered' } });
    expect('failure' in opened && opened.failure.message).toMatch(
      /agent is there \(engine 80001f88.*a wrong privacy password or protocol looks like this/,
    );
  });

  it('tells the engine with version 3, and goes on when the agent restarts', async () => {
    const connector = connectorTo(snmpd.port, [user('sha1', auth('sha1'))]);
    const session = await sessionAt(connector);
    expect(session.facts).toMatchObject({ snmpVersion: '3', snmpCredential: 'sha1' });
    expect(session.facts.engineId).toMatch(/^80001f88[0-9a-f]+$/);
    await snmpd.restart();
    const again = await session.walk([{ title: 'system', subtrees: [system] }], limits());
    expect(again.status).toBe('ok');
    session.close();
    await connector.close();
  });

  it('asks in the context of a VLAN', async () => {
    const result = await walkAt(snmpd, ['1.3.6.1.2.1.17'], { context: { vlan: 20 } }, user('in-context', auth('sha1')));
    expect(linesOf(result)).toEqual(['1.3.6.1.2.1.17.1.2.0|2|24']);
  });

  it('asks in the community of a VLAN', async () => {
    expect((await walkAt(snmpd, [system], { context: { vlan: 20 } })).status).toBe('ok');
    expect((await walkAt(snmpd, [system], { context: { vlan: 30 } })).status).toBe('timed-out');
  });
});

describe.skipIf(!hasSnmpd)('against snmpd over IPv6 (not installed everywhere)', () => {
  it('reads it', async () => {
    const snmpd = await startSnmpd('', '::1');
    const result = await walkAt(snmpd, [system]);
    await snmpd.close();
    expect(result.status).toBe('ok');
    expect(result.objects).toBeGreaterThan(10);
  });
});
