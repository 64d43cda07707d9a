import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig, parseConfig } from '../../src/config/config-file.ts';
import { renderConfigJsonSchema } from '../../src/config/config-schema.ts';
import { credentialNamesFor } from '../../src/config/credential.ts';
import { UsageError } from '../../src/model/usage-error.ts';

const env = { HOME: '/home/ann' };
const parse = (text: string, read?: (path: string) => string) => parseConfig(text, '/etc/map/map.yaml', env, read);

function messageOf(text: string): string {
  try {
    parse(text);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error('was accepted');
}

const whole = `
# everything there is
defaults:
  user: scan
  port: 2222
  identity: [~/.ssh/scan, keys/other]
  password: env:MAP_PASSWORD
  passphrase: file:pass
  jump: bastion,ann@inner:2222
  hostKeys: strict
  sudo: never
  timeout: 2.5
  deadline: 30
  concurrency: 100
  rate: 50
  maxTargets: 1000
  samples: 3
  interval: 55
  exclude: 10.0.0.99
credentials:
  prod:
    kind: ssh
    user: scan
    identity: ~/.ssh/prod
    passphrase: exec:pass show prod
  legacy: { user: root, password: prompt }
tags:
  old: [10.9.0.0/16, old-*]
use:
  - { credentials: prod, targets: [10.0.0.0/16, "*.prod.example.com"] }
  - { credentials: [legacy, prod], tags: old }
`;

describe('parseConfig', () => {
  it('reads defaults, with absolute paths and references', () => {
    expect(parse(whole).defaults).toEqual({
      user: 'scan',
      port: 2222,
      identity: ['/home/ann/.ssh/scan', '/etc/map/keys/other'],
      password: { kind: 'env', name: 'MAP_PASSWORD' },
      passphrase: { kind: 'file', path: '/etc/map/pass' },
      jump: ['bastion', 'ann@inner:2222'],
      hostKeys: 'strict',
      sudo: 'never',
      timeout: 2.5,
      deadline: 30,
      concurrency: 100,
      rate: 50,
      maxTargets: 1000,
      samples: 3,
      interval: 55,
      exclude: ['10.0.0.99'],
    });
  });

  it('reads named credentials and who gets them', () => {
    const config = parse(whole);
    expect(config.credentials).toEqual([
      {
        name: 'prod',
        kind: 'ssh',
        user: 'scan',
        identities: ['/home/ann/.ssh/prod'],
        passphrase: { kind: 'exec', command: 'pass', args: ['show', 'prod'] },
      },
      { name: 'legacy', kind: 'ssh', user: 'root', identities: [], password: { kind: 'prompt', question: 'password of legacy' } },
    ]);
    const names = (host: string) => credentialNamesFor({ host }, config.rules);
    expect(names('10.0.3.4')).toEqual(['prod']);
    expect(names('web.prod.example.com')).toEqual(['prod']);
    expect(names('10.9.0.1')).toEqual(['legacy', 'prod']);
    expect(names('old-7')).toEqual(['legacy', 'prod']);
    expect(names('192.0.2.1')).toEqual([]);
  });

  it('gives a rule without targets and tags to everybody', () => {
    const { rules } = parse('credentials: {a: {user: x}}\nuse: [{credentials: a}]');
    expect(credentialNamesFor({ host: 'anything' }, rules)).toEqual(['a']);
  });

  it('takes an empty file for an empty configuration', () => {
    for (const text of ['', '\n# nothing yet\n', '{}', 'defaults: {}']) {
      expect(parse(text)).toEqual({ file: '/etc/map/map.yaml', defaults: {}, credentials: [], snmpCredentials: [], rules: [] });
    }
  });

  it('reads target files beside itself', () => {
    const read = (path: string): string => {
      expect(path).toBe('/etc/map/prod.txt');
      return 'web1\n';
    };
    const { rules } = parse('credentials: {a: {user: x}}\nuse: [{credentials: a, targets: "@prod.txt"}]', read);
    expect(credentialNamesFor({ host: 'web1' }, rules)).toEqual(['a']);
    expect(credentialNamesFor({ host: 'web2' }, rules)).toEqual([]);
  });
});

describe('mistakes, each with file, line, column and remedy', () => {
  it.each([
    ['defaults:\n  usr: x', '2:3', /"usr" is not known in defaults; did you mean user\?/],
    ['default:\n  user: x', '1:1', /"default" is not known in the file; did you mean defaults\?/],
    ['xyzzy: 1', '1:1', /known here: defaults, credentials, tags, use/],
    ['credentials:\n  a:\n    user: r\n    pass_phrase: env:X\n', '4:5', /did you mean passphrase\?/],
    ['use:\n  - credentials: a\n    target: x', '3:5', /"target" is not known in use\.0; did you mean targets\?/],
    ['defaults: {hostkeys: strict}', '1:12', /did you mean hostKeys\?/],
    ['defaults: {max-targets: 1}', '1:12', /did you mean maxTargets\?/],
    ['defaults:\n  port: "22"', '2:9', /defaults\.port: expected number/],
    ['defaults:\n  port: 70000', '2:9', /defaults\.port/],
    ['defaults:\n  port: 22.5', '2:9', /defaults\.port/],
    ['defaults:\n  timeout: 0', '2:12', /defaults\.timeout/],
    ['defaults:\n  user: 1001', '2:9', /defaults\.user: expected string/],
    ['defaults:\n  hostKeys: ask', '2:13', /must be strict or accept-new/],
    ['defaults:\n  identity: [1]', '2:13', /must be a text or a list of texts/],
    ['- 1', '1:1', /the file: expected object/],
    ['defaults: [', '1:12', /Flow sequence/],
    ['a: 1\na: 2', '2:1', /unique/],
    ['defaults:\n\tuser: x', '2:1', /Tabs|tab|Unexpected/],
    ['credentials:\n  a: {kind: ssh}\nuse: [{credentials: a}]', '2:6', /credential a is empty; give it/],
    ['credentials:\n  a: {kind: telnet, user: x}', '2:13', /must be ssh or snmp/],
    ['credentials:\n  a: {user: x}\n', '2:6', /credential a is given to no target; name it under use:/],
    ['credentials: {prod: {user: x}}\nuse: [{credentials: prd}]', '2:21', /no credential "prd"; did you mean prod\?/],
    ['credentials: {a: {user: x}}\nuse: [{credentials: a, tags: old}]', '2:30', /no tag "old"; define it under tags:/],
    [
      'credentials: {a: {user: x}}\nuse:\n  - credentials: a\n    targets: [web1, "10.1"]',
      '4:21',
      /target "10\.1": this is not an IPv4/,
    ],
    ['defaults: {password: hunter2}', '1:22', /plain text/],
    ['credentials: {a: {password: hunter2}}\nuse: [{credentials: a}]', '1:29', /plain text/],
  ])('%j', (text, place, reason) => {
    const message = messageOf(text);
    expect(message).toMatch(reason);
    expect(message.startsWith(`/etc/map/map.yaml:${place}: `), message).toBe(true);
    expect(message).not.toMatch(/hunter2|\n/);
  });

  it('counts further mistakes and reports the first in the file', () => {
    expect(messageOf('use:\n  - bad: 1\ndefaults:\n  usr: x\n  port: a')).toMatch(
      /^\/etc\/map\/map\.yaml:2:5: .*\(and \d more\)$/,
    );
  });

  it('does not follow a bomb of aliases', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`)
      .join('\n')}`;
    expect(messageOf(bomb)).toMatch(/alias/i);
  });

  it('throws nothing but UsageError, whatever the text', () => {
    const keys = fc.constantFrom(
      'defaults',
      'credentials',
      'use',
      'tags',
      'user',
      'port',
      'identity',
      'password',
      'x',
      '__proto__',
    );
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.boolean());
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(keys, tie('node'), { maxKeys: 4 }),
      ),
    })).node;
    fc.assert(
      fc.property(
        fc.oneof(
          value.map((node) => JSON.stringify(node)),
          fc.string(),
        ),
        (text) => {
          try {
            parse(text, () => '');
          } catch (error) {
            expect(error).toBeInstanceOf(UsageError);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('loadConfig', () => {
  const before = process.cwd();
  let directory = '';
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'map-config-'));
  });
  afterEach(() => process.chdir(before));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('does without a file where none was named', () => {
    process.chdir(directory);
    expect(loadConfig(undefined, env)).toEqual({ defaults: {}, credentials: [], snmpCredentials: [], rules: [] });
  });

  it('refuses a file that was named and is not there', () => {
    expect(() => loadConfig(join(directory, 'none.yaml'), env)).toThrow(/none\.yaml: there is no such file; check --config/);
    expect(() => loadConfig(directory, env)).toThrow(/it is a directory/);
  });

  it('reads ./map.yaml, or the file named', () => {
    writeFileSync(join(directory, 'map.yaml'), 'defaults: {user: here}\n');
    writeFileSync(join(directory, 'other.yaml'), 'defaults: {identity: key}\n');
    expect(loadConfig(join(directory, 'other.yaml'), env).defaults).toEqual({ identity: [join(directory, 'key')] });
    process.chdir(directory);
    expect(loadConfig(undefined, env)).toMatchObject({ file: 'map.yaml', defaults: { user: 'here' } });
    rmSync(join(directory, 'map.yaml'));
  });
});

describe('the published schema', () => {
  // `vitest -u` writes it anew.
  it('is up to date', async () => {
    await expect(renderConfigJsonSchema()).toMatchFileSnapshot('../../docs/schema/config.schema.json');
  });
});
