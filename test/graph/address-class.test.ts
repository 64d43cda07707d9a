import { describe, expect, it } from 'vitest';
import { classifyAddress, isHostAddress, unmapAddress } from '../../src/graph/address-class.ts';

describe('classifyAddress', () => {
  it.each([
    ['*', 'unspecified'],
    ['0.0.0.0', 'unspecified'],
    ['::', 'unspecified'],
    ['127.0.0.1', 'loopback'],
    ['127.77.0.5', 'loopback'],
    ['::1', 'loopback'],
    ['169.254.169.254', 'link-local'],
    ['fe80::1', 'link-local'],
    ['febf::1', 'link-local'],
    ['224.0.0.251', 'multicast'],
    ['239.255.255.250', 'multicast'],
    ['ff02::fb', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.0.1', 'private'],
    ['100.64.0.1', 'private'],
    ['100.127.255.255', 'private'],
    ['198.18.0.1', 'private'],
    ['fd00::1', 'private'],
    ['fc00::1', 'private'],
    ['172.15.0.1', 'public'],
    ['172.32.0.1', 'public'],
    ['100.63.0.1', 'public'],
    ['100.128.0.1', 'public'],
    ['192.169.0.1', 'public'],
    ['203.0.113.9', 'public'],
    ['2001:db8::1', 'public'],
    ['2a00::1', 'public'],
    ['::2', 'public'],
    ['db1.example.com', 'invalid'],
    ['', 'invalid'],
    ['10.0.0', 'invalid'],
  ])('%s is %s', (address, kind) => {
    expect(classifyAddress(address)).toBe(kind);
  });
});

describe('isHostAddress', () => {
  it('holds for what names one host to everybody', () => {
    expect(['10.0.0.1', 'fd00::1', '203.0.113.1'].every(isHostAddress)).toBe(true);
  });

  it('does not hold for scoped addresses, groups and rubbish', () => {
    expect(['127.0.0.1', 'fe80::1', '224.0.0.1', '*', '255.255.255.255', 'x'].some(isHostAddress)).toBe(false);
  });
});

describe('unmapAddress', () => {
  it('writes a v4-mapped address as IPv4 and leaves every other alone', () => {
    expect(unmapAddress('::ffff:10.0.0.1')).toBe('10.0.0.1');
    expect(unmapAddress('::ffff:a00:1')).toBe('::ffff:a00:1');
    expect(unmapAddress('10.0.0.1')).toBe('10.0.0.1');
    expect(unmapAddress('fd00::1')).toBe('fd00::1');
  });
});
