import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { posixCksum } from '../../src/text/cksum.ts';

describe('posixCksum', () => {
  it.each([
    ['', 4_294_967_295],
    ['123456789', 930_766_865],
  ])('is the checksum POSIX gives for %j', (text, expected) => {
    expect(posixCksum(Buffer.from(text))).toBe(expected);
  });

  it('is what cksum(1) prints', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
        const printed = spawnSync('cksum', { input: bytes }).stdout.toString();
        expect(printed).toBe(`${posixCksum(bytes)} ${bytes.length}\n`);
      }),
      { numRuns: 20 },
    );
  });
});
