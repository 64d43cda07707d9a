import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProcNet } from '../../../src/collectors/formats/proc-net.ts';

const word = (bytes: readonly number[], little: boolean): string =>
  (little ? [...bytes].reverse() : bytes).map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');
const port = (value: number): string => value.toString(16).padStart(4, '0').toUpperCase();

describe('parseProcNet', () => {
  it('reads back what the kernel prints, for either byte order', () => {
    const end = fc.record({
      bytes: fc.tuple(fc.integer({ min: 1, max: 255 }), fc.nat(255), fc.nat(255), fc.nat(255)),
      port: fc.integer({ min: 1, max: 65_535 }),
    });
    const row = fc.record({ local: end, remote: end, uid: fc.nat(70_000), inode: fc.integer({ min: 1, max: 99_999_999 }) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 10 }), fc.boolean(), (rows, little) => {
        const print = (one: { bytes: readonly number[]; port: number }): string => `${word(one.bytes, little)}:${port(one.port)}`;
        const body = rows.map(
          (one, index) =>
            `${String(index).padStart(4)}: ${print(one.local)} ${print(one.remote)} 01 00000000:00000000 00:00000000 00000000 ${String(one.uid).padStart(5)}        0 ${one.inode} 1 0000000000000000 20 4 30 10 -1\n`,
        );
        const text = `== machine ${little ? 'x86_64' : 's390x'}\n== /proc/net/tcp\n${body.join('')}`;
        expect(parseProcNet(text)).toEqual(
          rows.map((one, index) => ({
            fact: 'socket',
            line: index + 3,
            protocol: 'tcp',
            state: 'established',
            local: { address: one.local.bytes.join('.'), port: one.local.port },
            remote: { address: one.remote.bytes.join('.'), port: one.remote.port },
            processes: [],
            uid: one.uid,
            inode: one.inode,
          })),
        );
      }),
    );
  });

  it.each([
    ['01', 'established'],
    ['02', 'syn-sent'],
    ['03', 'syn-recv'],
    ['04', 'fin-wait-1'],
    ['05', 'fin-wait-2'],
    ['06', 'time-wait'],
    ['07', 'closed'],
    ['08', 'close-wait'],
    ['09', 'last-ack'],
    ['0A', 'listen'],
    ['0B', 'closing'],
    ['0C', 'syn-recv'],
    ['0D', 'bound'],
  ])('reads the state %s', (hex, state) => {
    const row = `   0: 0100007F:0016 0100007F:1F90 ${hex} 00000000:00000000 00:00000000 00000000     0        0 5 1\n`;
    expect(parseProcNet(row)).toMatchObject([{ protocol: 'tcp', state }]);
    expect(parseProcNet(`== /proc/net/udp6\n${row}`)).toMatchObject([
      { protocol: 'udp', state: state === 'closed' ? 'unconnected' : state },
    ]);
  });

  it.each(['00', '0E', 'FF', '1', 'zz'])('notes a row in the state %s', (hex) => {
    expect(parseProcNet(`   0: 0100007F:0016 0100007F:1F90 ${hex} 0:0 0:0 0 0 0 5 1\n`)).toMatchObject([
      { fact: 'skipped', line: 1 },
    ]);
  });

  it('reads one file alone as TCP of a little-endian machine', () => {
    const text =
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   0: 3500007F:0035 00000000:0000 0A 00000000:00000000 00:00000000 00000000   101        0 34000 1\n';
    expect(parseProcNet(text)).toEqual([
      {
        fact: 'socket',
        line: 2,
        protocol: 'tcp',
        state: 'listen',
        local: { address: '127.0.0.53', port: 53 },
        processes: [],
        uid: 101,
        inode: 34_000,
      },
    ]);
  });
});
