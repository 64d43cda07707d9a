import { describe, expect, it } from 'vitest';
import { readCdp } from '../../../src/collectors/mib/cdp.ts';
import type { AdjacencyFact } from '../../../src/model/network-fact.ts';
import { walkOf, withoutLines } from './walk-of.ts';

const cache = '1.3.6.1.4.1.9.9.23.1.2.1.1';
const ownId = '1.3.6.1.4.1.9.9.23.1.3.4.0';
const name = '1.3.6.1.2.1.31.1.1.1.1.10101|4|Gi0/1';

const neighbor = (columns: Readonly<Record<number, string>>, index = '10101.5'): string =>
  Object.entries(columns)
    .map(([column, value]) => `${cache}.${column}.${index}|${value}`)
    .join('\n');

const adjacencies = (text: string): readonly Omit<AdjacencyFact, 'line'>[] =>
  withoutLines(readCdp(walkOf(text)).filter((fact) => fact.fact === 'adjacency'));

describe('cdpCacheTable', () => {
  it('reads a whole row', () => {
    const row = {
      3: '2|1',
      4: '4x|0a010502',
      5: '4|Cisco IOS Software',
      6: '4|Router1.example.com',
      7: '4|FastEthernet0/0',
      8: '4|Cisco 2811',
      9: '4x|00000029',
      17: '4|router1',
      19: '2|1',
      20: '4x|0a010502',
      21: '2|1',
      22: '4x|c0000207',
    };
    expect(adjacencies(`${name}\n${neighbor(row)}`)).toEqual([
      {
        fact: 'adjacency',
        protocol: 'cdp',
        localPort: 'Gi0/1',
        localIfIndex: 10101,
        remoteName: 'Router1.example.com',
        remoteSystemName: 'router1',
        remotePort: 'FastEthernet0/0',
        remoteAddresses: ['10.1.5.2', '192.0.2.7'],
        remoteDescription: 'Cisco IOS Software',
        remotePlatform: 'Cisco 2811',
        remoteCapabilities: ['router', 'bridge'],
      },
    ]);
  });

  it('reads device ids: as sent, and the MAC in them', () => {
    const device = (value: string): unknown => {
      const [fact] = adjacencies(neighbor({ 6: value }));
      return [fact?.remoteName, fact?.remoteChassis];
    };
    expect(device('4|core1(SSI14040BHN)')).toEqual(['core1(SSI14040BHN)', undefined]);
    expect(device('4|204c9e6e08fe')).toEqual(['204c9e6e08fe', '20:4c:9e:6e:08:fe']);
    expect(device('4x|001083a1b2c3')).toEqual(['00:10:83:a1:b2:c3', '00:10:83:a1:b2:c3']);
    expect(device('4|00:10:83:a1:b2:c3')).toEqual(['00:10:83:a1:b2:c3', '00:10:83:a1:b2:c3']);
    expect(device('4|switch')).toEqual(['switch', undefined]);
  });

  it('reads addresses by their type', () => {
    const address = (type: number, value: string): unknown =>
      adjacencies(neighbor({ 3: `2|${type}`, 4: value }))[0]?.remoteAddresses;
    expect(address(1, '4x|41424344')).toEqual(['65.66.67.68']);
    expect(address(1, '4|10.1.2.3')).toEqual(['10.1.2.3']);
    expect(address(20, '4x|20010db8000000000000000000000007')).toEqual(['2001:db8::7']);
    expect(address(1, '4x|00000000')).toBeUndefined();
    expect(address(2, '4x|0a010502')).toBeUndefined();
  });

  it('reads capabilities as bits and as letters', () => {
    const capabilities = (value: string): unknown => adjacencies(neighbor({ 9: value }))[0]?.remoteCapabilities;
    expect(capabilities('4x|00000490')).toEqual(['station-only', 'telephone']);
    expect(capabilities('4|RSI')).toEqual(['router', 'bridge']);
    expect(capabilities('4x|00000020')).toBeUndefined();
  });

  it('takes a row that is there twice once, and keeps one that says something else', () => {
    const [named, mac] = [
      { 6: '4|sw2', 7: '4|A1' },
      { 6: '4x|001083a1b2c3', 7: '4|A1' },
    ];
    expect(adjacencies([neighbor(named, '1.1'), neighbor(named, '1.2'), neighbor(mac, '1.3')].join('\n'))).toHaveLength(2);
  });

  it('takes the name of the own port from CDP where nothing else has it', () => {
    expect(adjacencies(`1.3.6.1.4.1.9.9.23.1.1.1.1.6.10101|4|2/44\n${neighbor({ 6: '4|sw2' })}`)).toMatchObject([
      { localPort: '2/44' },
    ]);
  });
});

describe('cdpGlobalDeviceId', () => {
  it('is the serial number of some devices', () => {
    const serial = [{ fact: 'identity', line: 1, kind: 'device-serial', value: 'JAB043408B7' }];
    expect(readCdp(walkOf(`${ownId}|4|JAB043408B7`))).toEqual(serial);
    expect(readCdp(walkOf(`${ownId}|4|JAB043408B7(core1)`))).toEqual(serial);
  });

  it('is the name of a device that tells no other', () => {
    expect(readCdp(walkOf(`${ownId}|4|Router1`))).toEqual([{ fact: 'system', line: 1, name: 'Router1' }]);
    expect(readCdp(walkOf(`1.3.6.1.2.1.1.5.0|4|r1\n${ownId}|4|Router1`))).toEqual([]);
  });
});
