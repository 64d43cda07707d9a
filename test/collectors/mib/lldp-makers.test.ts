import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLldpNokia } from '../../../src/collectors/mib/lldp-nokia.ts';
import { readLldpTplink } from '../../../src/collectors/mib/lldp-tplink.ts';
import { walkOf, withoutLines } from './walk-of.ts';

const nokia = '1.3.6.1.4.1.6527.3.1.2.59.4';
const tplink = '1.3.6.1.4.1.11863.6.35.1.2';

/** Columns of a row, by their number. */
const row = (entry: string, index: string, columns: Readonly<Record<number, string>>): string[] =>
  Object.entries(columns).map(([column, value]) => `${entry}.${column}.${index}|${value}`);

describe('TIMETRA-LLDP-MIB', () => {
  const name = '1.3.6.1.2.1.31.1.1.1.1.35684352|4|1/1/2';
  const told = {
    4: '2|4',
    5: '4x|00d0f6010203',
    6: '2|7',
    7: '4|35913728',
    8: '4|1/1/8, 10/100/Gig Ethernet SFP',
    9: '4|core-b',
    11: '4|28 00 2 4',
    12: '4|28 00 2 4',
  };
  const address = `${nokia}.2.1.3.90.35684352.1.1.1.4.10.18.3.1|2|2`;
  const neighbor = {
    fact: 'adjacency',
    protocol: 'lldp',
    localPort: '1/1/2',
    localIfIndex: 35684352,
    remoteChassis: '00:d0:f6:01:02:03',
    remoteName: 'core-b',
    remotePort: '35913728',
    remotePortDescription: '1/1/8, 10/100/Gig Ethernet SFP',
    remoteCapabilities: ['bridge', 'router'],
    remoteAddresses: ['10.18.3.1'],
  };

  it('is read by interface, with the management address', () => {
    const text = [name, ...row(`${nokia}.1.1`, '90.35684352.1.1', told), address].join('\n');
    expect(withoutLines(readLldpNokia(walkOf(text)))).toEqual([neighbor]);
  });

  it('takes several destination addresses as one cable', () => {
    const rows = [1, 2, 3].flatMap((mac) => row(`${nokia}.1.1`, `90.35684352.${mac}.1`, told));
    expect(readLldpNokia(walkOf([name, ...rows].join('\n')))).toHaveLength(1);
  });

  it('leaves out what LLDP-MIB told', () => {
    const standard = row('1.0.8802.1.1.2.1.4.1.1', '0.35684352.1', told);
    const text = [name, ...standard, ...row(`${nokia}.1.1`, '90.35684352.1.1', told)].join('\n');
    expect(readLldpNokia(walkOf(text))).toEqual([]);
  });
});

describe('TPLINK-LLDPINFO-MIB', () => {
  const name = '1.3.6.1.2.1.31.1.1.1.1.49167|4|gigabitEthernet 1/0/15';
  const told = {
    3: '4|MAC address',
    4: '4|48:A9:8A:01:02:03',
    5: '4|Interface name',
    6: '4|trunk: Up (eth1)',
    8: '4|trunk',
    9: '4|ap1.example',
    10: '4|MikroTik RouterOS 7.19',
    11: '4|Bridge Router WLAN Access Point ',
    12: '4|Bridge Router ',
    13: '4|::10.20.2.131',
  };
  const read = (columns: Readonly<Record<number, string>>, ...more: readonly string[]) =>
    withoutLines(readLldpTplink(walkOf([name, ...row(`${tplink}.2.1`, '49167.1', columns), ...more].join('\n'))));

  it('is read by interface, in words', () => {
    expect(read(told)).toEqual([
      {
        fact: 'adjacency',
        protocol: 'lldp',
        localPort: 'gigabitEthernet 1/0/15',
        localIfIndex: 49167,
        remoteChassis: '48:a9:8a:01:02:03',
        remoteName: 'ap1.example',
        remotePort: 'trunk: Up (eth1)',
        remotePortDescription: 'trunk',
        remoteAddresses: ['10.20.2.131'],
        remoteDescription: 'MikroTik RouterOS 7.19',
        remoteCapabilities: ['bridge', 'router'],
      },
    ]);
  });

  it('reads ids of other types, addresses of older firmware and none', () => {
    expect(read({ ...told, 3: '4|Locally assigned', 4: '4|printer', 13: '64|10.0.0.9' })).toMatchObject([
      { remoteChassis: 'printer', remoteAddresses: ['10.0.0.9'] },
    ]);
    expect(read({ 5: '4|MAC address', 6: '4|48A98A010203', 13: '4|::' })).toEqual([
      {
        fact: 'adjacency',
        protocol: 'lldp',
        localPort: 'gigabitEthernet 1/0/15',
        localIfIndex: 49167,
        remotePort: '48:a9:8a:01:02:03',
      },
    ]);
  });

  it('reads the table of management addresses', () => {
    const listed = `${tplink}.3.1.5.49167.1.1.4.10.20.2.7|2|2`;
    expect(read({ 9: '4|ap1' }, listed)).toMatchObject([{ remoteAddresses: ['10.20.2.7'] }]);
  });
});

describe('both', () => {
  it('never throw on indexes and values of any kind', () => {
    const part = fc.nat(70_000);
    const index = fc.array(part, { maxLength: 12 }).map((parts) => parts.join('.'));
    const value = fc.oneof(
      fc.string().map((text) => `4|${text}`),
      fc.nat().map((number) => `2|${number}`),
      fc.constant('4x|00'),
    );
    const line = fc
      .tuple(fc.constantFrom(`${nokia}.1.1`, `${nokia}.2.1`, `${tplink}.2.1`, `${tplink}.3.1`), fc.nat(14), index, value)
      .map(([entry, column, at, told]) => `${entry}.${column}.${at}|${told}`);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const device = walkOf(lines.join('\n'));
        for (const fact of [...readLldpNokia(device), ...readLldpTplink(device)]) expect(fact.fact).toBe('adjacency');
      }),
    );
  });
});
