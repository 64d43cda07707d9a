import { describe, expect, it } from 'vitest';
import { snmprecLine } from '../../src/transports/snmp/text.ts';

const line = (tag: number, hex: string): string => snmprecLine('1.3', { oid: [1, 3], tag, content: Buffer.from(hex, 'hex') });

describe('lines of snmprec', () => {
  it('have a text for each type', () => {
    expect(line(2, 'ff7f')).toBe('1.3|2|-129');
    expect(line(4, '65746830')).toBe('1.3|4|eth0');
    expect(line(4, '')).toBe('1.3|4|');
    expect(line(5, '')).toBe('1.3|5|');
    expect(line(6, '2b06010401')).toBe('1.3|6|1.3.6.1.4.1');
    expect(line(64, '0a000001')).toBe('1.3|64|10.0.0.1');
    expect(line(65, '00ffffffff')).toBe('1.3|65|4294967295');
    expect(line(70, '00ffffffffffffffff')).toBe('1.3|70|18446744073709551615');
    expect(line(68, '9f780442280000')).toBe('1.3|68x|9f780442280000');
  });

  it('keep strings that are no plain text in hexadecimal', () => {
    for (const hex of ['00259c', '6c696e650a', 'c3a4', '7f']) expect(line(4, hex)).toBe(`1.3|4x|${hex}`);
    expect(line(4, '617c62')).toBe('1.3|4|a|b');
  });

  it('read great numbers that lack their leading zero', () => {
    expect(line(65, 'ffffffff')).toBe('1.3|65|4294967295');
    expect(line(70, 'ffffffffffffffff')).toBe('1.3|70|18446744073709551615');
  });

  it('keep what is not what its tag says as it came', () => {
    expect(line(64, '0a0000')).toBe('1.3|64x|0a0000');
    expect(line(2, '')).toBe('1.3|2x|');
    expect(line(6, '2b86')).toBe('1.3|6x|2b86');
    expect(line(3, '0080')).toBe('1.3|3x|0080');
  });
});
