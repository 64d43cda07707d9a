import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeOffset, decodeTime, encodeOffset, encodeTime } from '../../src/store/time-value.ts';

const time = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom('', 'soon', '2026-01-01', '2026-02-30T00:00:00.000Z', '2026-01-01T00:00:00+02:00', '2026-01-01T00:00:00.0000'),
  fc.string({ minLength: 24, maxLength: 24 }),
);

describe('encodeTime', () => {
  it('makes a number of a time as the product writes it', () => {
    expect(encodeTime('1970-01-01T00:00:01.500Z')).toBe(1500);
  });

  it('leaves every other text as it is', () => {
    for (const text of ['2026-01-01T00:00:00Z', '2026-02-30T00:00:00.000Z', '+012026-01-01T00:00:00.000Z', ''])
      expect(encodeTime(text)).toBe(text);
  });

  it('is undone by decodeTime', () => {
    fc.assert(
      fc.property(time, (text) => {
        expect(decodeTime(encodeTime(text))).toBe(text);
      }),
    );
  });
});

describe('encodeOffset', () => {
  it('is the distance to the origin, before or after', () => {
    expect(encodeOffset('2026-01-01T00:00:01.000Z', '2026-01-01T00:00:03.500Z')).toBe(-2500);
    expect(encodeOffset('then', '2026-01-01T00:00:03.500Z')).toBe('then');
    expect(encodeOffset('2026-01-01T00:00:01.000Z', 'then')).toBe('2026-01-01T00:00:01.000Z');
  });

  it('is undone by decodeOffset', () => {
    fc.assert(
      fc.property(time, time, (text, origin) => {
        expect(decodeOffset(encodeOffset(text, origin), origin)).toBe(text);
      }),
    );
  });
});
