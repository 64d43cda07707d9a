import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitsEnd, isBlankCode, readInteger, readWords, scanInteger, skipBlanks, wordEnd } from '../../src/text/scan.ts';

describe('positions', () => {
  const text = '  ab\t 12x';

  it('skip blanks up to the end given', () => {
    expect(skipBlanks(text, 0, text.length)).toBe(2);
    expect(skipBlanks(text, 4, text.length)).toBe(6);
    expect(skipBlanks('    ', 0, 3)).toBe(3);
  });

  it('find the end of a word', () => {
    expect(wordEnd(text, 2, text.length)).toBe(4);
    expect(wordEnd(text, 6, text.length)).toBe(9);
    expect(wordEnd(text, 6, 7)).toBe(7);
  });

  it('find the end of digits', () => {
    expect(digitsEnd(text, 6, text.length)).toBe(8);
    expect(digitsEnd(text, 2, text.length)).toBe(2);
  });

  it('know a blank', () => {
    expect([...' \t\n\r\u00a0x'].map((one) => isBlankCode(one.charCodeAt(0)))).toEqual([true, true, false, false, false, false]);
  });
});

describe('scanInteger and readInteger', () => {
  it.each([
    ['0', 0],
    ['65535', 65_535],
    ['007', 7],
    ['999999999999999', 999_999_999_999_999],
  ])('read %s', (text, value) => {
    expect(readInteger(text)).toBe(value);
  });

  it.each(['', ' 1', '1 ', '-1', '+1', '1.0', '1e3', '0x10', '１', '1000000000000000'])('refuse %j', (text) => {
    expect(readInteger(text)).toBeUndefined();
  });

  it('read a part of a text', () => {
    expect(scanInteger('a12b', 1, 3)).toBe(12);
    expect(scanInteger('a12b', 1, 4)).toBeUndefined();
    expect(scanInteger('a12b', 2, 2)).toBeUndefined();
  });

  it('read nothing from nothing', () => {
    expect(readInteger(undefined)).toBeUndefined();
  });
});

describe('readWords', () => {
  it('splits at blanks', () => {
    expect(readWords(' tcp\t LISTEN  0 ')).toEqual(['tcp', 'LISTEN', '0']);
    expect(readWords('   ')).toEqual([]);
  });

  it('leaves the rest of the line as it stands in the last word', () => {
    expect(readWords('812 root  java -jar  shop.jar ', 3)).toEqual(['812', 'root', 'java -jar  shop.jar ']);
    expect(readWords('812', 3)).toEqual(['812']);
    expect(readWords('a b', 1)).toEqual(['a b']);
  });

  it('agrees with a split for any text of words', () => {
    const word = fc.string({ minLength: 1 }).filter((text) => !/[ \t]/.test(text));
    fc.assert(
      fc.property(fc.array(word), fc.constantFrom(' ', '\t', '   ', ' \t '), (words, gap) => {
        expect(readWords(words.join(gap))).toEqual(words);
      }),
    );
  });
});
