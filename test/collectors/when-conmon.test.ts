import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { whenConmon } from '../../src/collectors/linux/when-conmon.ts';

const shells = [['sh'], ['dash'], ['bash'], ['busybox', 'ash'], ['mksh'], ['ksh93']].filter(
  ([file = '']) => existsSync(`/bin/${file}`) || existsSync(`/usr/bin/${file}`),
);

const holds = ([file = '', ...options]: readonly string[], mine?: '-O'): boolean =>
  spawnSync(file, [...options, '-c', `${whenConmon(mine)}`]).status === 0;

/** A process of that name, while `look` looks. */
async function beside<T>(look: () => T): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'conmon-'));
  copyFileSync('/bin/sleep', join(directory, 'conmon'));
  const child = spawn(join(directory, 'conmon'), ['60']);
  try {
    await new Promise((resolve) => child.once('spawn', resolve));
    return look();
  } finally {
    child.kill();
    rmSync(directory, { recursive: true });
  }
}

describe.runIf(process.platform === 'linux')('the condition that a container of Podman runs', () => {
  it.each(shells)('holds beside its monitor in %s', async (...shell) => {
    expect(await beside(() => [holds(shell), holds(shell, '-O')])).toEqual([true, true]);
  });

  it.each(shells)('leaves the variables of the script alone in %s', (file = '', ...options) => {
    const words = [...options, '-c', `n=1; q=2; ${whenConmon()}; echo "$n$q"`];
    expect(spawnSync(file, words, { encoding: 'utf8' })).toMatchObject({ stdout: '12\n', stderr: '' });
  });

  it('is made of builtins', () => {
    expect(
      spawnSync('/bin/sh', ['-c', `${whenConmon()}; echo over`], { env: { PATH: '/nowhere' }, encoding: 'utf8' }),
    ).toMatchObject({
      stdout: 'over\n',
      stderr: '',
    });
  });
});
