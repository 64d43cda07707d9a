import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSnmprec } from '../../../src/text/snmp/snmprec.ts';
import { readWalk } from '../../../src/text/snmp/walk.ts';

const latin1 = (value: unknown): unknown =>
  typeof value === 'object' ? Buffer.from(value as Uint8Array).toString('latin1') : value;
const read = (text: string): unknown => readWalk(text).varbinds.map(({ oid, type, value }) => [oid, type, latin1(value)]);

describe('readWalk', () => {
  it('takes no word of a value for a type that is none', () => {
    expect(read('.1.3.6.1.2.1.1.5.0 = constructor: 5\n')).toEqual([['1.3.6.1.2.1.1.5.0', 'unknown', 'constructor: 5']]);
  });

  it('goes on where a value goes on', () => {
    const text = [
      '.1.3.6.1.2.1.1.1.0 = STRING: "one',
      '',
      'three \\"quoted\\""',
      '.1.3.6.1.2.1.2.2.1.6.1 = Hex-STRING: 00 1C 73 00 ',
      'AA BB ',
      'IF-MIB::ifAlias.3 = STRING: two',
      'lines',
      '',
    ].join('\r\n');
    expect(read(text)).toEqual([
      ['1.3.6.1.2.1.1.1.0', 'octets', 'one\n\nthree "quoted"'],
      ['1.3.6.1.2.1.2.2.1.6.1', 'octets', '\u0000\u001cs\u0000\u00aa\u00bb'],
      ['1.3.6.1.2.1.31.1.1.1.18.3', 'octets', 'two\nlines'],
    ]);
  });

  it('reads types, enumerations and what an agent does not have', () => {
    const text = [
      'snmpwalk -v2c 10.0.0.1',
      'IF-MIB::ifOperStatus.1 = INTEGER: up(1)',
      'ifOperStatus.2 = lowerLayerDown',
      '.1.3.6.1.2.1.1.3.0 = Timeticks: (123) 0:00:01.23',
      '.1.3.6.1.2.1.4.20.1.1.10.0.0.1 =IpAddress: 10.0.0.1',
      '.1.3.6.1.2.1.3.1.1.3.2.1.10.0.0.1 = Network Address: 0A:00:00:01',
      '.1.3.6.1.2.1.1.2.0 = OID: SNMPv2-SMI::enterprises.9.1.614',
      '.1.3.6.1.2.1.31.1.1.1.6.1 = Counter64: 18446744073709551615',
      '.1.3.6.1.2.1.99 = No Such Object available on this agent at this OID',
      '.1.3.6.1.6.3 = No more variables left in this MIB View (It is past the end of the MIB tree)',
      '',
    ].join('\n');
    expect(read(text)).toEqual([
      ['1.3.6.1.2.1.2.2.1.8.1', 'integer', 1],
      ['1.3.6.1.2.1.2.2.1.8.2', 'unknown', 7],
      ['1.3.6.1.2.1.1.3.0', 'ticks', 123],
      ['1.3.6.1.2.1.4.20.1.1.10.0.0.1', 'address', '10.0.0.1'],
      ['1.3.6.1.2.1.3.1.1.3.2.1.10.0.0.1', 'address', '10.0.0.1'],
      ['1.3.6.1.2.1.1.2.0', 'oid', '1.3.6.1.4.1.9.1.614'],
      ['1.3.6.1.2.1.31.1.1.1.6.1', 'counter64', '18446744073709551615'],
    ]);
    expect(readWalk(text).skipped).toEqual([{ line: 1, text: 'snmpwalk -v2c 10.0.0.1', reason: 'no object of a walk' }]);
  });

  it('keeps octets that are no letters', () => {
    expect(read('.1.3.6.1.2.1.2.2.1.6.1 = STRING: "\u0000\u001cs\u00e9\u00aa\u00bb"\n')).toEqual([
      ['1.3.6.1.2.1.2.2.1.6.1', 'octets', '\u0000\u001cs\u00e9\u00aa\u00bb'],
    ]);
  });

  it('says that the end is missing where the agent stopped or the file breaks off, within a value or not', () => {
    const whole = '.1.3.6.1.2.1.1.5.0 = STRING: sw1\n';
    const reasons = (text: string): string[] => readWalk(text).skipped.map(({ reason }) => reason);
    expect(reasons(`${whole}Timeout: No Response from 10.0.0.2\n`)).toEqual(['the end is missing']);
    expect(readWalk(`${whole}Timeout: No Response from 10.0.0.2\n`).varbinds).toMatchObject([{ value: Buffer.from('sw1') }]);
    expect(reasons(`${whole}.1.3.6.1.2.1.1.6.0 = STRI`)).toEqual(['the end is missing']);
  });

  it('never throws, and names only lines there are', () => {
    const piece = fc.constantFrom(
      '.1.3.6.1.2.1.1.1.0 = STRING: "x',
      'IF-MIB::ifDescr.1 = STRING: lo',
      'ipNetToPhysicalPhysAddress[2][ipv4]["10.0.0.1"] = STRING: 0:1:2:3:4:5',
      'Hex-STRING: 00 ',
      '"',
      '\\',
      '1.3.6.1.2.1.1.5.0|4x|00',
      '[',
      '.1.3',
      ' = ',
      '\n',
      '\r\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 12 })), { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const lines = text.split('\n').length;
        for (const { varbinds, skipped } of [readWalk(text), readSnmprec(text)]) {
          for (const { line } of [...varbinds, ...skipped]) expect(line).toBeLessThanOrEqual(lines);
        }
      }),
    );
  });
});
