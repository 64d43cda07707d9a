import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/config-file.ts';
import { Secret } from '../../src/config/secret.ts';
import { snmpAuthProtocols, snmpPrivProtocols } from '../../src/config/snmp-credential.ts';
import { resolveSnmpEntry, type SnmpEntry, snmpReferences } from '../../src/config/snmp-entry.ts';
import { flaggedSnmp } from '../../src/config/snmp-flags.ts';
import { parseSnmpAuth, parseSnmpPriv } from '../../src/config/snmp-protocols.ts';
import { UsageError } from '../../src/model/usage-error.ts';

const context = { place: 'map.yaml:3:9', question: 'password of core', base: '/', env: {} };
const use = '\nuse: [{credentials: a}]\n';
const only = (credential: string): SnmpEntry | undefined =>
  parseConfig(`credentials:\n  a: ${credential}${use}`, 'map.yaml', {}).snmpCredentials[0];

describe('protocols of SNMPv3', () => {
  it.each([
    ['md5', 'md5'],
    ['SHA', 'sha1'],
    ['sha-1', 'sha1'],
    ['SHA-256', 'sha256'],
    ['sha512', 'sha512'],
  ])('%s is %s', (spelled, protocol) => {
    expect(parseSnmpAuth(`${spelled}:env:X`, context)).toEqual({ protocol, reference: { kind: 'env', name: 'X' } });
  });

  it.each([
    ['des', 'des'],
    ['AES', 'aes128'],
    ['aes-128', 'aes128'],
    ['AES-256', 'aes256'],
    ['aes256c', 'aes256r'],
    ['AES-256-C', 'aes256r'],
    ['aes256r', 'aes256r'],
  ])('%s is %s', (spelled, protocol) => {
    expect(parseSnmpPriv(`${spelled}:env:X`, context)).toMatchObject({ protocol });
  });

  it('knows each by its own name', () => {
    for (const protocol of snmpAuthProtocols) expect(parseSnmpAuth(`${protocol}:env:X`, context).protocol).toBe(protocol);
    for (const protocol of snmpPrivProtocols) expect(parseSnmpPriv(`${protocol}:env:X`, context).protocol).toBe(protocol);
  });

  it('asks for the secret of a protocol alone', () => {
    expect(parseSnmpAuth('sha256', context).reference).toEqual({ kind: 'prompt', question: 'password of core' });
  });

  it('lists what there is, and repeats nothing that may be a secret', () => {
    const thrown = (text: string): string => {
      try {
        parseSnmpAuth(text, context);
      } catch (error) {
        return error instanceof UsageError ? error.message : 'another error';
      }
      return 'nothing';
    };
    for (const text of ['hunter22', 'sha999:env:X', 'constructor:env:X', 'sha256:hunter22', '']) {
      expect(thrown(text)).toMatch(/^map\.yaml:3:9: /);
      expect(thrown(text)).not.toMatch(/hunter22|sha999/);
    }
    expect(thrown('sha999:env:X')).toMatch(/md5, sha, sha1, sha224, sha256, sha384, sha512/);
  });
});

describe('credentials of kind snmp in map.yaml', () => {
  it('reads communities and users', () => {
    expect(only('{kind: snmp, community: "env:RO"}')).toEqual({
      name: 'a',
      version: '2c',
      community: { kind: 'env', name: 'RO' },
    });
    expect(only('{kind: snmp, version: 1, community: plain:public}')).toMatchObject({
      version: '1',
      community: { kind: 'plain' },
    });
    expect(only('{kind: snmp, version: 3, user: map, auth: "sha256:env:A", priv: "aes:env:P"}')).toEqual({
      ...{ name: 'a', version: '3', user: 'map' },
      auth: { protocol: 'sha256', reference: { kind: 'env', name: 'A' } },
      priv: { protocol: 'aes128', reference: { kind: 'env', name: 'P' } },
    });
    expect(only('{kind: snmp, user: map}')).toEqual({ name: 'a', version: '3', user: 'map' });
  });

  it.each([
    ['{kind: snmp}', '2:6', /credential a is empty; give it community: or user:/],
    ['{kind: snmp, user: x, community: plain:y}', '2:39', /community: or user:, not both/],
    ['{kind: snmp, user: x, version: 2c}', '2:37', /version 3/],
    ['{kind: snmp, version: 3, community: plain:y}', '2:28', /give user:/],
    ['{kind: snmp, version: 4, community: plain:y}', '2:28', /must be 1 or 2c or 3/],
    ['{kind: snmp, user: x, priv: "aes:env:P"}', '2:34', /give auth: as well/],
    ['{kind: snmp, community: plain:y, auth: "sha:env:P"}', '2:45', /give user:/],
    ['{kind: snmp, community: public}', '2:30', /in plain text.* env:NAME .* env:COMMUNITY.*plain:TEXT/],
    ['{kind: snmp, user: x, auth: "sha:plain:secret99"}', '2:34', /plain text.* sha:env:PASSWORD/],
    ['{kind: snmp, user: x, password: env:X}', '2:38', /is of kind snmp and has no password:/],
    ['{user: x, community: env:X}', '2:27', /is of kind ssh and has no community:; write kind: snmp/],
  ])('%s: line and column, what is wrong', (credential, at, message) => {
    expect(() => only(credential)).toThrow(message);
    expect(() => only(credential)).toThrow(`map.yaml:${at}: `);
    expect(() => only(credential)).not.toThrow(/secret99/);
  });

  it('wants its credentials used, and knows those used', () => {
    expect(() => parseConfig('credentials:\n  a: {kind: snmp, community: plain:y}\n', 'map.yaml', {})).toThrow(
      /given to no target/,
    );
  });

  it('reads those of the defaults as flags, in order', () => {
    const { defaults } = parseConfig(
      'defaults: {snmpUser: map, snmpAuth: "sha256:env:A", snmpCommunity: [env:RO, plain:public], snmpPort: 1161, ssh: false}\n',
      'map.yaml',
      {},
    );
    expect(defaults.snmpCredentials?.map(({ name }) => name)).toEqual(['snmp-user map', 'snmp-community 1', 'snmp-community 2']);
    expect(defaults).toMatchObject({ snmpPort: 1161, ssh: false });
    expect(defaults).not.toHaveProperty('snmpUser');
    expect(() => parseConfig('defaults:\n  snmpAuth: "sha:env:A"\n', 'map.yaml', {})).toThrow(
      /^map\.yaml:2:13: .*give snmpUser:/,
    );
  });
});

describe('SNMP credentials of flags', () => {
  const flags = (communities: readonly string[], words = {}) =>
    flaggedSnmp({ communities, words }, (word) => `snmp-${word}`, {
      place: (key) => `--${key}`,
      spell: (key) => `--${key}`,
      context: { base: '.', env: {} },
    });

  it('are named after their flag', () => {
    expect(flags(['plain:public']).map(({ name }) => name)).toEqual(['snmp-community']);
    expect(flags([])).toEqual([]);
  });

  it('say which flag is wrong', () => {
    expect(() => flags(['public'])).toThrow(/^--snmp-community: the secret is in plain text/);
    expect(() => flags([], { auth: 'sha:env:A' })).toThrow(/^--snmp-auth: .*give --snmp-user/);
    expect(() => flags([], { user: 'map', priv: 'aes:env:A' })).toThrow(/^--snmp-priv: .*give --snmp-auth as well/);
  });
});

describe('secrets of SNMP credentials', () => {
  it('are fetched one after the other and stand in no text', async () => {
    const entry = only('{kind: snmp, user: map, auth: "sha256:env:A", priv: "aes:env:P"}') as SnmpEntry;
    const fetched: string[] = [];
    const credential = await resolveSnmpEntry(entry, async (reference) => {
      const name = reference.kind === 'env' ? reference.name : '';
      fetched.push(name);
      return new Secret(`value of ${name}`);
    });
    expect(fetched).toEqual(['A', 'P']);
    expect(snmpReferences(entry)).toHaveLength(2);
    expect(JSON.stringify(credential)).not.toContain('value of');
    expect(credential).toMatchObject({ version: '3', user: 'map', auth: { protocol: 'sha256' }, priv: { protocol: 'aes128' } });
  });

  it('are refused where a password is shorter than SNMPv3 allows, before anything is sent', async () => {
    const entry = only('{kind: snmp, user: map, auth: "sha256:env:A", priv: "aes:env:P"}') as SnmpEntry;
    const answers = (auth: string, priv: string) =>
      resolveSnmpEntry(entry, (reference) =>
        Promise.resolve(new Secret(reference.kind === 'env' && reference.name === 'A' ? auth : priv)),
      );
    await expect(answers('abc', 'long enough')).rejects.toThrow(
      /^env:A: the authentication password of .* fewer than 8 characters/,
    );
    await expect(answers('long enough', '1234567')).rejects.toThrow(/^env:P: the privacy password of .* fewer than 8 characters/);
    await expect(answers('12345678', '12345678')).resolves.toMatchObject({ version: '3' });
    const community = only('{kind: snmp, community: "env:C"}') as SnmpEntry;
    await expect(resolveSnmpEntry(community, () => Promise.resolve(new Secret('abc')))).resolves.toMatchObject({ version: '2c' });
  });
});
