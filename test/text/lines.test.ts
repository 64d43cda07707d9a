import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from '../../src/text/lines.ts';

const texts = (text: string): string[] => [...readLines(text)].map((line) => line.text);

describe('readLines', () => {
  it('numbers lines from 1', () => {
    expect([...readLines('a\nb\n')]).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: 'b' },
    ]);
  });

  it.each([
    ['', []],
    ['\n', ['']],
    ['a', ['a']],
    ['a\n\nb', ['a', '', 'b']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['a\rb\n', ['a\rb']],
    ['\r\n', ['']],
  ])('reads %j', (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it('cuts a line that nobody is meant to read', () => {
    expect(texts(`${'x'.repeat(70_000)}\ny`).map((text) => text.length)).toEqual([65_536, 1]);
  });

  it('agrees with split for lines that fit', () => {
    fc.assert(
      fc.property(fc.array(fc.string().filter((text) => !/[\r\n]/.test(text))), (lines) => {
        expect(texts(lines.map((line) => `${line}\n`).join(''))).toEqual(lines);
      }),
    );
  });
});
