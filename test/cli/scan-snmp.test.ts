import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ScanFlags } from '../../src/cli/scan-flags.ts';
import { readScanSettings } from '../../src/cli/scan-settings.ts';
import { checkWays, snmpEntriesFor } from '../../src/cli/scan-snmp.ts';
import { parseConfig } from '../../src/config/config-file.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';

const none = parseConfig('', 'map.yaml', {});
const yaml = parseConfig(
  `defaults: { snmpCommunity: "env:RO" }
credentials:
  core: { kind: snmp, user: map }
  linux: { user: ops }
use:
  - { targets: 10.0.1.0/24, credentials: [core, linux] }
`,
  'map.yaml',
  {},
);

/** Names of the credentials each target is asked with. */
function names(specs: readonly string[], flags: ScanFlags, config = none): readonly (readonly string[])[] {
  const settings = readScanSettings(specs, flags, config, {});
  return settings.targets.map(snmpEntriesFor(settings, config)).map((entries) => entries.map(({ name }) => name));
}

const community: ScanFlags = { snmpCommunity: ['plain:public'] };

describe('who is asked over SNMP, with what', () => {
  it('is nobody where no credential is given', () => {
    expect(names(['10.0.0.1'], {})).toEqual([[]]);
    expect(names(['10.0.0.1'], { ...community, snmp: false })).toEqual([[]]);
  });

  it('is the target with those of map.yaml first, then the user, then the communities', () => {
    const flags = { snmpUser: 'me', snmpCommunity: ['env:A', 'env:B'] };
    expect(names(['10.0.0.1', '10.0.1.1'], flags, yaml)).toEqual([
      ['snmp-user me', 'snmp-community 1', 'snmp-community 2'],
      ['core', 'snmp-user me', 'snmp-community 1', 'snmp-community 2'],
    ]);
    expect(names(['10.0.0.1', '10.0.1.1'], {}, yaml)).toEqual([['snmp-community'], ['core', 'snmp-community']]);
  });

  it('is not this machine, nor one of several ports of an address, unless nothing else is asked', () => {
    const specs = ['localhost', '10.0.0.1:2201', '10.0.0.1:2202', '10.0.0.2:22'];
    expect(names(specs, community)).toEqual([[], [], [], ['snmp-community']]);
    expect(names(specs, { ...community, ssh: false }).flat()).toHaveLength(4);
  });

  it('is refused where nobody could be asked', () => {
    const check =
      (flags: ScanFlags, config = none) =>
      () =>
        checkWays(readScanSettings(['10.0.0.1'], flags, config, {}), config);
    expect(check({ ssh: false })).toThrow(/give --snmp-community or --snmp-user/);
    expect(check({ ...community, ssh: false, snmp: false })).toThrow(/leave one of them out/);
    expect(check({ ...community, ssh: false })).not.toThrow();
    expect(check({ ssh: false }, yaml)).not.toThrow();
    expect(check({})).not.toThrow();
  });
});

describe('map scan with flags of SNMP', () => {
  const path = scratch();
  const scan = (...words: string[]) => runMap(['scan', '192.0.2.1', '--dry-run', '--db', path('x.db'), ...words]);

  it('says with --dry-run whom it would ask with which credentials', async () => {
    const { code, stdout } = await scan('--json', '--no-ssh', '--snmp-community', 'plain:public', '--snmp-port', '1161');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      { target: '192.0.2.1', login: '', jump: [], credentials: [], snmp: { port: 1161, credentials: ['snmp-community'] } },
    ]);
    const text = await scan('--no-ssh', '--snmp-user', 'map', '--snmp-auth', 'sha256:file:/dev/null');
    expect(text.stdout).toMatch(/udp\/161: snmp-user map/);
    expect(text.stderr).toMatch(/asked over SNMP for read-only tables/);
    expect(text.stderr).not.toMatch(/login|host keys/);
  });

  it('passes over what was swept and no credential is for, in one line, but not what was named', async () => {
    const config = path('some.yaml');
    writeFileSync(
      config,
      'credentials:\n  core: { kind: snmp, community: "env:RO" }\nuse:\n  - { targets: 10.0.1.4/32, credentials: [core] }\n',
    );
    const words = ['--no-ssh', '--config', config, '--dry-run', '--db', path('x.db')];
    const { code, stdout, stderr } = await runMap(['scan', '10.0.1.0/29', '10.0.2.1', ...words], { env: { RO: 'x' } });
    expect(code).toBe(0);
    expect(stdout.match(/^10[.]0[.]\S+/gm)).toEqual(['10.0.1.4', '10.0.2.1']);
    expect(stderr.match(/No SNMP credential is for 5 of 7 addresses: with --no-ssh nothing is asked there/g)).toHaveLength(1);
  });

  it.each([
    [['--no-ssh'], /leaves nothing to ask with/],
    [['--no-ssh', '--no-snmp'], /leave one of them out/],
    [['--snmp-community', 'public'], /^map: --snmp-community: .*plain:TEXT/],
    [['--snmp-community', 'env:MAP_TEST_UNSET'], /env:MAP_TEST_UNSET: the variable is not set/],
    [['--snmp-auth', 'sha256:env:X'], /^map: --snmp-auth: .*give --snmp-user/],
    [['--snmp-user', 'a', '--snmp-priv', 'aes:env:X'], /^map: --snmp-priv: .*--snmp-auth as well/],
    [['--snmp-user', 'a', '--snmp-auth', 'sha9:env:X'], /^map: --snmp-auth: .*md5, sha, sha1/],
    [['--snmp-user', 'a', '--snmp-auth', 'sha256:plain:x'], /^map: --snmp-auth: the secret is in plain text/],
    [['--snmp-port', '70000'], /It must be a port/],
  ] as const)('%j is refused before anything is touched', async (words, message) => {
    const { code, stderr } = await scan(...words);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
