import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAddress, isAnyAddress, readAddress } from '../../src/text/address.ts';

describe('canonicalAddress', () => {
  // RFC 5952, 4: lower case, no leading zeros, the first longest run of zeros shortened, never a single one.
  it.each([
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0DB8::0001', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['FE80::ABCD', 'fe80::abcd'],
    ['[::1]', '::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['10.0.0.1', '10.0.0.1'],
    ['*', '*'],
  ])('writes %s as %s', (text, expected) => {
    expect(canonicalAddress(text)).toBe(expected);
  });

  it.each([
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::FFFF:0a00:0001', '10.0.0.1'],
    ['[::ffff:10.0.0.1]', '10.0.0.1'],
    ['0:0:0:0:0:ffff:c0a8:1', '192.168.0.1'],
    ['::ffff:0.0.0.0', '0.0.0.0'],
  ])('writes the v4-mapped %s as IPv4', (text, expected) => {
    expect(canonicalAddress(text)).toBe(expected);
  });

  it('leaves other addresses with an IPv4 tail IPv6', () => {
    expect(canonicalAddress('64:ff9b::192.0.2.1')).toBe('64:ff9b::c000:201');
    expect(canonicalAddress('::192.0.2.1')).toBe('::c000:201');
  });

  it.each([
    '',
    '010.0.0.1',
    '10.1',
    '1.2.3.4/24',
    '::1/64',
    '1::2::3',
    '12345::',
    ':::',
    '::ffff:010.0.0.1',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    'localhost',
    'g::1',
    'fe80',
    '[::1',
    '::1]',
    '%eth0',
    '**',
    '1.2.3.4.5',
    '::1 ',
    'x'.repeat(100_000),
    `${'0:'.repeat(50_000)}1`,
  ])('refuses %.40j', (text) => {
    expect(canonicalAddress(text)).toBeUndefined();
  });

  it('agrees with the URL parser of the platform for any IPv6 address', () => {
    const group = fc.oneof(fc.constant(0), fc.nat(0xffff));
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), fc.boolean(), (groups, upper) => {
        fc.pre(!(groups.slice(0, 5).every((one) => one === 0) && groups[5] === 0xffff));
        const plain = groups.map((one) => one.toString(16)).join(':');
        const host = new URL(`http://[${plain}]/`).hostname;
        expect(`[${canonicalAddress(upper ? plain.toUpperCase() : plain)}]`).toBe(host);
      }),
      { numRuns: 500 },
    );
  });

  it('takes what node:net takes as IPv6, and is stable', () => {
    const almost = fc
      .array(fc.constantFrom(':', '::', '0', '1', 'ffff', 'abcde', '1.2.3.4', '01.2.3.4', '.'), { maxLength: 12 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(almost, fc.ipV6()), (text) => {
        fc.pre(text.includes(':'));
        const canonical = canonicalAddress(text);
        expect(canonical !== undefined).toBe(isIPv6(text));
        if (canonical !== undefined) expect(canonicalAddress(canonical)).toBe(canonical);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('readAddress', () => {
  it.each([
    ['fe80::1%eth0', { address: 'fe80::1', zone: 'eth0' }],
    ['[fe80::1%eth0]', { address: 'fe80::1', zone: 'eth0' }],
    ['[fe80::1]%eth0', { address: 'fe80::1', zone: 'eth0' }],
    ['0.0.0.0%virbr0', { address: '0.0.0.0', zone: 'virbr0' }],
    ['*%eth0', { address: '*', zone: 'eth0' }],
    ['fe80::1%br-0f3c9a5be1d2', { address: 'fe80::1', zone: 'br-0f3c9a5be1d2' }],
    ['fe80::1%', { address: 'fe80::1' }],
    ['::1', { address: '::1' }],
  ])('reads %s', (text, expected) => {
    expect(readAddress(text)).toEqual(expected);
  });

  it('gives the same answer the second time, also for what is no address', () => {
    expect(readAddress('2001:db8::77')).toEqual(readAddress('2001:db8::77'));
    expect([readAddress('nobody'), readAddress('nobody')]).toEqual([undefined, undefined]);
  });

  it('stays right after more addresses than are remembered', () => {
    for (let index = 0; index < 9_000; index += 1) readAddress(`2001:db8::${index.toString(16)}`);
    expect(readAddress('2001:DB8::0')).toEqual({ address: '2001:db8::' });
    expect(readAddress('2001:db8::1')).toEqual({ address: '2001:db8::1' });
  });
});

describe('isAnyAddress', () => {
  it('knows the three wildcards', () => {
    expect(['*', '0.0.0.0', '::', '::1', '127.0.0.1', undefined].map((one) => isAnyAddress(one))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
