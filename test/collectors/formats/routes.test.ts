import { describe, expect, it } from 'vitest';
import { parseIpRoute } from '../../../src/collectors/formats/ip-route.ts';
import { parseIpRouteJson } from '../../../src/collectors/formats/ip-route-json.ts';
import { parseNetstatRoutesBsd } from '../../../src/collectors/formats/netstat-routes-bsd.ts';
import { parseProcRoute } from '../../../src/collectors/formats/proc-route.ts';

describe('parseIpRoute', () => {
  it.each([
    ['default via 10.0.0.1 dev eth0', { destination: '0.0.0.0/0', gateway: '10.0.0.1', interface: 'eth0' }],
    [
      'default via fe80::1 dev eth0 metric 1024 pref medium',
      { destination: '::/0', gateway: 'fe80::1', interface: 'eth0', metric: 1_024 },
    ],
    [
      'default via fe80::1 dev eth0  proto kernel  metric 1024  expires 1655sec',
      { destination: '::/0', gateway: 'fe80::1', interface: 'eth0', metric: 1_024 },
    ],
    ['default via inet6 fe80::1 dev eth0', { destination: '0.0.0.0/0', gateway: 'fe80::1', interface: 'eth0' }],
    ['default dev ppp0 scope link', { destination: '0.0.0.0/0', interface: 'ppp0' }],
    ['default dev tun0 metric 1024 pref medium', { destination: '::/0', interface: 'tun0', metric: 1_024 }],
    ['10.0.0.5 dev eth0 scope link', { destination: '10.0.0.5/32', interface: 'eth0' }],
    ['fe80::/64 dev eth0 proto kernel metric 256 pref medium', { destination: 'fe80::/64', interface: 'eth0', metric: 256 }],
    ['unicast 10.0.0.0/8 via 10.0.0.1', { destination: '10.0.0.0/8', gateway: '10.0.0.1' }],
    ['10.0.0.0/8 via 10.0.0.1 dev eth0 table main', { destination: '10.0.0.0/8', gateway: '10.0.0.1', interface: 'eth0' }],
    [
      '10.0.0.0/8 nhid 12 via 10.0.0.1 dev eth0 onlink linkdown',
      { destination: '10.0.0.0/8', gateway: '10.0.0.1', interface: 'eth0' },
    ],
  ])('reads %s', (line, expected) => {
    expect(parseIpRoute(`${line}\n`)).toEqual([{ fact: 'route', line: 1, ...expected }]);
  });

  it.each([
    'blackhole 10.0.0.0/8',
    'unreachable default dev lo metric 4294967295 error -101',
    'broadcast 127.255.255.255 dev lo table local',
    'local 10.0.0.5 dev eth0 table local',
    'multicast ff00::/8 dev eth0',
    '10.0.0.0/8 via 10.0.0.1 dev eth0 table vpn',
    '10.0.0.0/16',
  ])('finds no way anywhere in %s', (line) => {
    expect(parseIpRoute(`${line}\n`)).toEqual([]);
  });

  it('does not give the hops of one route to another', () => {
    expect(parseIpRoute('blackhole 10.0.0.0/8\n\tnexthop via 10.0.0.1 dev eth0 weight 1\n')).toEqual([]);
  });
});

describe('parseIpRouteJson', () => {
  const json = (...routes: readonly object[]): string => JSON.stringify(routes);

  it('reads the family of a default route from its gateway or its preference', () => {
    const text = `${json({ dst: 'default', gateway: '10.0.0.1', dev: 'eth0' })}\n${json({ dst: 'default', dev: 'tun0', pref: 'medium' }, { dst: 'default', gateway: 'fe80::1', dev: 'eth0' })}`;
    expect(parseIpRouteJson(text)).toMatchObject([
      { destination: '0.0.0.0/0' },
      { destination: '::/0' },
      { destination: '::/0' },
    ]);
  });

  it('makes a fact of every hop', () => {
    const hops = [
      { gateway: '10.0.0.1', dev: 'eth0' },
      { via: { family: 'inet6', host: 'fe80::1' }, dev: 'eth1' },
    ];
    expect(parseIpRouteJson(json({ dst: 'default', metric: 5, nexthops: hops }))).toEqual([
      { fact: 'route', line: 1, destination: '0.0.0.0/0', gateway: '10.0.0.1', interface: 'eth0', metric: 5 },
      { fact: 'route', line: 1, destination: '0.0.0.0/0', gateway: 'fe80::1', interface: 'eth1', metric: 5 },
    ]);
  });

  it('agrees with the text form', () => {
    const text = 'default via 10.0.0.1 dev eth0 metric 100\n10.1.0.0/16 dev eth1 scope link\n';
    const same = [
      { dst: 'default', gateway: '10.0.0.1', dev: 'eth0', metric: 100 },
      { dst: '10.1.0.0/16', dev: 'eth1', scope: 'link' },
    ];
    const withoutLine = (facts: readonly object[]): object[] => facts.map((fact) => ({ ...fact, line: 0 }));
    expect(withoutLine(parseIpRouteJson(json(...same)))).toEqual(withoutLine(parseIpRoute(text)));
    expect(parseIpRouteJson(text)).toEqual(parseIpRoute(text));
  });
});

describe('parseProcRoute', () => {
  const zeros = '0'.repeat(32);

  it.each([
    ['eth0 00000000 0100000A 0003 0 0 0 00000000 0 0 0', { destination: '0.0.0.0/0', gateway: '10.0.0.1', interface: 'eth0' }],
    ['eth0 0000000A 00000000 0001 0 0 7 000000FF 0 0 0', { destination: '10.0.0.0/8', interface: 'eth0', metric: 7 }],
    [
      `${zeros} 00 ${zeros} 00 fe80${'0'.repeat(27)}1 00000400 1 0 00000003 eth0`,
      { destination: '::/0', gateway: 'fe80::1', interface: 'eth0', metric: 1_024 },
    ],
  ])('reads %s', (line, expected) => {
    expect(parseProcRoute(`${line}\n`)).toEqual([{ fact: 'route', line: 1, ...expected }]);
  });

  it.each([
    ['rejected', `${zeros} 00 ${zeros} 00 ${zeros} ffffffff 1 0 00200200 lo`],
    ['of this host', `${zeros.slice(1)}1 80 ${zeros} 00 ${zeros} 00000000 1 0 80200001 lo`],
    ['multicast', `ff${zeros.slice(2)} 08 ${zeros} 00 ${zeros} 00000100 1 0 00000001 eth0`],
    ['without a device', '* 0000000A 00000000 0001 0 0 0 000000FF 0 0 0'],
    ['rejected, IPv4', 'eth0 0000000A 00000000 0201 0 0 0 000000FF 0 0 0'],
  ])('leaves out what is %s', (_, line) => {
    expect(parseProcRoute(`${line}\n`)).toEqual([]);
  });
});

describe('parseNetstatRoutesBsd', () => {
  const read = (family: string, row: string): unknown =>
    parseNetstatRoutesBsd(`${family}:\nDestination Gateway Flags Netif Expire\n${row}\n`)[0];

  it.each([
    ['127', '127.0.0.0/8'],
    ['169.254', '169.254.0.0/16'],
    ['192.168.1', '192.168.1.0/24'],
    ['10.0/16', '10.0.0.0/16'],
    ['172.16.5/24', '172.16.5.0/24'],
    ['10.8.0.5', '10.8.0.5/32'],
    ['192.168.1.7/32', '192.168.1.7/32'],
    ['default', '0.0.0.0/0'],
  ])('writes the destination %s out', (written, destination) => {
    expect(read('Internet', `${written} link#4 UCS en0`)).toEqual({ fact: 'route', line: 3, destination, interface: 'en0' });
  });

  it.each([
    ['default', '::/0'],
    ['fe80::%lo0/64', 'fe80::/64'],
    ['2001:db8::/32', '2001:db8::/32'],
  ])('writes the IPv6 destination %s out', (written, destination) => {
    expect(read('Internet6', `${written} fe80::1%en0 UGc en0`)).toEqual({
      fact: 'route',
      line: 3,
      destination,
      gateway: 'fe80::1',
      interface: 'en0',
    });
  });

  it.each(['UHLWIi', 'UGRS', 'UGB', 'UmCS'])('leaves out a row with the flags %s', (flags) => {
    expect(read('Internet', `10.0.0.1 link#4 ${flags} en0`)).toBeUndefined();
  });

  it('finds the device by the header, which older systems give two more columns', () => {
    const text = 'Internet:\nDestination Gateway Flags Refs Use Netif Expire\ndefault 10.0.0.1 UGSc 70 12 en0\n';
    expect(parseNetstatRoutesBsd(text)).toMatchObject([{ interface: 'en0', gateway: '10.0.0.1' }]);
  });
});
