import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalIpv6, formatIpv4, parseIpv4 } from '../../src/config/address.ts';

describe('parseIpv4', () => {
  it('reads four decimal numbers', () => {
    expect(parseIpv4('10.0.0.1')).toBe(0x0a000001);
    expect(parseIpv4('0.0.0.0')).toBe(0);
    expect(parseIpv4('255.255.255.255')).toBe(0xffffffff);
  });

  it.each([
    ['010.0.0.1', 'octal to inet_aton: 8.0.0.1'],
    ['10.1', 'two numbers are 10.0.0.1 to inet_aton'],
    ['10.0.1', 'three numbers'],
    ['167772161', 'one number'],
    ['0x0a.0.0.1', 'hexadecimal'],
    ['10.0.0.256', 'too large'],
    ['10.0.0.00', 'leading zero'],
    ['10.0.0.', 'a number is missing'],
    ['10.0.0.1.', 'a dot too many'],
    ['10.0.0.1 ', 'a blank'],
    ['-1.0.0.1', 'a sign'],
    ['1e1.0.0.1', 'an exponent'],
    ['١٠.0.0.1', 'digits of another script'],
    ['', 'nothing'],
  ])('refuses %s: %s', (text) => {
    expect(parseIpv4(text)).toBeUndefined();
  });

  it('gives back every address it wrote', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 0xffffffff }), (value) => parseIpv4(formatIpv4(value)) === value));
  });
});

describe('canonicalIpv6', () => {
  it.each([
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['::', '::'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::ffff:a00:1', '10.0.0.1'],
    ['FE80::1%eth0', 'fe80::1%eth0'],
    ['fe80::1%br-0.100', 'fe80::1%br-0.100'],
  ])('writes %s as %s (RFC 5952)', (text, canonical) => {
    expect(canonicalIpv6(text)).toBe(canonical);
  });

  it.each(['10.0.0.1', '2001:db8', '1::2::3', 'g::1', '::1%', '::1%a%b', '::1%a b', '[::1]', '::ffff:010.0.0.1', ''])(
    'refuses %j',
    (text) => {
      expect(canonicalIpv6(text)).toBeUndefined();
    },
  );

  it('is stable: what it wrote it writes again', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const once = canonicalIpv6(text);
        return once === undefined || once.includes('.') || canonicalIpv6(once) === once;
      }),
    );
  });
});
