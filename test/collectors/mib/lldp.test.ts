import { describe, expect, it } from 'vitest';
import { readLldp } from '../../../src/collectors/mib/lldp.ts';
import { readLldpV2 } from '../../../src/collectors/mib/lldp-v2.ts';
import type { AdjacencyFact } from '../../../src/model/network-fact.ts';
import { walkOf, withoutLines } from './walk-of.ts';

const local = '1.0.8802.1.1.2.1.3';
const remote = '1.0.8802.1.1.2.1.4.1.1';
const address = '1.0.8802.1.1.2.1.4.2.1.3';

const interfaces = [
  '1.3.6.1.2.1.2.2.1.2.9|4|Vlan9',
  '1.3.6.1.2.1.2.2.1.3.9|2|53',
  '1.3.6.1.2.1.2.2.1.2.10109|4|GigabitEthernet0/9',
  '1.3.6.1.2.1.2.2.1.3.10109|2|6',
  '1.3.6.1.2.1.2.2.1.6.10109|4x|0016c8bd4d89',
  '1.3.6.1.2.1.31.1.1.1.1.10109|4|Gi0/9',
  '1.3.6.1.2.1.31.1.1.1.18.10109|4|uplink',
].join('\n');

/** A neighbor on port 9 with what is given of it, by column. */
const neighbor = (columns: Readonly<Record<number, string>>, index = '0.9.1'): string =>
  Object.entries(columns)
    .map(([column, value]) => `${remote}.${column}.${index}|${value}`)
    .join('\n');

function adjacencies(text: string): readonly Omit<AdjacencyFact, 'line'>[] {
  return withoutLines(readLldp(walkOf(text)).filter((fact) => fact.fact === 'adjacency'));
}

/** What is read of the remote chassis of this subtype. */
const chassis = (subtype: number, value: string): string | undefined =>
  adjacencies(neighbor({ 4: `2|${subtype}`, 5: value }))[0]?.remoteChassis;
const port = (subtype: number, value: string): string | undefined =>
  adjacencies(neighbor({ 6: `2|${subtype}`, 7: value }))[0]?.remotePort;
/** The own port, told with this subtype and id, and this description. */
const ownPort = (subtype: number, id: string, description = '4|'): unknown => {
  const lines = [interfaces, `${local}.7.1.2.9|2|${subtype}`, `${local}.7.1.3.9|${id}`, `${local}.7.1.4.9|${description}`];
  const [fact] = adjacencies([...lines, neighbor({ 4: '2|4' })].join('\n'));
  return [fact?.localPort, fact?.localIfIndex];
};

describe('lldpRemTable', () => {
  it('reads a whole row', () => {
    const row = neighbor({
      4: '2|4',
      5: '4x|0016c894aa80',
      6: '2|5',
      7: '4|Gi0/1',
      8: '4|GigabitEthernet0/1',
      9: '4|Switch2',
      10: '4|Cisco IOS',
      11: '4x|2800',
      12: '4x|2000',
    });
    const addresses = [`${address}.0.9.1.1.4.172.16.10.2|2|2`, `${address}.0.9.1.2.16.253.0.0.0.0.0.0.0.0.0.0.0.0.0.0.2|2|2`];
    expect(adjacencies([interfaces, `${local}.7.1.3.9|4|Gi0/9`, row, ...addresses].join('\n'))).toEqual([
      {
        fact: 'adjacency',
        protocol: 'lldp',
        localPort: 'Gi0/9',
        localIfIndex: 10109,
        remoteChassis: '00:16:c8:94:aa:80',
        remoteName: 'Switch2',
        remotePort: 'Gi0/1',
        remotePortDescription: 'GigabitEthernet0/1',
        remoteDescription: 'Cisco IOS',
        remoteCapabilities: ['bridge'],
        remoteAddresses: ['172.16.10.2', 'fd00::2'],
      },
    ]);
  });

  it('reads a table without time marks', () => {
    const text = [neighbor({ 5: '4x|0016c894aa80' }, '9.1'), `${address}.9.1.1.4.172.16.10.2|2|2`].join('\n');
    expect(adjacencies(text)).toMatchObject([{ remoteChassis: '00:16:c8:94:aa:80', remoteAddresses: ['172.16.10.2'] }]);
  });

  it('takes what a time filter repeats once, and two neighbors on a port apart', () => {
    const [row, other] = [{ 5: '4x|0016c894aa80' }, { 5: '4x|0016c894aa81' }];
    expect(adjacencies([neighbor(row, '0.9.1'), neighbor(row, '70.9.1'), neighbor(other, '70.9.2')].join('\n'))).toHaveLength(2);
  });

  it('keeps a neighbor of which nothing but its place is known', () => {
    expect(adjacencies(`${interfaces}\n${neighbor({ 4: '2|4' }, '8.10109.1')}`)).toEqual([
      { fact: 'adjacency', protocol: 'lldp', localPort: 'Gi0/9', localIfIndex: 10109 },
    ]);
  });

  it('reads a chassis id by what it is', () => {
    expect(chassis(4, '4x|001ac1409080')).toBe('00:1a:c1:40:90:80');
    expect(chassis(4, '4|00-1A-C1-40-90-80')).toBe('00:1a:c1:40:90:80');
    expect(chassis(4, '4|001a.c140.9080')).toBe('00:1a:c1:40:90:80');
    expect(chassis(4, '4|001AC1409080')).toBe('00:1a:c1:40:90:80');
    expect(chassis(4, '4|e4 f0 04 fb 1f fb')).toBe('e4:f0:04:fb:1f:fb');
    expect(chassis(4, '4x|414243444546')).toBe('41:42:43:44:45:46');
    expect(chassis(5, '4x|010a382071')).toBe('10.56.32.113');
    expect(chassis(5, '4x|0220010db8000000000000000000000001')).toBe('2001:db8::1');
    expect(chassis(7, '4|ENC:OA-1 SERIAL NO:CZ3')).toBe('ENC:OA-1 SERIAL NO:CZ3');
    expect(chassis(7, '4|switch')).toBe('switch');
    expect(chassis(7, '4x|001ac1409080')).toBe('00:1a:c1:40:90:80');
    expect(chassis(4, '4x|086611df')).toBe('08:66:11:df');
    expect(chassis(4, '4x|000000000000')).toBe('00:00:00:00:00:00');
    expect(chassis(7, '4x|000000000000')).toBeUndefined();
    expect(chassis(0, '4|')).toBeUndefined();
  });

  it('reads a port id by what it is', () => {
    expect(port(3, '4x|001e585c09ff')).toBe('00:1e:58:5c:09:ff');
    expect(port(5, '4|Ethernet1/1')).toBe('Ethernet1/1');
    expect(port(7, '4|513')).toBe('513');
    expect(port(4, '4x|010a000001')).toBe('10.0.0.1');
    expect(port(2, '4|slot 1 port 4')).toBe('slot 1 port 4');
  });

  it('reads capabilities as octets and as a walk without MIBs prints them', () => {
    const capabilities = (value: string): unknown => adjacencies(neighbor({ 12: value }))[0]?.remoteCapabilities;
    expect(capabilities('4x|28')).toEqual(['bridge', 'router']);
    expect(capabilities('4|28 00 2 4')).toEqual(['bridge', 'router']);
    expect(capabilities('4|39 2 3 4 7')).toEqual(['bridge', 'wlan-access-point', 'router', 'station-only']);
    expect(capabilities('4|00 12 11 14')).toBeUndefined();
    expect(capabilities('4|08')).toEqual(['router']);
    expect(capabilities('4|30 30 2 3 10 11')).toBeUndefined();
    expect(capabilities('4x|0000')).toBeUndefined();
  });

  it('tells what a neighbor can do where it does not say what is on', () => {
    expect(adjacencies(neighbor({ 11: '4x|1000' }))[0]?.remoteCapabilities).toEqual(['wlan-access-point']);
  });
});

describe('the own port', () => {
  const cable = ['Gi0/9', 10109];
  it('is found by its id: a name, an alias, a MAC, a number', () => {
    expect(ownPort(5, '4|Gi0/9')).toEqual(cable);
    expect(ownPort(5, '4|GigabitEthernet0/9')).toEqual(cable);
    expect(ownPort(5, '4|gigabitEthernet 0/9')).toEqual(cable);
    expect(ownPort(1, '4|uplink')).toEqual(cable);
    expect(ownPort(3, '4x|0016c8bd4d89')).toEqual(cable);
    expect(ownPort(7, '4|10109')).toEqual(cable);
  });

  it('is found by its description where the id leads nowhere', () => {
    expect(ownPort(7, '4|port-9', '4|GigabitEthernet0/9')).toEqual(cable);
    expect(ownPort(7, '4|port-9', '4|uplink')).toEqual(cable);
  });

  it('is the bridge port of its number sooner than a VLAN with that ifIndex', () => {
    const text = [interfaces, '1.3.6.1.2.1.17.1.4.1.2.9|2|10109', neighbor({ 4: '2|4' })].join('\n');
    expect(adjacencies(text)).toMatchObject([{ localPort: 'Gi0/9', localIfIndex: 10109 }]);
  });

  it('keeps its id as its name where no interface is known', () => {
    const text = [`${local}.7.1.2.9|2|7`, `${local}.7.1.3.9|4|639`, neighbor({ 4: '2|4' })].join('\n');
    expect(adjacencies(text)).toEqual([{ fact: 'adjacency', protocol: 'lldp', localPort: '639' }]);
  });
});

describe('the device itself', () => {
  it('is known by its chassis where that is a MAC, and by what it does', () => {
    const device = walkOf(`${local}.1.0|2|4\n${local}.2.0|4x|0016c8bd4d80\n${local}.6.0|4x|2800`);
    expect(readLldp(device)).toEqual([
      { fact: 'identity', line: 2, kind: 'chassis-id', value: '00:16:c8:bd:4d:80' },
      { fact: 'device', line: 3, roles: ['bridge', 'router'] },
    ]);
    expect(readLldp(walkOf(`${local}.1.0|2|7\n${local}.2.0|4|switch`))).toEqual([]);
  });
});

describe('LLDP-V2-MIB', () => {
  const v2 = '1.3.111.2.802.1.1.13.1.4.1.1';
  const rows = (mac: number): string =>
    [`${v2}.5.70.10109.${mac}.1|2|4`, `${v2}.6.70.10109.${mac}.1|4x|0016c894aa80`, `${v2}.8.70.10109.${mac}.1|4|Gi0/1`].join(
      '\n',
    );
  const both = `${rows(1)}\n${rows(2)}\n1.3.111.2.802.1.1.13.1.4.2.1.3.70.10109.1.1.1.4.10.0.0.2|2|2`;

  it('takes several destination addresses as one neighbor', () => {
    const text = `${interfaces}\n${rows(1)}\n${rows(2)}`;
    expect(withoutLines(readLldpV2(walkOf(text)))).toEqual([
      {
        fact: 'adjacency',
        protocol: 'lldp',
        localPort: 'Gi0/9',
        localIfIndex: 10109,
        remoteChassis: '00:16:c8:94:aa:80',
        remotePort: 'Gi0/1',
      },
    ]);
  });

  it('reads management addresses', () => {
    expect(readLldpV2(walkOf(both))).toMatchObject([{ localIfIndex: 10109, remoteAddresses: ['10.0.0.2'] }]);
  });

  it('leaves out what the older MIB told', () => {
    const older = neighbor({ 4: '2|4', 5: '4x|0016c894aa80', 6: '2|5', 7: '4|Gi0/1' }, '0.10109.1');
    expect(readLldpV2(walkOf(`${interfaces}\n${older}\n${both}`))).toEqual([]);
  });
});
