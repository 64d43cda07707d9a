import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type PublishedCommand, publishedCommands } from '../../src/access/published-commands.ts';
import { sudoersFile } from '../../src/access/sudoers.ts';
import { collectors } from '../../src/collectors/registry.ts';

const published = publishedCommands(collectors);
const file = sudoersFile(published, 'map');
const hasVisudo = spawnSync('visudo', ['-V']).status === 0;

const check = (text: string) => spawnSync('visudo', ['-cf', '-'], { input: text, encoding: 'utf8' });

describe('the sudoers file', () => {
  it.runIf(hasVisudo)('is one visudo accepts, and it does look', () => {
    expect(check(file)).toMatchObject({ status: 0 });
    expect(check(file.replace('ALL = (root)', 'ALL = (root'))).not.toMatchObject({ status: 0 });
  });

  it('names each command root is useful for, with its arguments, and no other', () => {
    const rooted = published.filter(({ root, platform }) => root && platform !== 'windows');
    const paths = [...file.matchAll(/^ {4}(\/\S+) (.*?)(?:, \\)?$/gm)].map(([, path = '', rest = '']) => ({
      program: path.split('/').at(-1),
      rest: rest === '""' ? '' : rest.replaceAll('\\', ''),
    }));
    const wanted = new Set(rooted.map(({ command }) => command.split('/').at(-1) && command));
    const named = new Set(paths.map(({ program, rest }) => (rest === '' ? program : `${program} ${rest}`)));
    expect([...named].sort()).toEqual([...wanted].sort());
  });

  it('has full paths, no wildcard, no negation and nothing that starts a shell', () => {
    const rules = file.split('\n').filter((line) => line.startsWith('    '));
    expect(rules.length).toBeGreaterThan(0);
    for (const rule of rules) {
      expect(rule).toMatch(/^ {4}\/(usr\/)?s?bin\/[\w.+-]+ /);
      expect(rule).not.toMatch(/[*?[\]!^$;&|<>`(){}]/);
      expect(rule).not.toMatch(/\/(?:ba|da|k|z)?sh |\/(?:vi|vim|less|more|env|awk|python\d?|perl|xargs) |-exec|-ok\b/);
    }
  });

  it('allows a command without arguments only without them, and escapes what sudoers reads itself', () => {
    const one = (command: string): PublishedCommand => ({
      ...{ platform: 'linux', collector: 'linux.x', root: true, command, sha256: '' },
    });
    const text = sudoersFile([one('iptables-save'), one('ps -o pid=,user: x')], 'ops');
    expect(text).toContain('    /usr/sbin/iptables-save "", \\\n');
    expect(text).toContain('    /usr/bin/ps -o pid\\=\\,user\\: x, \\\n');
    if (hasVisudo) expect(check(text)).toMatchObject({ status: 0 });
  });
});
