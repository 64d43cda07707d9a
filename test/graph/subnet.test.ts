import { describe, expect, it } from 'vitest';
import { isBroadcastOf, parseSubnet, subnetContains } from '../../src/graph/subnet.ts';

function subnet(address: string, prefix: number) {
  const parsed = parseSubnet(address, prefix);
  if (parsed === undefined) throw new Error(`${address}/${prefix} is no subnet`);
  return parsed;
}

describe('subnetContains', () => {
  it.each([
    ['172.17.0.1', 16, '172.17.255.254', true],
    ['172.17.0.1', 16, '172.18.0.1', false],
    ['192.168.1.130', 25, '192.168.1.129', true],
    ['192.168.1.130', 25, '192.168.1.127', false],
    ['10.0.0.1', 32, '10.0.0.1', true],
    ['10.0.0.1', 32, '10.0.0.2', false],
    ['10.0.0.1', 0, '203.0.113.1', true],
    ['fd00:1::1', 64, 'fd00:1::ffff:1', true],
    ['fd00:1::1', 64, 'fd00:1:0:1::1', false],
    ['fd00::1', 64, '10.0.0.1', false],
    ['::1', 128, '::1', true],
    ['1:2:3:4:5:6:7:8', 112, '1:2:3:4:5:6:7:9', true],
  ])('%s/%i and %s: %s', (address, prefix, other, contained) => {
    expect(subnetContains(subnet(address, prefix), other)).toBe(contained);
  });

  it('does not contain what is no plain address', () => {
    expect(subnetContains(subnet('10.0.0.1', 8), 'web1')).toBe(false);
    expect(subnetContains(subnet('::1', 0), 'fe80::1%eth0')).toBe(false);
  });
});

describe('parseSubnet', () => {
  it.each([
    ['10.0.0.1', 33],
    ['10.0.0.1', -1],
    ['10.0.0.1', 8.5],
    ['fd00::1', 129],
    ['web1', 8],
    ['::ffff:10.0.0.1', 96],
  ])('refuses %s/%d', (address, prefix) => {
    expect(parseSubnet(address, prefix)).toBeUndefined();
  });
});

describe('isBroadcastOf', () => {
  it('is the last address of an IPv4 network', () => {
    expect(isBroadcastOf(subnet('10.0.0.1', 24), '10.0.0.255')).toBe(true);
    expect(isBroadcastOf(subnet('10.0.0.1', 23), '10.0.0.255')).toBe(false);
    expect(isBroadcastOf(subnet('10.0.0.1', 23), '10.0.1.255')).toBe(true);
  });

  it('does not exist where there are two addresses, or one, or in IPv6', () => {
    expect(isBroadcastOf(subnet('10.0.0.0', 31), '10.0.0.1')).toBe(false);
    expect(isBroadcastOf(subnet('10.0.0.1', 32), '10.0.0.1')).toBe(false);
    expect(isBroadcastOf(subnet('fd00::1', 64), 'fd00::ffff:ffff:ffff:ffff')).toBe(false);
  });
});
