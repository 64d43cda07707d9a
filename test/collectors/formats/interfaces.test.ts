import { describe, expect, it } from 'vitest';
import { parseIfconfig } from '../../../src/collectors/formats/ifconfig.ts';
import { parseIpAddr } from '../../../src/collectors/formats/ip-addr.ts';
import { parseIpAddrJson } from '../../../src/collectors/formats/ip-addr-json.ts';
import type { Fact } from '../../../src/model/fact.ts';

const lo = { fact: 'interface', line: 1, name: 'lo', index: 1, mtu: 65_536, up: true, kind: 'loopback' };
const withoutLines = (facts: readonly Fact[]): object[] => facts.map(({ line: _, ...fact }) => fact);

describe('parseIpAddr', () => {
  const one = (heading: string, ...rest: readonly string[]): readonly Fact[] =>
    parseIpAddr([heading, ...rest.map((line) => `    ${line}`), ''].join('\n'));

  it('takes the name before the @, whatever stands behind it', () => {
    expect(one('5: eth0.57@if12: <BROADCAST> mtu 1500')).toEqual([
      { fact: 'interface', line: 1, name: 'eth0.57', index: 5, up: false, mtu: 1_500 },
    ]);
    expect(one('5: br-0f3c9a5b@NONE: <UP> mtu 1500')).toMatchObject([{ name: 'br-0f3c9a5b', up: true }]);
  });

  it('does not take LOWER_UP for UP', () => {
    expect(one('5: eth0: <BROADCAST,LOWER_UP> mtu 1500')).toMatchObject([{ up: false }]);
  });

  it.each([
    ['veth', 'veth numtxqueues 1'],
    ['bridge', 'bridge forward_delay 1500 hello_time 200'],
    ['vlan', 'vlan protocol 802.1Q id 57 <REORDER_HDR>'],
    ['wireguard', 'wireguard numtxqueues 1'],
    ['ether', 'altname enp3s0'],
    ['ether', 'bridge_slave state forwarding'],
  ])('reads the kind %s from its details', (kind, details) => {
    expect(
      one('5: x0: <UP> mtu 1500', 'link/ether 52:54:00:20:00:11 brd ff:ff:ff:ff:ff:ff promiscuity 0', details),
    ).toMatchObject([{ kind }]);
  });

  it.each([
    ['inet 10.0.0.1/24 brd 10.0.0.255 scope global eth0', { address: '10.0.0.1', prefix: 24 }],
    ['inet 10.0.0.1 peer 10.0.0.2/32 scope global tun0', { address: '10.0.0.1', prefix: 32 }],
    ['inet6 2001:DB8::1/64 scope global dynamic', { address: '2001:db8::1', prefix: 64 }],
    ['inet 10.0.0.1 scope global eth0', { address: '10.0.0.1' }],
  ])('reads %s', (line, expected) => {
    expect(one('2: eth0: <UP> mtu 1500', line)[1]).toEqual({ fact: 'address', line: 2, interface: 'eth0', ...expected });
  });

  it('leaves a hardware address out that is none', () => {
    expect(one('3: sit0: <NOARP> mtu 1480', 'link/sit 0.0.0.0 brd 0.0.0.0')).toEqual([
      { fact: 'interface', line: 1, name: 'sit0', index: 3, up: false, mtu: 1_480, kind: 'sit' },
    ]);
    expect(one('3: tun0: <NOARP> mtu 1480', 'link/none')[0]).not.toHaveProperty('kind');
    expect(one('3: tun0: <NOARP> mtu 1480', 'link/[65534]')[0]).not.toHaveProperty('kind');
  });
});

describe('parseIpAddrJson', () => {
  it('agrees with the text form', () => {
    const json = JSON.stringify([
      {
        ifindex: 1,
        ifname: 'lo',
        flags: ['LOOPBACK', 'UP'],
        mtu: 65_536,
        link_type: 'loopback',
        address: '00:00:00:00:00:00',
        addr_info: [{ local: '127.0.0.1', prefixlen: 8 }],
      },
      {
        ifindex: 2,
        ifname: 'wg0',
        flags: ['NOARP'],
        mtu: 1_420,
        link_type: 'none',
        linkinfo: { info_kind: 'wireguard' },
        addr_info: [{ local: 'fd00::1', prefixlen: 64 }],
      },
    ]);
    const text = `1: lo: <LOOPBACK,UP> mtu 65536
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
2: wg0: <NOARP> mtu 1420
    link/none
    wireguard numtxqueues 1
    inet6 fd00::1/64 scope global
`;
    expect(withoutLines(parseIpAddrJson(json))).toEqual(withoutLines(parseIpAddr(text)));
    expect(parseIpAddrJson(json)[0]).toEqual(lo);
  });

  it('survives fields of another kind', () => {
    const odd = [
      {
        ifname: 'a',
        ifindex: '1',
        flags: null,
        mtu: -5,
        address: 7,
        linkinfo: 'x',
        addr_info: [null, 'x', { local: 5 }, { local: '10.0.0.1', prefixlen: '24' }],
      },
      { ifname: 5 },
    ];
    expect(parseIpAddrJson(JSON.stringify(odd))).toEqual([
      { fact: 'interface', line: 1, name: 'a' },
      { fact: 'address', line: 1, address: '10.0.0.1', interface: 'a' },
    ]);
  });
});

describe('parseIfconfig', () => {
  it('gives the addresses of an alias to its interface, which it does not describe again', () => {
    const text = `eth0: flags=4163<UP,BROADCAST>  mtu 1500
        inet 10.0.0.1  netmask 255.255.255.0
eth0:1: flags=4163<UP,BROADCAST>  mtu 1500
        inet 10.0.0.2  netmask 255.255.255.0
`;
    expect(parseIfconfig(text)).toEqual([
      { fact: 'interface', line: 1, name: 'eth0', up: true, mtu: 1_500 },
      { fact: 'address', line: 2, address: '10.0.0.1', prefix: 24, interface: 'eth0' },
      { fact: 'address', line: 4, address: '10.0.0.2', prefix: 24, interface: 'eth0' },
    ]);
  });

  it.each([
    [
      'new',
      'eth0: flags=4163<UP>  mtu 1500\n        inet 10.0.0.1  netmask 255.255.240.0  broadcast 10.0.15.255\n        ether 52:54:00:20:00:11  txqueuelen 1000  (Ethernet)\n',
    ],
    [
      'old',
      'eth0      Link encap:Ethernet  HWaddr 52:54:00:20:00:11\n          inet addr:10.0.0.1  Bcast:10.0.15.255  Mask:255.255.240.0\n          UP BROADCAST  MTU:1500  Metric:1\n',
    ],
    [
      'BSD',
      'eth0: flags=8863<UP,BROADCAST> mtu 1500\n\tether 52:54:0:20:0:11\n\tinet 10.0.0.1 netmask 0xfffff000 broadcast 10.0.15.255\n',
    ],
  ])('reads the %s layout alike', (_, text) => {
    expect(withoutLines(parseIfconfig(text))).toEqual([
      { fact: 'interface', name: 'eth0', mac: '52:54:00:20:00:11', mtu: 1_500, up: true, kind: 'ether' },
      { fact: 'address', address: '10.0.0.1', prefix: 20, interface: 'eth0' },
    ]);
  });

  it('takes counters for no properties', () => {
    const text =
      'eth0: flags=4163<UP>  mtu 1500\n        RX packets 34  bytes 2715 (2.6 KiB)\n        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0\n        device interrupt 42  memory 0xfc400000-fc420000\n';
    expect(parseIfconfig(text)).toEqual([{ fact: 'interface', line: 1, name: 'eth0', up: true, mtu: 1_500 }]);
  });
});
