import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflateDelta, inflateDelta } from '../../src/store/delta.ts';
import { type Base, encodings, pack, unpack } from '../../src/store/packing.ts';
import { DamagedContent } from '../../src/store/translate-error.ts';
import { bytes } from './samples.ts';

const content = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc
    .array(fc.constantFrom('tcp ESTAB 10.0.0.1:22\n', 'udp UNCONN *:53\n', 'x', '\n'), { maxLength: 3000 })
    .map((lines) => bytes(lines.join(''))),
);

/** A socket table; every tenth line has a counter that moved on. */
const table = (lines: number, scan: number): Uint8Array =>
  bytes(
    Array.from({ length: lines }, (_, line) => {
      const sent = line * 7919 + (line % 10 === 0 ? scan * 104_729 : 0);
      return `ESTAB 0 0 10.0.${line >> 8}.${line & 255}:${30_000 + line} 10.1.0.9:5432 ino:${line * 31} bytes_sent:${sent}\n`;
    }).join(''),
  );

const baseOf = (whole: Uint8Array): Base => ({ bytes: whole, packedSize: pack(whole).data.length });

describe('pack', () => {
  it('gives back every content, with and without a base', () => {
    fc.assert(
      fc.property(content, fc.option(content, { nil: undefined }), (whole, base) => {
        const packed = pack(whole, base === undefined ? undefined : baseOf(base));
        expect(Buffer.from(unpack(packed, whole.length, base)).equals(whole)).toBe(true);
      }),
    );
  });

  it('never needs more room than the content', () => {
    const noise = randomBytes(5000);
    expect(pack(noise)).toEqual({ encoding: encodings.plain, data: noise });
    expect(pack(bytes('short'))).toEqual({ encoding: encodings.plain, data: bytes('short') });
    expect(pack(new Uint8Array(0)).data).toHaveLength(0);
  });

  it('stores a table as its difference to the one before, whatever its length', () => {
    for (const lines of [20, 300, 3000]) {
      const [before, now] = [table(lines, 1), table(lines, 2)];
      const packed = pack(now, baseOf(before));
      expect(packed.encoding).toBe(encodings.delta);
      expect(packed.data.length).toBeLessThan(pack(now).data.length * 0.3);
    }
  });

  it('still finds the difference where lines came and went', () => {
    const before = table(2000, 1);
    const now = Buffer.concat([bytes('a new line\n'.repeat(50)), before.subarray(0, 60_000), before.subarray(63_000)]);
    const packed = pack(now, baseOf(before));
    expect(packed.encoding).toBe(encodings.delta);
    expect(packed.data.length).toBeLessThan(pack(now).data.length * 0.3);
  });

  it('stores what has nothing in common with the base on its own', () => {
    const packed = pack(table(100, 1), baseOf(bytes('0123456789abcdef'.repeat(400))));
    expect(packed.encoding).toBe(encodings.deflate);
  });
});

describe('unpack', () => {
  const whole = table(300, 2);
  const before = table(300, 1);

  it('refuses what does not have the length it should have', () => {
    expect(() => unpack(pack(whole), whole.length - 1)).toThrow(DamagedContent);
    expect(() => unpack(pack(whole), whole.length + 1)).toThrow(DamagedContent);
  });

  it('refuses a difference without its base, and one that is cut short', () => {
    const packed = pack(whole, baseOf(before));
    expect(() => unpack(packed, whole.length)).toThrow(DamagedContent);
    for (const cut of [0, 3, 100]) {
      expect(() => unpack({ ...packed, data: packed.data.subarray(0, cut) }, whole.length, before)).toThrow(DamagedContent);
    }
  });

  it('never throws anything but DamagedContent', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.nat(4),
        fc.nat(100_000),
        fc.option(content, { nil: undefined }),
        (data, encoding, size, base) => {
          try {
            expect(unpack({ encoding, data }, size, base)).toHaveLength(size);
          } catch (error) {
            if (!(error instanceof DamagedContent)) throw error;
          }
        },
      ),
    );
  });
});

describe('deflateDelta', () => {
  it('is undone by inflateDelta at every length around a piece', () => {
    for (const length of [0, 1, 16_383, 16_384, 16_385, 32_769]) {
      const whole = randomBytes(length);
      const packed = deflateDelta(whole, whole);
      expect(inflateDelta(packed, length, whole).equals(whole)).toBe(true);
    }
  });
});
