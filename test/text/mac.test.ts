import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalMac } from '../../src/text/mac.ts';

describe('canonicalMac', () => {
  it.each([
    ['52:54:00:12:34:56', '52:54:00:12:34:56'],
    ['00:0C:29:C2:C8:63', '00:0c:29:c2:c8:63'],
    ['0:c:29:3b:58:e', '00:0c:29:3b:58:0e'],
    ['00-0C-29-3B-58-0E', '00:0c:29:3b:58:0e'],
    ['000c.293b.580e', '00:0c:29:3b:58:0e'],
    ['00:11:22:33:44:55:66:77', '00:11:22:33:44:55:66:77'],
    [
      'a0:00:01:00:fe:80:00:00:00:00:00:00:00:02:c9:03:00:15:94:d1',
      'a0:00:01:00:fe:80:00:00:00:00:00:00:00:02:c9:03:00:15:94:d1',
    ],
  ])('writes %s as %s', (text, expected) => {
    expect(canonicalMac(text)).toBe(expected);
  });

  it.each([
    '',
    '00:00:00:00:00:00',
    '0:0:0:0:0:0',
    '<incomplete>',
    '(incomplete)',
    '52:54:00:12:34',
    '52:54:00:12:34:5g',
    '52:54:00:12:34:567',
    '525400123456',
    '10.0.0.1',
    '52:54::12:34:56',
    '00-00-00-00-00-00-00-00-00-00-00-00-00-00-00-00',
    'x'.repeat(10_000),
  ])('refuses %.30j', (text) => {
    expect(canonicalMac(text)).toBeUndefined();
  });

  it('gives what it is given where that is canonical', () => {
    const octet = fc.nat(255).map((value) => value.toString(16).padStart(2, '0'));
    fc.assert(
      fc.property(fc.array(octet, { minLength: 6, maxLength: 6 }), (octets) => {
        fc.pre(octets.some((one) => one !== '00'));
        expect(canonicalMac(octets.join(':'))).toBe(octets.join(':'));
        expect(canonicalMac(octets.join('-').toUpperCase())).toBe(octets.join(':'));
      }),
    );
  });
});
