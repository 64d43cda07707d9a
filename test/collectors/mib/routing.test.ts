import { describe, expect, it } from 'vitest';
import { readBgp } from '../../../src/collectors/mib/bgp.ts';
import { readHsrp } from '../../../src/collectors/mib/hsrp.ts';
import { readIsis } from '../../../src/collectors/mib/isis.ts';
import { readAggregates } from '../../../src/collectors/mib/lag.ts';
import { readOspf } from '../../../src/collectors/mib/ospf.ts';
import { readOspfV3 } from '../../../src/collectors/mib/ospf-v3.ts';
import { readVrrp, readVrrpV3 } from '../../../src/collectors/mib/vrrp.ts';
import { walkOf, withoutLines } from './walk-of.ts';

const names = ['7|4|Fa0/0', '13|4|Se0/0/0', '47|4|Bundle-Ether1'].map((row) => `1.3.6.1.2.1.31.1.1.1.1.${row}`).join('\n');

describe('OSPF', () => {
  const neighbor = (index: string, id: string, state: number): string =>
    `1.3.6.1.2.1.14.10.1.3.${index}|64|${id}\n1.3.6.1.2.1.14.10.1.6.${index}|2|${state}`;
  const own = [
    names,
    '1.3.6.1.2.1.14.1.1.0|64|192.168.100.249',
    '1.3.6.1.2.1.4.20.1.2.192.168.100.245|2|7',
    '1.3.6.1.2.1.4.20.1.3.192.168.100.245|64|255.255.255.252',
    '1.3.6.1.2.1.4.20.1.2.192.168.0.1|2|13',
    '1.3.6.1.2.1.4.20.1.3.192.168.0.1|64|255.255.0.0',
  ].join('\n');

  it('finds the own interface in the smallest network of the neighbor', () => {
    const device = walkOf(`${own}\n${neighbor('192.168.100.246.0', '192.168.100.246', 8)}`);
    expect(withoutLines(readOspf(device))).toEqual([
      {
        fact: 'routing-peer',
        protocol: 'ospf',
        localId: '192.168.100.249',
        localAddress: '192.168.100.245',
        localPort: 'Fa0/0',
        localIfIndex: 7,
        remoteId: '192.168.100.246',
        remoteAddress: '192.168.100.246',
        state: 'full',
      },
    ]);
  });

  it('finds it in the table of RFC 4293, whose prefix is a pointer', () => {
    const current = [
      names,
      '1.3.6.1.2.1.4.34.1.3.1.4.10.0.0.1|2|13',
      '1.3.6.1.2.1.4.34.1.5.1.4.10.0.0.1|6|1.3.6.1.2.1.4.32.1.5.13.1.4.10.0.0.0.31',
    ].join('\n');
    expect(readOspf(walkOf(`${current}\n${neighbor('10.0.0.0.0', '10.255.0.1', 4)}`))).toMatchObject([
      { localAddress: '10.0.0.1', localIfIndex: 13, localPort: 'Se0/0/0', state: '2way' },
    ]);
  });

  it('takes the interface from the index where a line has no address', () => {
    expect(readOspf(walkOf(`${names}\n${neighbor('10.0.0.2.13', '10.255.0.1', 8)}`))).toMatchObject([
      { localIfIndex: 13, localPort: 'Se0/0/0', remoteAddress: '10.0.0.2' },
    ]);
  });

  it('knows no interface of a neighbor in no own network', () => {
    const [fact] = withoutLines(readOspf(walkOf(`${own}\n${neighbor('10.0.0.2.0', '10.255.0.1', 1)}`)));
    expect(fact).toMatchObject({ remoteAddress: '10.0.0.2', state: 'down' });
    expect(fact).not.toHaveProperty('localIfIndex');
  });

  it('reads version 3, whose router ids are numbers', () => {
    const row = '13.0.167797259';
    const text = [
      names,
      '1.3.6.1.2.1.191.1.1.1.0|66|167772161',
      `1.3.6.1.2.1.191.1.9.1.5.${row}|4x|fe8000000000000001d7010198cfaf80`,
      `1.3.6.1.2.1.191.1.9.1.8.${row}|2|8`,
    ];
    expect(withoutLines(readOspfV3(walkOf(text.join('\n'))))).toEqual([
      {
        fact: 'routing-peer',
        protocol: 'ospf',
        localId: '10.0.0.1',
        localPort: 'Se0/0/0',
        localIfIndex: 13,
        remoteId: '10.0.98.11',
        remoteAddress: 'fe80::1d7:101:98cf:af80',
        state: 'full',
      },
    ]);
  });
});

describe('IS-IS', () => {
  it.each(['1.3.6.1.2.1.138.1', '1.3.6.1.4.1.9.10.118.1'])('reads adjacencies of %s', (mib) => {
    const text = [
      names,
      `${mib}.1.1.3.0|4x|000110088500`,
      `${mib}.3.2.1.2.2|2|7`,
      `${mib}.6.1.1.2.2.1|2|3`,
      `${mib}.6.1.1.4.2.1|4x|001f12accbf1`,
      `${mib}.6.1.1.6.2.1|4x|000110255062`,
      `${mib}.6.3.1.3.2.1.1|4x|0a010305`,
    ];
    expect(withoutLines(readIsis(walkOf(text.join('\n'))))).toEqual([
      {
        fact: 'routing-peer',
        protocol: 'isis',
        localId: '0001.1008.8500',
        localPort: 'Fa0/0',
        localIfIndex: 7,
        remoteId: '0001.1025.5062',
        remoteAddress: '10.1.3.5',
        remoteMac: '00:1f:12:ac:cb:f1',
        state: 'up',
      },
    ]);
  });
});

describe('BGP', () => {
  const peer = (address: string, columns: Readonly<Record<number, string>>): string =>
    Object.entries(columns)
      .map(([column, value]) => `1.3.6.1.2.1.15.3.1.${column}.${address}|${value}`)
      .join('\n');

  it('reads peers, and leaves out what a session that is down does not know', () => {
    const text = [
      '1.3.6.1.2.1.15.2.0|2|65100',
      '1.3.6.1.2.1.15.4.0|64|10.255.0.1',
      peer('192.168.1.253', { 1: '64|10.255.0.9', 2: '2|6', 5: '64|192.168.1.22', 7: '64|192.168.1.253', 9: '2|65500' }),
      peer('192.168.2.253', { 1: '64|0.0.0.0', 2: '2|1', 5: '64|0.0.0.0', 7: '64|192.168.2.253', 9: '2|65501' }),
    ];
    const own = { fact: 'routing-peer', protocol: 'bgp', localId: '10.255.0.1', localAs: 65100 };
    expect(withoutLines(readBgp(walkOf(text.join('\n'))))).toEqual([
      {
        ...own,
        localAddress: '192.168.1.22',
        remoteId: '10.255.0.9',
        remoteAddress: '192.168.1.253',
        remoteAs: 65500,
        state: 'established',
      },
      { ...own, remoteAddress: '192.168.2.253', remoteAs: 65501, state: 'idle' },
    ]);
  });
});

describe('addresses that routers share', () => {
  const shared = { fact: 'virtual-address', address: '10.0.0.254', interface: 'Fa0/0', group: 10 };

  it('reads VRRP', () => {
    const text = `${names}\n1.3.6.1.2.1.68.1.3.1.3.7.10|2|3\n1.3.6.1.2.1.68.1.4.1.2.7.10.10.0.0.254|2|1`;
    expect(withoutLines(readVrrp(walkOf(text)))).toEqual([{ ...shared, protocol: 'vrrp', state: 'master' }]);
  });

  it('reads VRRP version 3, of both families', () => {
    const text = [
      names,
      '1.3.6.1.2.1.207.1.1.1.1.6.7.10.1|2|2',
      '1.3.6.1.2.1.207.1.1.2.1.2.7.10.1.4.10.0.0.254|2|1',
      '1.3.6.1.2.1.207.1.1.2.1.2.7.10.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.254|2|1',
    ];
    expect(withoutLines(readVrrpV3(walkOf(text.join('\n'))))).toEqual([
      { ...shared, protocol: 'vrrp', state: 'backup' },
      { ...shared, protocol: 'vrrp', address: '2001:db8::fe' },
    ]);
  });

  it('reads HSRP', () => {
    const text = `${names}\n1.3.6.1.4.1.9.9.106.1.2.1.1.11.7.10|64|10.0.0.254\n1.3.6.1.4.1.9.9.106.1.2.1.1.15.7.10|2|6`;
    expect(withoutLines(readHsrp(walkOf(text)))).toEqual([{ ...shared, protocol: 'hsrp', state: 'active' }]);
  });
});

describe('bundles', () => {
  const attached = '1.2.840.10006.300.43.1.2.1.1.13';
  const stack = '1.3.6.1.2.1.31.1.2.1.3';

  it('reads which ports are attached, and not those on their own', () => {
    expect(
      readAggregates(walkOf(`${names}\n${attached}.13|2|47\n${attached}.7|2|47\n${attached}.9|2|0\n${attached}.10|2|10`)),
    ).toEqual([
      {
        fact: 'aggregate',
        line: 4,
        port: 'Bundle-Ether1',
        ifIndex: 47,
        members: [
          { port: 'Fa0/0', ifIndex: 7 },
          { port: 'Se0/0/0', ifIndex: 13 },
        ],
      },
    ]);
  });

  it('reads the stack of interfaces where nothing else tells', () => {
    const text = [
      names,
      '1.3.6.1.2.1.2.2.1.3.47|2|161',
      `${stack}.0.47|2|1`,
      `${stack}.47.7|2|1`,
      `${stack}.7.0|2|1`,
      `${stack}.47.13|2|2`,
    ];
    expect(readAggregates(walkOf(text.join('\n')))).toMatchObject([{ ifIndex: 47, members: [{ ifIndex: 7 }] }]);
  });

  it('takes no other stack for a bundle', () => {
    expect(readAggregates(walkOf(`1.3.6.1.2.1.2.2.1.3.47|2|53\n${stack}.47.7|2|1`))).toEqual([]);
  });
});
