import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../src/text/decode.ts';

describe('decodeBytes', () => {
  it('reads UTF-8', () => {
    expect(decodeBytes(new TextEncoder().encode('größe 日本'))).toBe('größe 日本');
  });

  it('reads what is not UTF-8 as Latin-1, one character a byte', () => {
    expect(decodeBytes(Uint8Array.of(0x67, 0xf6, 0xff, 0x00, 0x0a))).toBe('gö\xff\0\n');
  });

  it('reads a character cut in half as Latin-1 rather than dropping it', () => {
    expect(decodeBytes(Uint8Array.of(0x61, 0xc3))).toBe('a\xc3');
  });

  it('leaves out a byte-order mark', () => {
    expect(decodeBytes(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('a');
  });

  it('reads a part of a larger buffer, not its whole', () => {
    const large = Buffer.from('before\xffafter', 'latin1');
    expect(decodeBytes(large.subarray(6, 9))).toBe('\xffaf');
  });

  it('reads nothing as nothing', () => {
    expect(decodeBytes(new Uint8Array())).toBe('');
  });

  const table = '\r\n  TCP    0.0.0.0:135            0.0.0.0:0              ABHÖREN         1044\r\n';
  const little = Buffer.from(table, 'utf16le');
  const big = Buffer.from(little).swap16();

  it('reads UTF-16 of both byte orders, with a mark and without', () => {
    expect(decodeBytes(little)).toBe(table);
    expect(decodeBytes(big)).toBe(table);
    expect(decodeBytes(Buffer.concat([Buffer.of(0xff, 0xfe), little]))).toBe(table);
    expect(decodeBytes(Buffer.concat([Buffer.of(0xfe, 0xff), big]))).toBe(table);
  });

  it('keeps the byte at the end of UTF-16 that was cut', () => {
    expect(decodeBytes(Buffer.concat([little, Buffer.from('x')]))).toBe(`${table}x`);
  });

  it('reads Cyrillic UTF-16 by its mark', () => {
    expect(decodeBytes(Buffer.from('\ufeffСЛУШАЕТ', 'utf16le'))).toBe('СЛУШАЕТ');
  });

  it('does not take zeros between fields for UTF-16', () => {
    const environment = 'A=1\0B=2\0C=3\0PATH=/bin\0';
    expect(decodeBytes(Buffer.from(environment))).toBe(environment);
    expect(decodeBytes(Buffer.from('a\0b\0\0cc\0d\0\0e'))).toBe('a\0b\0\0cc\0d\0\0e');
  });

  it('reads code page 850 where only that makes letters, one character a byte', () => {
    expect(decodeBytes(Buffer.from('ABH\x99REN', 'latin1'))).toBe('ABHÖREN');
    expect(decodeBytes(Buffer.from('l\x92adresse \xe9', 'latin1'))).toBe('l\x92adresse \xe9');
  });

  it('never fails, and loses nothing of what is neither UTF-8 nor UTF-16', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const text = decodeBytes(bytes);
        expect(text.length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
