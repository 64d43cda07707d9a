import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderIpv4 } from '../../src/text/ipv4.ts';
import { addressBits, maskLength, readPrefix, routeDestination } from '../../src/text/prefix.ts';

describe('readPrefix', () => {
  it.each([
    ['10.0.0.1/24', { address: '10.0.0.1', length: 24 }],
    ['0.0.0.0/0', { address: '0.0.0.0', length: 0 }],
    ['fe80::1/64', { address: 'fe80::1', length: 64 }],
    ['::/0', { address: '::', length: 0 }],
    ['10.0.0.1', { address: '10.0.0.1' }],
    ['2001:DB8::', { address: '2001:db8::' }],
  ])('reads %s', (text, expected) => {
    expect(readPrefix(text)).toEqual(expected);
  });

  it.each([
    '',
    'default',
    '10.0.0.1/33',
    '::1/129',
    '10.0.0.1/',
    '10.0.0.1/a',
    '10.0.0.1/-1',
    '10.0.0/24',
    '*/0',
    '/24',
    '10.0.0.1/24/5',
  ])('refuses %j', (text) => {
    expect(readPrefix(text)).toBeUndefined();
  });
});

describe('maskLength', () => {
  it('reads every contiguous mask, dotted and hexadecimal', () => {
    const lengths = Array.from({ length: 33 }, (_, length) => length);
    const masks = lengths.map((length) => (length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0));
    expect(masks.map((mask) => maskLength(renderIpv4(mask)))).toEqual(lengths);
    expect(masks.map((mask) => maskLength(`0x${mask.toString(16).padStart(8, '0')}`))).toEqual(lengths);
  });

  it('reads no other number as a mask', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), (value) => {
        const contiguous = /^1*0*$/.test(value.toString(2).padStart(32, '0'));
        expect(maskLength(renderIpv4(value)) !== undefined).toBe(contiguous);
      }),
    );
  });

  it.each(['', 'x', '0xffffff', '255.255.255', '0xffffff000'])('refuses %j', (text) => {
    expect(maskLength(text)).toBeUndefined();
  });
});

describe('routeDestination and addressBits', () => {
  it('write one host with its full length', () => {
    expect(routeDestination({ address: '10.0.0.1' })).toBe('10.0.0.1/32');
    expect(routeDestination({ address: 'fe80::1' })).toBe('fe80::1/128');
    expect(routeDestination({ address: '10.0.0.0', length: 8 })).toBe('10.0.0.0/8');
    expect([addressBits('::'), addressBits('0.0.0.0')]).toEqual([128, 32]);
  });
});
