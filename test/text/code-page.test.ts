import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePage850, looksLikeCodePage850 } from '../../src/text/code-page.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('codePage850', () => {
  it('has one character for each of the 256 bytes, no two the same', () => {
    const all = codePage850(Uint8Array.from({ length: 256 }, (_, byte) => byte));
    expect(all).toHaveLength(256);
    expect(new Set(all).size).toBe(256);
  });

  it('reads what a German, French and Spanish console writes', () => {
    expect(codePage850(bytes('ABH\x99REN B\x81ro pr\x82f\x82r\x82 din\xa0mico Stra\xe1e'))).toBe(
      'ABHÖREN Büro préféré dinámico Straße',
    );
  });
});

describe('looksLikeCodePage850', () => {
  it('is told by a letter between letters', () => {
    expect(looksLikeCodePage850(bytes('ABH\x99REN'))).toBe(true);
    expect(looksLikeCodePage850(bytes('din\xa0mico'))).toBe(true);
  });

  it('is not told by quotation marks, signs and dashes of Windows-1252', () => {
    for (const text of [
      'l\x92adresse',
      '\x93quoted\x94',
      'Foo\x99 bar',
      'a \x96 b',
      'wait\x85',
      '\x80 5',
      'Dvo\x9a\xe1k \x9eena',
    ]) {
      expect(looksLikeCodePage850(bytes(text))).toBe(false);
    }
  });

  it('is never told of Latin-1 text or of UTF-8', () => {
    const latin = fc.string({ unit: fc.constantFrom(...'aZ 1:\n\xe4\xf6\xfc\xdf\xe9\xc9\xf1') });
    fc.assert(fc.property(latin, (text) => !looksLikeCodePage850(bytes(text))));
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aZ é日ö€') }), (text) => !looksLikeCodePage850(Buffer.from(text))),
    );
  });
});
