import { describe, expect, it } from 'vitest';
import { countLines, readers, redactors, room } from './every-reader.ts';

const size = 6_000;

/** For a busy machine: all that is asked is that it ends. */
const patience = 120_000;

/** One long line, or many short ones: what is quadratic in either takes longer than a test may. */
const floods: readonly (readonly [string, string])[] = [
  ['one line of blanks', ' '.repeat(250_000)],
  ['one line of digits', '1'.repeat(250_000)],
  ['one word of colons', `tcp ESTAB 0 0 ${':'.repeat(250_000)}`],
  ['one word of dots', `tcp4 0 0 ${'1.'.repeat(125_000)} *.* LISTEN`],
  ['one address', `tcp LISTEN 0 0 [${'0:'.repeat(125_000)}1]:22 *:*`],
  ['process lists that never end', 'tcp ESTAB 0 0 10.0.0.1:1 10.0.0.2:2 users:(("a\n'.repeat(1_500)],
  ['one process list', `tcp LISTEN 0 0 *:22 *:* users:(${'("a",pid=1,fd=3),'.repeat(12_500)}`],
  [
    'one list of processes',
    `tcp LISTEN 0 0 *:22 *:* users:(${Array.from({ length: 11_250 }, (_, pid) => `("a",pid=${pid},fd=3)`).join()})`,
  ],
  ['one long name', `tcp LISTEN 0 0 *:22 *:* users:(("${'"'.repeat(125_000)}`],
  ['lines without blanks', 'tcp\n'.repeat(12_500)],
  ['carriage returns', '\r\n'.repeat(12_500)],
  ['details without end', `tcp ESTAB 0 0 10.0.0.1:1 10.0.0.2:2 ${'rtt: bytes_sent: '.repeat(12_500)}`],
  ['indented lines', `tcp ESTAB 0 0 10.0.0.1:1 10.0.0.2:2\n${'\tx\n'.repeat(12_500)}`],
  ['open braces', `[${'{'.repeat(250_000)}`],
  ['small objects', `[${'{},'.repeat(25_000)}`],
  ['open quotes', `[{"${'\\"'.repeat(125_000)}`],
  ['one netstat row', `tcp 0 0 10.0.0.1:1 10.0.0.2:2 ESTABLISHED 0 1 1/${'x '.repeat(125_000)}`],
  ['hexadecimal', `   0: ${'0'.repeat(250_000)}:0016`],
  ['assignments', 'A=1\n'.repeat(12_500)],
  ['nexthops', `default metric 1\n${'nexthop via 10.0.0.1\n'.repeat(11_250)}`],
  ['control groups', '1/cgroup:0::/x\n'.repeat(7_500)],
  ['header after header', 'PID PPID USER COMMAND COMMAND\n'.repeat(8_125)],
  ['lsof files', `p1\nca\n${'f1\nPTCP\nn*:1\n'.repeat(7_500)}`],
  ['parentheses', '? ('.repeat(81_250)],
  ...[
    '(',
    '[',
    '{',
    '<',
    '"',
    "'",
    '`',
    ')',
    ']',
    '}',
    '>',
    '\\',
    '"a',
    "'a",
    '${',
    '<a ',
    'a {',
    '://',
    '@',
    '=',
    ';',
    'a:',
  ].flatMap(
    (unit) =>
      [
        [`${unit} in a row`, unit.repeat(size / unit.length)],
        [`${unit} line by line`, `${unit}\n`.repeat(size / (unit.length + 1))],
      ] as const,
  ),
];

describe('a flood of', () => {
  it.each(floods)(
    '%s ends, and costs at most a few facts a line',
    (_, text) => {
      for (const reader of readers) expect(reader.parse(text).length).toBeLessThanOrEqual(room(text));
      for (const redact of redactors) expect(countLines(redact(text))).toBeLessThanOrEqual(countLines(text));
    },
    patience,
  );

  // The lines of these are as long and as many as an answer may have.
  it.each([
    ['one line of half a megabyte', 'x1'.repeat(250_000)],
    ['65,536 empty lines', '\n'.repeat(65_536)],
  ])(
    '%s ends',
    (_, text) => {
      for (const reader of readers) expect(reader.parse(text).length).toBeLessThanOrEqual(room(text));
      for (const redact of redactors) expect(redact(text)).toBe(text);
    },
    patience,
  );
});
