import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { forcedCommand, scriptHash } from '../../src/access/forced-command.ts';
import { collectors } from '../../src/collectors/registry.ts';
import { buildScript, type ScriptOptions } from '../../src/scan/script.ts';

const settings: ScriptOptions = { marker: '0f'.repeat(16), samples: 1, interval: 55, sudo: 'auto' };
const asked = collectors.filter(({ id }) => id === 'linux.system' || id === 'darwin.system');
const script = buildScript(asked, settings);
const wrapper = forcedCommand(script, '1.2.3');

const installed = (shell: string): boolean => spawnSync(shell.split(' ')[0] ?? '', ['--help']).error === undefined;
const shells = ['sh', 'dash', 'bash', 'busybox sh', 'mksh', 'ksh93'].filter(installed);

/** Runs the wrapper as sshd does: the client's request in the environment, its script on standard input. */
function run(shell: string, input: string) {
  const [command = 'sh', ...args] = shell.split(' ');
  const env = { ...process.env, SSH_ORIGINAL_COMMAND: 'rm -rf /nowhere' };
  const { status, stdout, stderr } = spawnSync(command, [...args, '-c', wrapper], {
    input,
    env,
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

describe.each(shells)('the forced command under %s', (shell) => {
  it('runs the script of its version with any good settings', () => {
    const other = buildScript(asked, { marker: 'a1b2c3d4-e5f6-7890', samples: 2, interval: 0.1, sudo: 'never' });
    for (const [input, marker] of [
      [script, settings.marker],
      [other, 'a1b2c3d4-e5f6-7890'],
    ] as const) {
      const { status, stdout } = run(shell, input);
      expect(status).toBe(0);
      expect(stdout).toMatch(new RegExp(`\n${marker} done (root|sudo|none)\n$`));
    }
  });

  it.each([
    ['another command', (text: string) => text.replace('uname', 'uname; id'), /the script is another one/],
    ['a line at the end', (text: string) => `${text}touch /tmp/map-was-here\n`, /the script is another one/],
    ['nothing', () => '', /is not one of settings/],
    ['a shell command', () => 'id\n', /is not one of settings/],
    ['a command in the settings', (text: string) => text.replace('; n=1\n', '; n=1; id\n'), /is not one of settings/],
    [
      'a substitution in the settings',
      (text: string) => text.replace(/M='[^']*'/, "M='$(id)abcdefgh'"),
      /is not one of settings/,
    ],
    ['two lines of settings', (text: string) => text.replace(/(M='.*\n)/, '$1$1'), /the script is another one/],
  ])('refuses %s, and runs nothing', (_, change, message) => {
    const { status, stdout, stderr } = run(shell, change(script));
    expect({ status, stdout }).toEqual({ status: 126, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toContain('map access wrapper');
  });
});

it('has one hash for all scans of a version, and another for another script', () => {
  expect(scriptHash(buildScript(asked, { ...settings, marker: 'x'.repeat(32), samples: 9 }))).toBe(scriptHash(script));
  expect(scriptHash(buildScript(collectors, settings))).not.toBe(scriptHash(script));
});
