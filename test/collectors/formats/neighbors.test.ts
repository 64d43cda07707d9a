import { describe, expect, it } from 'vitest';
import { parseArp, parseProcArp } from '../../../src/collectors/formats/arp.ts';
import { parseIpNeigh } from '../../../src/collectors/formats/ip-neigh.ts';
import { parseIpNeighJson } from '../../../src/collectors/formats/ip-neigh-json.ts';

const mac = '52:54:00:12:34:56';

describe('parseIpNeigh', () => {
  it.each([
    [`10.0.0.7 dev eth0 lladdr ${mac} REACHABLE`, { address: '10.0.0.7', mac, interface: 'eth0', state: 'reachable' }],
    [`fe80::7 dev eth0 lladdr ${mac} router STALE`, { address: 'fe80::7', mac, interface: 'eth0', state: 'stale' }],
    [
      `10.0.0.7 dev eth0 lladdr ${mac} ref 1 used 0/0/0 probes 4 DELAY`,
      { address: '10.0.0.7', mac, interface: 'eth0', state: 'delay' },
    ],
    ['10.0.0.7 dev eth0  FAILED', { address: '10.0.0.7', interface: 'eth0', state: 'failed' }],
    ['10.0.0.7 dev lo lladdr 00:00:00:00:00:00 PERMANENT', { address: '10.0.0.7', interface: 'lo', state: 'permanent' }],
    [`10.0.0.7 dev eth0 lladdr ${mac} extern_learn NOARP proxy`, { address: '10.0.0.7', mac, interface: 'eth0', state: 'noarp' }],
  ])('reads %s', (line, expected) => {
    expect(parseIpNeigh(`${line}\n`)).toEqual([{ fact: 'neighbor', line: 1, ...expected }]);
  });

  it('agrees with the JSON form', () => {
    const json = [
      { dst: '10.0.0.7', dev: 'eth0', lladdr: mac.toUpperCase(), state: ['REACHABLE'] },
      { dst: 'FE80::7', dev: 'eth0', router: null, state: ['FAILED'] },
    ];
    const text = `10.0.0.7 dev eth0 lladdr ${mac} REACHABLE\nfe80::7 dev eth0 router FAILED\n`;
    expect(parseIpNeighJson(JSON.stringify(json))).toEqual(parseIpNeigh(text).map((fact) => ({ ...fact, line: 1 })));
    expect(parseIpNeighJson(text)).toEqual(parseIpNeigh(text));
  });
});

describe('parseArp', () => {
  it.each([
    [`? (10.0.0.7) at ${mac} [ether] on eth0`, { address: '10.0.0.7', mac, interface: 'eth0' }],
    [`db1.example.net (10.0.0.7) at ${mac} [ether]  on eth0`, { address: '10.0.0.7', mac, interface: 'eth0' }],
    [`? (10.0.0.7) at ${mac} [ether] PERM PUB on eth0`, { address: '10.0.0.7', mac, interface: 'eth0', state: 'permanent' }],
    ['? (10.0.0.7) at <incomplete> on eth0', { address: '10.0.0.7', interface: 'eth0', state: 'incomplete' }],
    ['? (10.0.0.7) at (incomplete) on en0 ifscope [ethernet]', { address: '10.0.0.7', interface: 'en0', state: 'incomplete' }],
    [
      '? (10.0.0.7) at 0:c:29:3b:58:e on en0 ifscope permanent [ethernet]',
      { address: '10.0.0.7', mac: '00:0c:29:3b:58:0e', interface: 'en0', state: 'permanent' },
    ],
    ['? (10.0.0.7) at * PUB on eth0', { address: '10.0.0.7', interface: 'eth0' }],
  ])('reads %s', (line, expected) => {
    expect(parseArp(`${line}\n`)).toEqual([{ fact: 'neighbor', line: 1, ...expected }]);
  });
});

describe('parseProcArp', () => {
  it.each([
    ['0x0', '00:00:00:00:00:00', { state: 'incomplete' }],
    ['0x2', mac, { mac }],
    ['0x6', mac, { mac, state: 'permanent' }],
    ['0xc', mac, { mac, state: 'incomplete' }],
  ])('reads the flags %s', (flags, hardware, expected) => {
    expect(parseProcArp(`10.0.0.7         0x1         ${flags}         ${hardware}     *        eth0\n`)).toEqual([
      { fact: 'neighbor', line: 1, address: '10.0.0.7', interface: 'eth0', ...expected },
    ]);
  });
});
