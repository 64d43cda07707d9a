import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareOids,
  element,
  integer,
  integerContent,
  integerOf,
  isWithin,
  oidContent,
  oidOf,
  parseOid,
  readElement,
} from '../../src/transports/snmp/ber.ts';
import { communityMessage, messageId, readMessage } from '../../src/transports/snmp/message.ts';
import { questionPdu } from '../../src/transports/snmp/pdu.ts';

const hex = (bytes: Buffer): string => bytes.toString('hex');

describe('integers and identifiers', () => {
  it('are written as X.690 writes them', () => {
    expect([0, 127, 128, 255, -1, -128, -129, 65_536].map((value) => hex(integer(value)))).toEqual([
      '020100',
      '02017f',
      '02020080',
      '020200ff',
      '0201ff',
      '020180',
      '0202ff7f',
      '0203010000',
    ]);
    expect(hex(oidContent(parseOid('1.3.6.1.4.1.2680.1.2.7.3.2.0')))).toBe('2b060104019478010207030200');
    expect(hex(oidContent(parseOid('2.999.3')))).toBe('883703');
  });

  it('come back as they went', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(2 ** 47), max: 2 ** 47 - 1 }),
        (value) => integerOf(integerContent(value)) === BigInt(value),
      ),
    );
    const oid = fc
      .tuple(fc.constantFrom(0, 1, 2), fc.nat(39), fc.array(fc.nat(2 ** 32 - 1), { maxLength: 30 }))
      .map(([first, second, rest]) => [first, second, ...rest]);
    fc.assert(fc.property(oid, (numbers) => oidOf(oidContent(numbers))?.join() === numbers.join()));
  });

  it('are cut off or absurd without harm', () => {
    expect(oidOf(Buffer.from('2b06010401947f81', 'hex'))).toBeUndefined();
    expect(readElement(Buffer.from('3080020100', 'hex'), 0)).toBeUndefined();
    expect(readElement(Buffer.from('3005020100', 'hex'), 0)).toBeUndefined();
    expect(readElement(Buffer.from('30ff', 'hex'), 0)).toBeUndefined();
  });

  it('are in the order of agents', () => {
    const sorted = ['1.3.6', '1.3.6.1', '1.3.6.1.2', '1.3.6.1.10', '1.3.7'].map(parseOid);
    expect([...sorted].reverse().sort(compareOids)).toEqual(sorted);
    expect(isWithin(parseOid('1.3.6.1.2.1'), parseOid('1.3.6.1.2'))).toBe(true);
    expect(isWithin(parseOid('1.3.6.1.20'), parseOid('1.3.6.1.2'))).toBe(false);
  });
});

describe('messages', () => {
  const question = questionPdu({ kind: 'get', oids: [parseOid('1.3.6.1.2.1.1.5.0')] }, 1234);

  it('are what snmpget sends', () => {
    // snmpget -v2c -c public, sysName.0, request-id 1234.
    expect(hex(communityMessage('2c', 'public', question))).toBe(
      '302702010104067075626c6963a01a020204d2020100020100300e300c06082b060102010105000500',
    );
  });

  it('are read back', () => {
    const message = readMessage(communityMessage('1', 'public', question));
    expect(message).toMatchObject({ version: '1', pdu: { id: 1234, damaged: false } });
    expect(message && messageId(message)).toBe(1234);
  });

  it('never throw, whatever comes', () => {
    const whole = communityMessage('2c', 'public', question);
    const v3 = element(0x30, integer(3), element(0x30, integer(7), integer(65_507), element(4, Buffer.of(3)), integer(3)));
    fc.assert(
      fc.property(fc.constantFrom(whole, v3), fc.nat(60), fc.nat(255), fc.nat(60), (message, at, byte, length) => {
        const spoilt = Buffer.from(message);
        if (at < spoilt.length) spoilt[at] = byte;
        readMessage(spoilt);
        readMessage(spoilt.subarray(0, length));
      }),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readMessage(Buffer.from(bytes))));
  });
});
