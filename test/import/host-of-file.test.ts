import { describe, expect, it } from 'vitest';
import { hostOfFile, walkOfFile } from '../../src/import/host-of-file.ts';

describe('hostOfFile', () => {
  it.each([
    ['db1-ss.txt', 'db1'],
    ['raw/web-1_netstat-an.log', 'web-1'],
    ['sw1.ip-addr', 'sw1'],
    ['app1.example.net.ss.txt', 'app1.example.net'],
    ['web1.txt', 'web1'],
    ['Server 12 netstat.txt', 'Server 12'],
    ['mail.ip.example.com-ss.txt', 'mail.ip.example.com'],
    ['core-route-1-netstat-an.txt', 'core-route-1'],
    ['web-proc-01.txt', 'web-proc-01'],
    ['ip-10-0-0-9-ss-antup.txt', 'ip-10-0-0-9'],
    ['db1_ip-route.txt', 'db1'],
    ['core1-walk.txt', 'core1'],
    ['10.0.0.1.snmpwalk', '10.0.0.1'],
    ['core1.properties', 'core1'],
  ])('finds the host in %j', (path, host) => {
    expect(hostOfFile(path)).toBe(host);
  });

  it.each(['ss.txt', 'netstat-an.out', 'ip-addr.json', '.hidden', 'ps'])('finds none in %j', (path) => {
    expect(hostOfFile(path)).toBeUndefined();
  });
});

describe('walkOfFile', () => {
  it.each([
    ['sw1.walk', undefined, { host: 'sw1' }],
    ['sw1@20.walk', undefined, { host: 'sw1', context: 'vlan-20' }],
    ['sw1@vlan-20.snmprec', undefined, { host: 'sw1', context: 'vlan-20' }],
    ['sw1.vlan020.walk', undefined, { host: 'sw1', context: 'vlan-20' }],
    ['sw1.vlan20-walk.txt', undefined, { host: 'sw1', context: 'vlan-20' }],
    ['sw1-walk.vlan20.txt', undefined, { host: 'sw1', context: 'vlan-20' }],
    ['10.0.0.1.vlan7.txt', undefined, { host: '10.0.0.1', context: 'vlan-7' }],
    ['other@20.walk', 'sw1', { host: 'sw1', context: 'vlan-20' }],
    ['vlan20.walk', 'sw1', { host: 'sw1', context: 'vlan-20' }],
    // Somebody said that the host is called so, and a name alone may be that of a host.
    ['gw.vlan20.walk', 'gw.vlan20', { host: 'gw.vlan20' }],
    ['vlan20.walk', undefined, { host: 'vlan20' }],
    ['gw-vlan20.walk', undefined, { host: 'gw-vlan20' }],
    ['gw.vlan20.example.net.walk', undefined, { host: 'gw.vlan20.example.net' }],
    ['walk.txt', undefined, {}],
  ])('reads %j, of host %s, as %j', (path, given, expected) => {
    expect(walkOfFile(path, given)).toEqual(expected);
  });
});
