import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asksSomething, cleanTerminal, greetsWithKey, looksLikePrompt, waitsForKey } from '../../src/transports/device/text.ts';
import { hasProof, shellCommand, withoutProof } from '../../src/transports/shell-proof.ts';

const installed = (shell: string): boolean => spawnSync(shell, ['-c', ':']).error === undefined;

describe('a shell shows itself', () => {
  it.each(['sh', 'dash', 'bash', 'ksh93', 'mksh', 'zsh'].filter(installed))('as %s, and reads its script then', (shell) => {
    const { stdout, stderr } = spawnSync(shell, ['-c', shellCommand], { input: 'echo "it runs"\n', encoding: 'utf8' });
    expect([stdout, hasProof(stderr), Buffer.from(withoutProof(Buffer.from(stderr))).toString()]).toEqual([
      'it runs\n',
      true,
      '',
    ]);
  });

  it.each(['dash', 'ksh93', 'mksh', 'bash', 'busybox sh'].filter((name) => installed(name.split(' ')[0] ?? '')))(
    'also where sh is %s',
    (name) => {
      const [program = '', ...args] = name.split(' ');
      const { stderr } = spawnSync(program, [...args, '-xc', 'exec sh -s'], { input: '', encoding: 'utf8' });
      expect(hasProof(stderr)).toBe(true);
    },
  );

  it.each([
    ['+(/home/app/.bashrc:12): exec sh -s\n'],
    ['+ 12:01:07 exec sh -s\n'],
    ['choose a project: + exec sh -s\n'],
    [`${'x'.repeat(5000)}\n+ sh -s\n`],
  ])('also with a PS4 of the environment or behind the words of a login script: %j', (said) => expect(hasProof(said)).toBe(true));

  it.each([
    [`+ line 1: exec: "exec sh -s\n`],
    [`zxan+#${shellCommand}\n`],
    ['zxan+#sh -xc exec sh -s\n'],
    ["'sh' is not recognized as an internal or external command,\r\n"],
    [`At line:1 char:1\r\n+ ${shellCommand}\r\n+ ~~\r\n`],
    [`sw1#${shellCommand}\r\n       ^\r\n% Invalid input detected\r\n`],
    ['unknown command: sh -xc exec sh -s\r\n'],
    ['exec sh -s\r\n'],
    ['+ exec sh -s'],
  ])('and no complaint does: %j', (said) => expect(hasProof(said)).toBe(false));

  it('in a line that is cut from what it printed, and nothing else is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const [head, tail] = [Buffer.from(before.replaceAll('+', '')), Buffer.from(after)];
        const whole = Buffer.concat([head, Buffer.from('\n+ exec sh -s\n'), tail]);
        expect(Buffer.from(withoutProof(whole))).toEqual(Buffer.concat([head, Buffer.from('\n'), tail]));
      }),
    );
  });

  it('with no sign in it that a command line of a device takes for more than a word', () => {
    expect(shellCommand).toMatch(/^[ -~]+$/);
    expect(shellCommand).not.toMatch(/[;&|<>?!`$\\\t]/);
  });
});

describe('what a terminal ends in', () => {
  it.each(['sw1#', 'sw1>', '<core-1>', 'user@fw> ', 'FGT60F $', 'fw (root) #', 'RP/0/RSP0/CPU0:xr1#', 'login-sw1#'])(
    '%j is a prompt',
    (line) => expect(looksLikePrompt(line.trimEnd())).toBe(true),
  );

  it.each([
    'Do you want to continue? [yes/no]',
    'Do you accept the terms (y/n)>',
    'Press any key to continue',
    'Change the password now [Y/N]:',
    'login:',
    'Username: >',
    'Please agree, type yes >',
    'Enter password>',
    '',
  ])('%j is none', (line) => expect(looksLikePrompt(line)).toBe(false));

  it('Press any key is a greeting alone on its line only', () => {
    expect(greetsWithKey('HP Switch\r\n\r\nPress any key to continue')).toBe(true);
    expect(greetsWithKey('\u001b[1;24r\u001b[24;1HPress any key to continue')).toBe(true);
    expect(greetsWithKey('Press any key to erase the configuration')).toBe(false);
    expect(greetsWithKey('To erase all, press any key to continue')).toBe(false);
  });

  it('a pager is none of the questions', () => {
    for (const more of [' --More-- ', '<--- More --->', '---(more 12%)---', '-- MORE --, next page: Space']) {
      expect(waitsForKey(`row\r\n${more}`)).toBe(true);
      expect(looksLikePrompt(more.trim())).toBe(false);
    }
    expect(asksSomething('Erase startup-config (y/n)')).toBe(true);
  });
});

describe('a terminal is read as a person sees it', () => {
  it.each([
    ['secret\u001b[2K\rshown', 'shown'],
    ['abcdef\u001b[2Kgh', '      gh'],
    ['abcdef\rxy\u001b[K\r\r', 'xy'],
    ['one\r\r\ntwo\r', 'one\ntwo'],
  ])('%j', (raw, seen) => expect(cleanTerminal(raw)).toBe(seen));

  it('in the time its length takes, whatever a device sends', () => {
    const start = performance.now();
    cleanTerminal(`${'\r'.repeat(200_000)}x`);
    cleanTerminal(`${'a'.repeat(200_000)}${'\u001b[2K'.repeat(100_000)}`);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
