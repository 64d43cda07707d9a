import { describe, expect, it } from 'vitest';
import { readBridge } from '../../../src/collectors/mib/bridge.ts';
import { readBridgeFdb } from '../../../src/collectors/mib/bridge-fdb.ts';
import { readQBridgeFdb } from '../../../src/collectors/mib/q-bridge-fdb.ts';
import { readStp } from '../../../src/collectors/mib/stp.ts';
import { readVlans } from '../../../src/collectors/mib/vlan.ts';
import { walkOf, withoutLines } from './walk-of.ts';

const base = '1.3.6.1.2.1.17.1';
const stp = '1.3.6.1.2.1.17.2';
const fdb = '1.3.6.1.2.1.17.4.3.1';
const qFdb = '1.3.6.1.2.1.17.7.1.2.2.1';
const vlans = '1.3.6.1.2.1.17.7.1.4';

const names = ['1.3.6.1.2.1.31.1.1.1.1.10101|4|Gi0/1', '1.3.6.1.2.1.31.1.1.1.1.10102|4|Gi0/2'].join('\n');
const ports = [`${base}.4.1.2.1|2|10101`, `${base}.4.1.2.2|2|10102`].join('\n');

describe('dot1dBase and dot1dStp', () => {
  it('tells the address of the bridge, its ports and the root without its priority', () => {
    const device = walkOf(`${base}.1.0|4x|0016c8bd4d80\n${base}.2.0|2|24\n${stp}.5.0|4x|80000016c894aa80`);
    expect(readBridge(device)).toEqual([
      { fact: 'identity', line: 1, kind: 'chassis-id', value: '00:16:c8:bd:4d:80' },
      { fact: 'bridge', line: 1, address: '00:16:c8:bd:4d:80', ports: 24, designatedRoot: '00:16:c8:94:aa:80' },
    ]);
  });

  it('tells a tree a VLAN where contexts have them', () => {
    const device = walkOf(`${base}.1.0|4x|0016c8bd4d80`, { 'vlan-20': `${stp}.5.0|4x|80140016c894aa80` });
    expect(withoutLines(readBridge(device)).slice(1)).toEqual([
      { fact: 'bridge', address: '00:16:c8:bd:4d:80' },
      { fact: 'bridge', designatedRoot: '00:16:c8:94:aa:80', vlan: 20 },
    ]);
  });

  it('knows no bridge where everything is zero', () => {
    expect(readBridge(walkOf(`${base}.1.0|4x|000000000000\n${base}.2.0|2|0\n${stp}.5.0|4x|0000000000000000`))).toEqual([]);
  });

  it('reads a bridge identifier that is written as text', () => {
    expect(withoutLines(readBridge(walkOf(`${stp}.5.0|4|32768-00.1A.2B.3C.4D.5E`)))).toEqual([
      { fact: 'bridge', designatedRoot: '00:1a:2b:3c:4d:5e' },
    ]);
  });
});

describe('dot1dStpPortTable', () => {
  const row = (port: number, state: number, bridge: string, id: string): string =>
    [`${stp}.15.1.3.${port}|2|${state}`, `${stp}.15.1.8.${port}|4x|${bridge}`, `${stp}.15.1.9.${port}|4x|${id}`].join('\n');

  it('tells the bridge and the port that are designated on a segment', () => {
    const device = walkOf(
      [names, ports, row(1, 5, '80000016c894aa80', '8013'), row(2, 2, '80000016c8bd4d80', '9123')].join('\n'),
    );
    const designated = { fact: 'bridge-port', designatedBridge: '00:16:c8:94:aa:80' };
    expect(withoutLines(readStp(device))).toEqual([
      { ...designated, port: 'Gi0/1', ifIndex: 10101, bridgePort: 1, designatedPort: 0x013, state: 'forwarding' },
      {
        fact: 'bridge-port',
        port: 'Gi0/2',
        ifIndex: 10102,
        bridgePort: 2,
        designatedBridge: '00:16:c8:bd:4d:80',
        designatedPort: 0x123,
        state: 'blocking',
      },
    ]);
  });

  it('leaves out what a port without a tree does not know', () => {
    expect(withoutLines(readStp(walkOf(row(7, 1, '0000000000000000', '0000'))))).toEqual([
      { fact: 'bridge-port', bridgePort: 7, state: 'disabled' },
    ]);
  });
});

describe('dot1dTpFdbTable', () => {
  it('places a MAC on the interface of its port', () => {
    const device = walkOf(`${names}\n${ports}\n${fdb}.2.0.80.86.1.2.3|2|2\n${fdb}.3.0.80.86.1.2.3|2|3`);
    expect(withoutLines(readBridgeFdb(device))).toEqual([
      { fact: 'fdb', mac: '00:50:56:01:02:03', port: 'Gi0/2', ifIndex: 10102, bridgePort: 2, status: 'learned' },
    ]);
  });

  it('takes the VLAN and the ports of a context, and the ports of the device where the context has none', () => {
    const device = walkOf(`${names}\n${ports}`, {
      'vlan-20': `${base}.4.1.2.7|2|10101\n${fdb}.2.0.80.86.1.2.3|2|7`,
      'vlan-30': `${fdb}.2.0.80.86.1.2.4|2|2`,
    });
    expect(withoutLines(readBridgeFdb(device))).toEqual([
      { fact: 'fdb', mac: '00:50:56:01:02:03', port: 'Gi0/1', ifIndex: 10101, bridgePort: 7, vlan: 20 },
      { fact: 'fdb', mac: '00:50:56:01:02:04', port: 'Gi0/2', ifIndex: 10102, bridgePort: 2, vlan: 30 },
    ]);
  });

  it('leaves out contexts that repeat the tables of the device, as agents do that know none', () => {
    const table = `${fdb}.2.0.80.86.1.2.3|2|2`;
    const device = walkOf(table, { 'vlan-1': table, 'vlan-20': table, 'vlan-30': `${fdb}.2.0.80.86.1.2.4|2|2` });
    expect(readBridgeFdb(device).map((fact) => fact.fact === 'fdb' && fact.vlan)).toEqual([undefined, 1, 30]);
  });

  it('keeps a MAC whose port leads to no interface, and one on no port', () => {
    const device = walkOf(`${names}\n${fdb}.2.0.80.86.1.2.3|2|9\n${fdb}.2.0.80.86.1.2.4|2|0\n${fdb}.3.0.80.86.1.2.4|2|5`);
    expect(withoutLines(readBridgeFdb(device))).toEqual([
      { fact: 'fdb', mac: '00:50:56:01:02:03', bridgePort: 9 },
      { fact: 'fdb', mac: '00:50:56:01:02:04', status: 'management' },
    ]);
  });

  it('takes a number no bridge port reaches as an ifIndex', () => {
    const device = walkOf(`${names}\n${fdb}.2.0.80.86.1.2.3|2|10102`);
    expect(withoutLines(readBridgeFdb(device))).toEqual([
      { fact: 'fdb', mac: '00:50:56:01:02:03', port: 'Gi0/2', ifIndex: 10102, bridgePort: 10102 },
    ]);
  });

  it('finds a port by its short number where all have long ones', () => {
    const long = ['1.3.6.1.2.1.31.1.1.1.1.49170|4|gigabitEthernet 1/0/18', `${base}.4.1.2.49170|2|49170`];
    const device = walkOf([...long, `${fdb}.2.0.80.86.1.2.3|2|18`, `${fdb}.2.0.80.86.1.2.4|2|1`].join('\n'));
    expect(withoutLines(readBridgeFdb(device))).toEqual([
      { fact: 'fdb', mac: '00:50:56:01:02:03', port: 'gigabitEthernet 1/0/18', ifIndex: 49170, bridgePort: 18 },
      { fact: 'fdb', mac: '00:50:56:01:02:04', bridgePort: 1 },
    ]);
  });

  it('does not take a small number as an ifIndex', () => {
    const device = walkOf(`1.3.6.1.2.1.31.1.1.1.1.1|4|Vl1\n1.3.6.1.2.1.31.1.1.1.1.2|4|Gi0/1\n${fdb}.2.0.80.86.1.2.3|2|1`);
    expect(withoutLines(readBridgeFdb(device))).toEqual([{ fact: 'fdb', mac: '00:50:56:01:02:03', bridgePort: 1 }]);
  });
});

describe('dot1qTpFdbTable', () => {
  it('takes the number of the database as the VLAN, or the VLAN that is told for it', () => {
    const device = walkOf(
      [names, ports, `${vlans}.2.1.3.0.200|66|5`, `${qFdb}.2.5.0.80.86.1.2.3|2|1`, `${qFdb}.2.30.0.80.86.1.2.4|2|2`].join('\n'),
    );
    expect(withoutLines(readQBridgeFdb(device))).toEqual([
      { fact: 'fdb', mac: '00:50:56:01:02:03', port: 'Gi0/1', ifIndex: 10101, bridgePort: 1, vlan: 200 },
      { fact: 'fdb', mac: '00:50:56:01:02:04', port: 'Gi0/2', ifIndex: 10102, bridgePort: 2, vlan: 30 },
    ]);
  });

  it('knows no VLAN for a database that several share, nor for a number that is none', () => {
    const device = walkOf(
      [
        `${vlans}.2.1.3.0.10|66|1`,
        `${vlans}.2.1.3.0.20|66|1`,
        `${qFdb}.2.1.0.80.86.1.2.3|2|1`,
        `${qFdb}.2.262144.0.80.86.1.2.4|2|1`,
      ].join('\n'),
    );
    expect(readQBridgeFdb(device).map((fact) => fact.fact === 'fdb' && fact.vlan)).toEqual([undefined, undefined]);
  });

  it('believes Junos only where it tells the tag', () => {
    const device = walkOf(
      [
        '1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.2636.1.1.1.2.30',
        '1.3.6.1.4.1.2636.3.40.1.5.1.5.1.5.3|2|128',
        `${qFdb}.2.3.0.80.86.1.2.3|2|1`,
        `${qFdb}.2.4.0.80.86.1.2.4|2|1`,
      ].join('\n'),
    );
    expect(readQBridgeFdb(device).map((fact) => fact.fact === 'fdb' && fact.vlan)).toEqual([128, undefined]);
  });

  it('finds a table of ifIndexes by the table without VLANs', () => {
    const small = [
      '1.3.6.1.2.1.31.1.1.1.1.2|4|p1',
      '1.3.6.1.2.1.31.1.1.1.1.3|4|p2',
      `${base}.4.1.2.1|2|2`,
      `${base}.4.1.2.2|2|3`,
    ];
    const device = walkOf(
      [...small, `${fdb}.2.0.80.86.1.2.3|2|1`, `${qFdb}.2.1.0.80.86.1.2.3|2|2`, `${qFdb}.2.9.0.80.86.1.2.4|2|3`].join('\n'),
    );
    expect(withoutLines(readQBridgeFdb(device))).toEqual([
      { fact: 'fdb', mac: '00:50:56:01:02:03', port: 'p1', ifIndex: 2, bridgePort: 2, vlan: 1 },
      { fact: 'fdb', mac: '00:50:56:01:02:04', port: 'p2', ifIndex: 3, bridgePort: 3, vlan: 9 },
    ]);
  });

  it('reads an index that counts the octets of the MAC, and skips one that is none', () => {
    const device = walkOf(`${qFdb}.2.1.6.0.80.86.1.2.3|2|4\n${qFdb}.2.1.0.80.86.1|2|4\n${qFdb}.2.1.0.80.86.1.2.300|2|4`);
    expect(withoutLines(readQBridgeFdb(device))).toEqual([{ fact: 'fdb', mac: '00:50:56:01:02:03', bridgePort: 4, vlan: 1 }]);
  });
});

describe('VLANs', () => {
  it('names them from either MIB, and knows those that have no name', () => {
    const device = walkOf(
      [
        `${vlans}.3.1.1.20|4|servers`,
        `${vlans}.2.1.3.0.20|66|20`,
        `${vlans}.2.1.3.0.30|66|30`,
        '1.3.6.1.4.1.9.9.46.1.3.1.1.4.1.40|4|voice',
      ].join('\n'),
    );
    expect(withoutLines(readVlans(device))).toEqual([
      { fact: 'vlan', vlan: 20, name: 'servers' },
      { fact: 'vlan', vlan: 40, name: 'voice' },
      { fact: 'vlan', vlan: 30 },
    ]);
  });
});
