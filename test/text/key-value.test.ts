import { describe, expect, it } from 'vitest';
import { readAssignment, readBlocks, unquote } from '../../src/text/key-value.ts';

describe('readAssignment', () => {
  it.each([
    ['Id=nginx.service', { number: 7, key: 'Id', value: 'nginx.service' }],
    ['Description=a=b = c ', { number: 7, key: 'Description', value: 'a=b = c ' }],
    ['  NAME="Debian"', { number: 7, key: 'NAME', value: '"Debian"' }],
    ['EMPTY=', { number: 7, key: 'EMPTY', value: '' }],
  ])('reads %j', (text, expected) => {
    expect(readAssignment(text, 7)).toEqual(expected);
  });

  it.each(['', '# NAME=x', '=x', 'NAME', '1NAME=x', 'two words=x', `${'K'.repeat(200)}=x`])('refuses %.20j', (text) => {
    expect(readAssignment(text, 7)).toBeUndefined();
  });
});

describe('unquote', () => {
  it.each([
    ['12', '12'],
    ['"12"', '12'],
    ["'12'", '12'],
    ['"say \\"hi\\" for \\$5 \\\\ \\`x\\`"', 'say "hi" for $5 \\ `x`'],
    ["'a\\\"b'", 'a\\"b'],
    ['"open', '"open'],
    ['"', '"'],
    ['""', ''],
    ['  "x"  ', 'x'],
    ['', ''],
  ])('reads %j as %j', (text, expected) => {
    expect(unquote(text)).toBe(expected);
  });
});

describe('readBlocks', () => {
  it('cuts at empty lines and knows the line of each value', () => {
    expect([...readBlocks('A=1\nB=2\n\n\nnoise\nA=3\n')]).toEqual([
      [
        { number: 1, key: 'A', value: '1' },
        { number: 2, key: 'B', value: '2' },
      ],
      [{ number: 6, key: 'A', value: '3' }],
    ]);
  });

  it('finds none in nothing', () => {
    expect([...readBlocks('\n\nnoise\n')]).toEqual([]);
  });
});
