import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNowhere, joinEndpoint, readPort, scanCommonEndpoint, scanEndpoint, withoutZone } from '../../src/text/endpoint.ts';

const scan = (text: string): unknown => scanEndpoint(text, 0, text.length);

describe('scanEndpoint', () => {
  it.each([
    ['10.0.0.1:22', { address: '10.0.0.1', port: 22 }],
    ['0.0.0.0:*', { address: '0.0.0.0' }],
    ['*:22', { address: '*', port: 22 }],
    ['*:*', { address: '*' }],
    ['[::]:22', { address: '::', port: 22 }],
    [':::22', { address: '::', port: 22 }],
    ['::1:323', { address: '::1', port: 323 }],
    ['[::1]:323', { address: '::1', port: 323 }],
    ['[::ffff:10.0.0.1]:443', { address: '10.0.0.1', port: 443 }],
    ['::ffff:10.0.0.1:443', { address: '10.0.0.1', port: 443 }],
    ['fe80::1%eth0:22', { address: 'fe80::1', zone: 'eth0', port: 22 }],
    ['[fe80::1%eth0]:22', { address: 'fe80::1', zone: 'eth0', port: 22 }],
    ['[fe80::1]%eth0:22', { address: 'fe80::1', zone: 'eth0', port: 22 }],
    ['0.0.0.0%eth0:68', { address: '0.0.0.0', zone: 'eth0', port: 68 }],
    ['127.0.0.1:ssh', { address: '127.0.0.1', port: 22 }],
    ['127.0.0.1:frobnicate', { address: '127.0.0.1', portName: 'frobnicate' }],
    ['10.0.0.1:0', { address: '10.0.0.1' }],
    ['localhost:smtp', { port: 25 }],
    ['db1.example.net:5432', { port: 5432 }],
  ])('reads %s', (text, expected) => {
    expect(scan(text)).toEqual(expected);
  });

  it.each([
    '',
    ':',
    '10.0.0.1',
    '10.0.0.1:',
    ':22',
    '10.0.0.1:65536',
    '10.0.0.1:-1',
    '010.0.0.1:22',
    '10.0.0.256:22',
    '10.0.1:22',
    '1::2::3:22',
    '10.0.0.1:a b',
    '10.0.0.1:22/tcp',
    `10.0.0.1:${'x'.repeat(65)}`,
    `${'h'.repeat(300)}:22`,
    '<b>:22',
  ])('refuses %.30j', (text) => {
    expect(scan(text)).toBeUndefined();
  });
});

describe('scanCommonEndpoint', () => {
  it('reads the common case and moves on', () => {
    const cursor = { at: 4 };
    expect(scanCommonEndpoint('tcp 10.0.0.1:22 10.0.0.2:443', cursor, 28)).toEqual({ address: '10.0.0.1', port: 22 });
    expect(cursor.at).toBe(15);
    cursor.at = 16;
    expect(scanCommonEndpoint('tcp 10.0.0.1:22 10.0.0.2:443', cursor, 28)).toEqual({ address: '10.0.0.2', port: 443 });
    expect(cursor.at).toBe(28);
  });

  it.each([
    '*:22',
    '[::1]:*',
    '[fe80::1%eth0]:22',
    '[fe80::1]%eth0:22',
    '[::1',
    '[::1]',
    '[]:22',
    '[1.2.3]:22',
    '10.0.0.1:*',
    '10.0.0.1:0',
    '10.0.0.1:ssh',
    '10.0.0.1:22x',
    '10.0.0.1:65536',
    '010.0.0.1:22',
    '10.0.0.1',
    '',
  ])('leaves %j to the other one', (text) => {
    const cursor = { at: 0 };
    expect(scanCommonEndpoint(text, cursor, text.length)).toBeUndefined();
    expect(cursor.at).toBe(0);
  });

  it('says the same as the other one wherever it says anything', () => {
    const almost = fc.tuple(
      fc.oneof(
        fc.ipV4(),
        fc.constantFrom('*', '::', '1.2.3', '01.2.3.4', '[::1]', '[2001:DB8::1]', '[::ffff:1.2.3.4]', '[fe80::1%a]', '[x]'),
      ),
      fc.constantFrom(':', ' ', ''),
      fc.nat(70_000),
    );
    fc.assert(
      fc.property(almost, ([address, separator, port]) => {
        const text = `${address}${separator}${port}`;
        const fast = scanCommonEndpoint(text, { at: 0 }, text.length);
        if (fast !== undefined) expect(fast).toEqual(scan(text));
      }),
    );
  });
});

describe('readPort', () => {
  it('reads numbers, names and nothing', () => {
    expect([readPort('443'), readPort('https'), readPort('*'), readPort('0'), readPort('xyz')]).toEqual([
      { port: 443 },
      { port: 443 },
      {},
      {},
      { portName: 'xyz' },
    ]);
  });
});

describe('joinEndpoint, isNowhere and withoutZone', () => {
  it('join what was told apart already', () => {
    expect(joinEndpoint('fe80::1%en0', '443')).toEqual({ address: 'fe80::1', zone: 'en0', port: 443 });
    expect(joinEndpoint('fe80::aede:48ff:', '443')).toBeUndefined();
  });

  it('know the peer that is none', () => {
    expect([{ address: '0.0.0.0' }, { address: '*' }, { address: '::' }].map(isNowhere)).toEqual([true, true, true]);
    expect([{ address: '::', port: 1 }, { address: '*', portName: 'x' }, { address: '10.0.0.1' }, {}].map(isNowhere)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('take the zone off', () => {
    expect(withoutZone({ address: 'fe80::1', port: 1, zone: 'eth0' })).toEqual({ address: 'fe80::1', port: 1 });
  });
});
