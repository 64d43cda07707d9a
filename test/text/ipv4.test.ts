import { isIPv4 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderIpv4, scanIpv4 } from '../../src/text/ipv4.ts';

const read = (text: string): number => scanIpv4(text, 0, text.length);

describe('scanIpv4', () => {
  it.each([
    ['0.0.0.0', 0],
    ['10.0.0.1', 0x0a000001],
    ['127.0.0.53', 0x7f000035],
    ['255.255.255.255', 0xffffffff],
  ])('reads %s', (text, value) => {
    expect(read(text)).toBe(value);
  });

  it.each([
    '010.0.0.1',
    '10.00.0.1',
    '10.0.0.01',
    '10.1',
    '10.0.0',
    '10.0.0.0.1',
    '167772161',
    '256.0.0.1',
    '1.2.3.999',
    '.1.2.3',
    '1..2.3',
    '1.2.3.',
    '1.2.3.4 ',
    ' 1.2.3.4',
    '1.2.3.-4',
    '0x0a.0.0.1',
    '1.2.3.4/24',
    '１.2.3.4',
    '',
    '....',
  ])('refuses %j', (text) => {
    expect(read(text)).toBe(-1);
  });

  it('looks at the part given and nothing else', () => {
    expect(scanIpv4('x10.0.0.1:22', 1, 9)).toBe(0x0a000001);
    expect(scanIpv4('x10.0.0.1:22', 1, 10)).toBe(-1);
  });

  it('takes exactly what node:net takes', () => {
    const almost = fc
      .array(fc.oneof(fc.nat(300).map(String), fc.constantFrom('', '0', '00', '01', '08', '255', '256', ' 1', 'a')), {
        minLength: 3,
        maxLength: 5,
      })
      .map((parts) => parts.join('.'));
    fc.assert(
      fc.property(fc.oneof(almost, fc.ipV4(), fc.string()), (text) => {
        expect(read(text) >= 0).toBe(isIPv4(text));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('renderIpv4', () => {
  it('is the inverse of scanIpv4, also when its cache forgets', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffffffff), { maxLength: 50 }), (values) => {
        for (const value of [...values, ...values]) expect(read(renderIpv4(value))).toBe(value);
      }),
    );
  });

  it('keeps apart the addresses that share a slot of its cache', () => {
    const values = Array.from({ length: 20_000 }, (_, value) => value);
    const expected = values.map((value) => `0.${value >> 16}.${(value >> 8) & 255}.${value & 255}`);
    expect(values.map(renderIpv4)).toEqual(expected);
    expect(values.map(renderIpv4)).toEqual(expected);
  });
});
