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
});
