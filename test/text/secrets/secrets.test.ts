import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutRanges, endOfLine, endOfWord, nextWord } from '../../../src/text/secrets/range.ts';
import { isSecret } from '../../../src/text/secrets/secret-name.ts';

describe('cutRanges', () => {
  it('replaces each range once, in order, whatever order they come in', () => {
    expect(
      cutRanges('a=1 b=2 c=3', [
        { start: 10, end: 11 },
        { start: 2, end: 3 },
      ]),
    ).toBe('a=[cut] b=2 c=[cut]');
  });

  it('makes one of ranges that overlap', () => {
    expect(
      cutRanges('0123456789', [
        { start: 2, end: 5 },
        { start: 4, end: 8 },
      ]),
    ).toBe('01[cut]89');
    expect(
      cutRanges('0123456789', [
        { start: 2, end: 9 },
        { start: 4, end: 5 },
      ]),
    ).toBe('01[cut]9');
  });

  it('gives the same text back where there is nothing to cut', () => {
    expect(cutRanges('abc', [])).toBe('abc');
  });

  it('never lets through a character that is in a range', () => {
    const range = fc
      .tuple(fc.nat(30), fc.nat(10))
      .map(([start, length]) => ({ start, end: Math.min(start + length, 30) }))
      .filter(({ start, end }) => end > start);
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        const text = Array.from({ length: 30 }, (_, at) =>
          ranges.some(({ start, end }) => at >= start && at < end) ? 'S' : '.',
        ).join('');
        const cut = cutRanges(text, ranges);
        expect(cut).not.toContain('S');
        expect(cut.replaceAll('[cut]', '')).toBe(text.replaceAll('S', ''));
      }),
    );
  });
});

describe('words', () => {
  it('end at ASCII blanks only', () => {
    expect(endOfWord('ab\xa0c\td', 0)).toBe(4);
    expect(endOfWord('ab', 2)).toBe(2);
  });

  it('are found on the same line only', () => {
    expect(nextWord('a  bc d', 1)).toEqual({ start: 3, end: 5 });
    expect(nextWord('a \n b', 1)).toBeUndefined();
    expect(nextWord('a', 1)).toBeUndefined();
  });

  it('end with their line', () => {
    expect([endOfLine('ab\ncd', 0), endOfLine('ab\ncd', 3)]).toEqual([2, 5]);
  });
});

describe('isSecret', () => {
  it.each([
    'password',
    '--password',
    'DB_PASSWORD',
    'keyStorePassword',
    'dbpass',
    'PGPASSWORD',
    'client_secret',
    'clientSecret',
    'authToken',
    'api-key',
    'X-Api-Key',
    'AccountKey',
    'aws_secret_access_key',
    'credentials',
    'mypwd.userpwd',
    'psk',
    '_auth',
  ])('knows %s', (name) => {
    expect(isSecret(name, 'equals', 'x1')).toBe(true);
  });

  it.each([
    'passwordFile',
    'password-file',
    'token_ttl',
    'tokens',
    'passive',
    'compass',
    'bypass',
    'secretary',
    'monkey',
    'key',
    'keyboard',
    'author',
    'ask-pass',
    'no-password',
    '',
    'pid',
    'community-name',
  ])('takes %s for none', (name) => {
    expect(isSecret(name, 'equals', 'x1')).toBe(false);
  });

  it.each([
    // The working directory of a shell, and the password of ODBC.
    ['PWD', 'equals', '/srv/app', false],
    ['OLDPWD', 'equals', '~/x', false],
    ['PWD', 'equals', 'x1', true],
    ['--auth', 'blank', 'x1', false],
    ['auth', 'equals', 'x1', true],
    ['--requireauth', 'blank', 'x1', false],
    ['queue-token', 'colon', '5672', false],
    ['queue-token', 'colon', '5672/x', false],
    ['queue-token', 'colon', 'abc', true],
    ['pass', 'colon', '1234', true],
    ['token', 'header', '1234', true],
    ['app-secret', 'colon', '/data', false],
    ['api-key', 'equals', '/etc/key', false],
    ['password', 'equals', '/etc/key', true],
    ['--token', 'blank', '--next', false],
    ['--token', 'blank', '-x1', true],
    ['token', 'equals', 'true', false],
    ['token', 'equals', '', false],
  ] as const)('judges %s (%s) %j: %s', (name, joint, value, expected) => {
    expect(isSecret(name, joint, value)).toBe(expected);
  });
});
