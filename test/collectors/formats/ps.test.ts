import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePs } from '../../../src/collectors/formats/ps.ts';

const procps = (pid: number, ppid: number, user: string, name: string, args: string): string =>
  `${String(pid).padStart(10)} ${String(ppid).padStart(10)} ${user.padEnd(32)} ${name.padEnd(32)} ${args}\n`;

describe('parsePs', () => {
  it('reads back what procps prints, with blanks in names and users', () => {
    const words = fc.stringMatching(/^[a-zA-Z0-9(\\[]([a-zA-Z0-9 :_\\.()[\]/-]{0,20}[a-zA-Z0-9)\]])?$/);
    const row = fc.record({
      pid: fc.integer({ min: 1, max: 4_194_304 }),
      ppid: fc.nat(4_194_304),
      user: words,
      name: words,
      args: fc.stringMatching(/^[a-z/][!-z ]{0,200}[!-z]$/),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const text = rows.map((one) => procps(one.pid, one.ppid, one.user, one.name, one.args)).join('');
        expect(parsePs(text)).toEqual(rows.map((one, index) => ({ fact: 'process', line: index + 1, ...one })));
      }),
    );
  });

  it('reads a long command line', () => {
    const args = `java -cp ${'/opt/app/lib/x.jar:'.repeat(1_000)} Main`;
    expect(parsePs(procps(1, 0, 'app', 'java', args))).toMatchObject([{ args }]);
  });

  it('falls back to words where the columns are not where they should be', () => {
    expect(parsePs('12 1 root sshd /usr/sbin/sshd -D\n')).toEqual([
      { fact: 'process', line: 1, pid: 12, ppid: 1, user: 'root', name: 'sshd', args: '/usr/sbin/sshd -D' },
    ]);
  });

  it('follows the columns of a header, also where a pid is too wide for its own', () => {
    const text = `PID   PPID  USER     COMMAND          COMMAND
    1     0 root     init             /sbin/init
4194303     1 www-data Web Content      {Web Content} /usr/lib/firefox
`;
    expect(parsePs(text)).toEqual([
      { fact: 'process', line: 2, pid: 1, ppid: 0, user: 'root', name: 'init', args: '/sbin/init' },
      { fact: 'process', line: 3, pid: 4_194_303, ppid: 1, user: 'www-data', name: 'Web Content', args: '/usr/lib/firefox' },
    ]);
  });

  it.each([
    [
      'UID         PID   PPID  C STIME TTY          TIME CMD\nroot        812      1  0 Oct25 ?        00:00:03 /usr/sbin/nginx -g x\n',
      { pid: 812, ppid: 1, user: 'root', args: '/usr/sbin/nginx -g x' },
    ],
    [
      'USER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\napp        812  0.0  0.1 128068  6676 ?        Ss   Oct25   0:03 java -jar x.jar\n',
      { pid: 812, user: 'app', args: 'java -jar x.jar' },
    ],
    [
      '  PID USER       VSZ STAT COMMAND\n  812 nobody    1328 S    {dnsmasq} /usr/sbin/dnsmasq\n',
      { pid: 812, user: 'nobody', name: 'dnsmasq', args: '/usr/sbin/dnsmasq' },
    ],
    ['PID   USER     TIME  COMMAND\n    2 root      0:00 [kthreadd]\n', { pid: 2, user: 'root', args: '[kthreadd]' }],
  ])('reads the table %.30j', (text, expected) => {
    expect(parsePs(text)).toEqual([{ fact: 'process', line: 2, ...expected }]);
  });

  it('leaves braces alone that are part of the command line', () => {
    expect(parsePs(procps(1, 0, 'root', 'tool', '{other} x'))).toMatchObject([{ name: 'tool', args: '{other} x' }]);
  });

  it('notes what is no row', () => {
    expect(parsePs('error: unsupported option\n')).toEqual([
      { fact: 'skipped', line: 1, text: 'error: unsupported option', reason: 'not a row of ps' },
    ]);
  });
});
