import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  displayWidth,
  pad,
  paint,
  sanitize,
  sanitizeJson,
  sanitizeLines,
  screenWidth,
  truncate,
  wrap,
} from '../../src/cli/terminal.ts';

/** Controls, bidirectional marks, lone surrogates: what no terminal may get from a host. */
const obeyed = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

const nasty = fc.string({
  unit: fc.constantFrom(
    'a',
    ' ',
    '日',
    '👩‍👩‍👧',
    'é',
    '\u001b[31m',
    '\u009b',
    '\n',
    '\r',
    '\t',
    '\u202e',
    '\u2066',
    '\ud800',
    '\u{e0041}',
  ),
});

describe('sanitize', () => {
  it.each([
    ['web1', 'web1'],
    ['Ünïcödé 日本 👍', 'Ünïcödé 日本 👍'],
    ['\u001b[2J\u001b]0;pwned\u0007', '\\x1b[2J\\x1b]0;pwned\\x07'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\u009b31m', '\\x9b31m'],
    ['user\u202etxt.exe', 'user\\u202etxt.exe'],
    ['ad\u200bmin', 'ad\\u200bmin'],
    ['\ud800x', '\\ud800x'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\u007f\u0000', '\\x7f\\x00'],
  ])('%j is shown as %s', (text, shown) => {
    expect(sanitize(text)).toBe(shown);
  });

  it('leaves nothing that a terminal would obey', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string()), (text) => {
        expect(sanitize(text)).not.toMatch(obeyed);
        expect(sanitizeLines(text).replaceAll('\n', '').replaceAll('\t', '')).not.toMatch(obeyed);
      }),
    );
  });

  it('keeps the lines of a text of several lines', () => {
    expect(sanitizeLines('a\n\tb\r\n\u001bc')).toBe('a\n\tb\\r\n\\x1bc');
  });
});

describe('sanitizeJson', () => {
  it('keeps the value and shows no byte that a terminal would obey', () => {
    fc.assert(
      fc.property(fc.dictionary(nasty, fc.oneof(nasty, fc.integer())), (value) => {
        const json = sanitizeJson(JSON.stringify(value, null, 2));
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(json.replaceAll('\n', '')).not.toMatch(obeyed);
      }),
    );
  });
});

describe('width', () => {
  it.each([
    ['abc', 3],
    ['日本', 4],
    ['👩‍👩‍👧', 2],
    ['e\u0301', 1],
    ['', 0],
  ])('%s takes %i cells', (text, cells) => {
    expect(displayWidth(text)).toBe(cells);
  });

  it('is kept by truncate, which never cuts inside a character', () => {
    fc.assert(
      fc.property(nasty, fc.nat({ max: 12 }), (text, width) => {
        const shown = sanitize(text);
        const cut = truncate(shown, width);
        expect(displayWidth(cut)).toBeLessThanOrEqual(width);
        if (cut !== shown) expect(shown.startsWith(cut.replace(/…$/, ''))).toBe(true);
        else expect(displayWidth(shown)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('is marked where something was cut', () => {
    expect(truncate('postgresql', 10)).toBe('postgresql');
    expect(truncate('postgresql', 9)).toBe('postgres…');
    expect(truncate('日本語', 5)).toBe('日本…');
    expect(truncate('日本語', 4)).toBe('日…');
    expect(truncate('ab', 1)).toBe('…');
    expect(truncate('ab', 0)).toBe('');
  });

  it('is filled by pad on either side', () => {
    expect(pad('日', 4, 'left')).toBe('日  ');
    expect(pad('日', 4, 'right')).toBe('  日');
    expect(pad('too long', 3, 'left')).toBe('too long');
  });
});

describe('wrap', () => {
  it('breaks between words and indents what follows', () => {
    expect(wrap('one two three', 8, '  ')).toEqual(['one two', '  three']);
    expect(wrap('  name   a value that is long', 14, '    ')).toEqual(['  name   a', '    value that', '    is long']);
  });

  it('leaves what fits, what has no width, and a word too long', () => {
    expect(wrap('one  two', 8)).toEqual(['one  two']);
    expect(wrap('one two three', undefined)).toEqual(['one two three']);
    expect(wrap('abcdefghij kl', 5)).toEqual(['abcdefghij', 'kl']);
    expect(wrap('', 5)).toEqual(['']);
  });

  it('loses no word', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '日') }), fc.integer({ min: 1, max: 20 }), (text, width) => {
        const words = (lines: readonly string[]) => lines.join(' ').split(/ +/).filter(Boolean);
        expect(words(wrap(text, width, '  '))).toEqual(words([text]));
      }),
    );
  });
});

describe('a screen', () => {
  it('cuts on a terminal only, 80 cells where it does not say how many it has', () => {
    expect(screenWidth({ isTTY: true, columns: 132 })).toBe(132);
    expect(screenWidth({ isTTY: true })).toBe(80);
    expect(screenWidth({ isTTY: true, columns: 0 })).toBe(80);
    expect(screenWidth({ columns: 132 })).toBeUndefined();
  });

  it('is painted only in colour', () => {
    expect(paint('x', 'bold', true)).toBe('\u001b[1mx\u001b[22m');
    expect(paint('x', 'bold', false)).toBe('x');
  });
});
