import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { textFormats } from '../../src/collectors/texts/registry.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';

const path = scratch();

beforeAll(() => {
  writeFileSync(
    path('sockets.txt'),
    'Proto Recv-Q Send-Q Local Address           Foreign Address         State      \n' +
      'tcp        0      0 10.0.0.1:41022          10.0.0.9:5432           ESTABLISHED\nnonsense\n',
  );
  writeFileSync(path('letter.txt'), 'Dear all,\n');
  writeFileSync(path('ps.txt'), '  PID  PPID USER     COMMAND\n  812     1 app      java -Dpassword=hunter2 -jar shop.jar\n');
});

const facts = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

describe('map parse', () => {
  it('prints a fact a line and says on standard error what it made of the text', async () => {
    const { code, stdout, stderr } = await runMap(['parse', path('sockets.txt')]);
    expect(code).toBe(0);
    expect(facts(stdout)).toMatchObject([
      {
        fact: 'socket',
        protocol: 'tcp',
        state: 'established',
        local: { address: '10.0.0.1', port: 41022 },
        remote: { address: '10.0.0.9', port: 5432 },
      },
      { fact: 'skipped', line: 3, text: 'nonsense' },
    ]);
    expect(stderr).toBe('netstat-linux: 1 fact, 1 line that could not be read\n');
  });

  it('takes a family, and reads with a format that is named what no format would recognise', async () => {
    const { stdout } = await runMap(['parse', '--format', 'netstat', path('sockets.txt')]);
    expect(facts(stdout)).toHaveLength(2);
    const letter = await runMap(['parse', '--format', 'ss', path('letter.txt')]);
    expect(facts(letter.stdout)).toMatchObject([{ fact: 'skipped', text: 'Dear all,' }]);
  });

  it('cuts secrets out of the arguments of processes', async () => {
    const { stdout } = await runMap(['parse', path('ps.txt')]);
    expect(stdout).toContain('shop.jar');
    expect(stdout).not.toContain('hunter2');
  });

  it('cuts secrets out of lines that do not belong to the format', async () => {
    writeFileSync(
      path('mixed.txt'),
      'Proto Recv-Q Send-Q Local Address Foreign Address State\nDB_URL=postgres://u:hunter2@db1/x\n',
    );
    const { stdout } = await runMap(['parse', '--format', 'netstat-linux', path('mixed.txt')]);
    expect(stdout).toContain('u:[cut]@db1/x');
    expect(stdout).not.toContain('hunter2');
  });

  it('lists every format', async () => {
    const { stdout } = await runMap(['parse', '--list', '--json']);
    expect((JSON.parse(stdout) as { id: string }[]).map(({ id }) => id)).toEqual(textFormats.map(({ id }) => id));
    expect((await runMap(['parse', '--list'])).stdout).toContain('netstat-linux');
  });

  it.each([
    [['--format', 'sss'], 'sss: no such format; map parse --list names them'],
    [['letter.txt'], /letter\.txt: no format recognises this text; name one with --format \(map parse --list\)/],
    [['missing.txt'], /missing\.txt: no such file/],
    [['.'], /is a directory, not a file/],
  ])('refuses %j with one line', async (argv, message) => {
    const last = argv.at(-1) ?? '';
    const words = argv.length === 1 ? [path(last)] : [...argv, path('letter.txt')];
    const { code, stdout, stderr } = await runMap(['parse', ...words]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
