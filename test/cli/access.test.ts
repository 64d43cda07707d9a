import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { networkDialects } from '../../src/collectors/network-dialects.ts';
import { networkCollectors } from '../../src/collectors/network-registry.ts';
import { collectors } from '../../src/collectors/registry.ts';
import { runMap } from './run-map.ts';

const work = mkdtempSync(join(tmpdir(), 'map-access-'));
afterAll(() => rmSync(work, { recursive: true }));

const pagers = networkDialects.filter(({ paging }) => paging !== undefined);

describe('map access', () => {
  it('lists every command with its whole hash where it is piped', async () => {
    const { code, stdout } = await runMap(['access']);
    expect(code).toBe(0);
    for (const { id, request } of collectors) {
      expect(stdout).toMatch(new RegExp(`^${id.replace('.', '\\.')}(?:  \\(root sees more\\))?  sha256 [0-9a-f]{64}$`, 'm'));
      expect(stdout).toContain(`\n    ${request.command}\n`);
    }
  });

  it('writes the list to a file too', async () => {
    const file = join(work, 'commands');
    expect(await runMap(['access', '-o', file])).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(file, 'utf8')).toBe((await runMap(['access'])).stdout);
  });

  it('is one document with --json, also of one system', async () => {
    const whole = JSON.parse((await runMap(['access', '--json'])).stdout);
    expect(whole).toMatchObject({ format: 'map.access', version: 1, user: 'map' });
    expect(whole.commands).toHaveLength(collectors.length + networkCollectors.length + pagers.length);
    const linux = JSON.parse((await runMap(['access', '--json', '--platform', 'linux', '--user', 'ops'])).stdout);
    expect(new Set(linux.commands.map(({ platform }: { platform: string }) => platform))).toEqual(new Set(['linux']));
    expect(linux.sudoers).toContain('ops ALL = (root) NOPASSWD: MAP_LINUX\n');
    expect([linux.scriptSha256, linux.listSha256]).toEqual([whole.scriptSha256, whole.listSha256]);
  });

  it.each([
    ['script', /^# map: read-only collection/],
    ['sudoers', /^# \/etc\/sudoers\.d\/map/],
    ['wrapper', /^#!\/bin\/sh\n# Forced command/],
    ['windows', /^On Windows map logs in over OpenSSH/],
    ['snmp', /\nrouser map authpriv -V map\n# For version 2c, [^\n]+\n$/],
  ])('prints %s, or writes it to a file', async (part, expected) => {
    const printed = await runMap(['access', part]);
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    expect(printed.stdout).toMatch(expected);
    const file = join(work, part);
    expect(await runMap(['access', part, '-o', file])).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(file, 'utf8')).toBe(printed.stdout);
  });

  it.each([
    [['access', 'everything'], /everything/],
    [['access', '--user', 'a b'], /a user name is letters/],
    [['access', 'sudoers', '--user', 'x\nALL'], /a user name is letters/],
    [['access', '--platform', 'vms'], /vms/],
  ])('refuses %j', async (argv, expected) => {
    const { code, stdout, stderr } = await runMap(argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(expected);
  });
});
