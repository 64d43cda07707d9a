import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAddress } from '../../src/text/address.ts';
import { byteOrderOf, readHexAddress, readHexEndpoint } from '../../src/text/proc-hex.ts';

const hex = (bytes: readonly number[]): string => bytes.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');
const reversed = (bytes: readonly number[]): number[] => [0, 4, 8, 12].flatMap((at) => bytes.slice(at, at + 4).reverse());

describe('readHexEndpoint', () => {
  it.each([
    ['0100007F:0016', { address: '127.0.0.1', port: 22 }],
    ['0B00140A:C63A', { address: '10.20.0.11', port: 50_746 }],
    ['00000000:0000', { address: '0.0.0.0' }],
    ['00000000000000000000000000000000:2328', { address: '::', port: 9_000 }],
    ['0000000000000000FFFF00000B00140A:20FB', { address: '10.20.0.11', port: 8_443 }],
    ['B80D0120000020000000000011000000:B266', { address: '2001:db8:20::11', port: 45_670 }],
    ['000080FE00000000FF005450110020FE:0222', { address: 'fe80::5054:ff:fe20:11', port: 546 }],
  ])('reads %s of a little-endian machine', (text, expected) => {
    expect(readHexEndpoint(text, 'little')).toEqual(expected);
  });

  it.each([
    ['7F000001:0016', { address: '127.0.0.1', port: 22 }],
    ['20010DB8002000000000000000000011:B266', { address: '2001:db8:20::11', port: 45_670 }],
  ])('reads %s of a big-endian machine', (text, expected) => {
    expect(readHexEndpoint(text, 'big')).toEqual(expected);
  });

  it.each([
    '',
    ':',
    '0100007F',
    '0100007F:',
    '0100007F:16',
    '0100007F:00016',
    '100007F:0016',
    '0100007G:0016',
    '0100007F:0016:1',
    '-100007F:0016',
    `${'0'.repeat(33)}:0016`,
  ])('refuses %j', (text) => {
    expect(readHexEndpoint(text, 'little')).toBeUndefined();
  });
});

describe('readHexAddress', () => {
  it('is the inverse of what the kernel does, for either byte order', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (array) => {
        const bytes = [...array];
        const groups = [0, 2, 4, 6, 8, 10, 12, 14].map((at) => hex(bytes.slice(at, at + 2)));
        const expected = canonicalAddress(groups.join(':'));
        expect(readHexAddress(hex(bytes), 'big')).toBe(expected);
        expect(readHexAddress(hex(reversed(bytes)), 'little')).toBe(expected);
        const ipv4 = bytes.slice(0, 4);
        expect(readHexAddress(hex(ipv4), 'big')).toBe(ipv4.join('.'));
        expect(readHexAddress(hex([...ipv4].reverse()), 'little')).toBe(ipv4.join('.'));
      }),
    );
  });
});

describe('byteOrderOf', () => {
  it('knows the machines that store the highest byte first', () => {
    expect(['s390x', 'ppc64', 'ppc', 'mips64', 'sparc64', 'aarch64_be', 'armv7b'].map(byteOrderOf)).toEqual(Array(7).fill('big'));
    expect(['x86_64', 'i686', 'aarch64', 'ppc64le', 'mips64el', 'armv7l', 'riscv64', 'loongarch64', ''].map(byteOrderOf)).toEqual(
      Array(9).fill('little'),
    );
  });
});
