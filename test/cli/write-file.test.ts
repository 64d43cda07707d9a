import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeWholeFile } from '../../src/cli/write-file.ts';
import { UsageError } from '../../src/model/usage-error.ts';
import { scratch } from './scratch.ts';

const path = scratch();
const read = (name: string): string => readFileSync(path(name), 'utf8');

describe('writing a whole file', () => {
  it('makes a new one, text or bytes', () => {
    writeWholeFile(path('text'), 'one\n');
    writeWholeFile(path('bytes'), Buffer.from([0, 255]));
    expect(read('text')).toBe('one\n');
    expect([...readFileSync(path('bytes'))]).toEqual([0, 255]);
  });

  it('replaces an old one, with its mode and through its link', () => {
    writeFileSync(path('old'), 'old and longer');
    chmodSync(path('old'), 0o640);
    symlinkSync('old', path('link'));
    writeWholeFile(path('link'), 'new');
    expect(read('old')).toBe('new');
    expect(statSync(path('old')).mode & 0o777).toBe(0o640);
    expect(readFileSync(path('link'), 'utf8')).toBe('new');
  });

  it('leaves the old one and no temporary file where it fails', () => {
    mkdirSync(path('directory'));
    expect(() => writeWholeFile(path('directory'), 'x')).toThrow(
      new UsageError(`${path('directory')}: is a directory; name another file with -o`),
    );
    expect(() => writeWholeFile(path('nowhere/file'), 'x')).toThrow(
      new UsageError(`${path('nowhere/file')} cannot be written: there is no such directory; name another file with -o`),
    );
    expect(readdirSync(dirname(path('x'))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('never names the temporary file', () => {
    const name = 'x'.repeat(250);
    const { message } = (() => {
      try {
        writeWholeFile(path(name), 'x');
      } catch (error) {
        return error as Error;
      }
      throw new Error('the name is not too long here');
    })();
    expect(message).toMatch(new RegExp(`${name} cannot be written: ENAMETOOLONG: [a-z ]+; name another file with -o$`));
  });

  it.runIf(process.platform !== 'win32')('writes into a pipe where the name is one', () => {
    const module = new URL('../../src/cli/write-file.ts', import.meta.url).pathname;
    const writer = `import('${module}').then((m) => m.writeWholeFile('${path('pipe')}', 'through'))`;
    const node = `'${process.execPath}' --import '${import.meta.resolve('tsx')}'`;
    const script = `mkfifo '${path('pipe')}'; cat '${path('pipe')}' > '${path('read')}' & ${node} -e "${writer}"; wait`;
    expect(spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stderr).toBe('');
    expect(read('read')).toBe('through');
    expect(statSync(path('pipe')).isFIFO()).toBe(true);
  });
});
