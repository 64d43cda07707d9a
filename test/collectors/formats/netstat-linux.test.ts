import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNetstatLinux } from '../../../src/collectors/formats/netstat-linux.ts';
import type { Fact } from '../../../src/model/fact.ts';

const header =
  'Proto Recv-Q Send-Q Local Address           Foreign Address         State       User       Inode      PID/Program name    ';
const timerHeader = `${header} Timer`;
const table = (...rows: readonly string[]): readonly Fact[] => parseNetstatLinux([header, ...rows, ''].join('\n'));
const only = (row: string): Fact | undefined => table(row)[0];

describe('parseNetstatLinux', () => {
  it.each([
    ['12387/Passenger Rac  ', { pid: 12_387, name: 'Passenger Rac' }],
    ['6492/sshd: app [pri ', { pid: 6_492, name: 'sshd: app [pri' }],
    ['1/init', { pid: 1, name: 'init' }],
    ['77/a/b', { pid: 77, name: 'a/b' }],
    ['77/', { pid: 77 }],
  ])('reads the program %j', (program, expected) => {
    expect(only(`tcp 0 0 10.0.0.1:1 10.0.0.2:2 ESTABLISHED 1000 77123 ${program}`)).toMatchObject({
      processes: [expected],
      uid: 1_000,
      inode: 77_123,
    });
  });

  it.each(['-', '', 'x/y', '/y'])('finds no process in %j', (program) => {
    expect(only(`tcp 0 0 10.0.0.1:1 10.0.0.2:2 ESTABLISHED 1000 77123 ${program}`)).toMatchObject({ processes: [] });
  });

  it('keeps the name of a user out of the uid', () => {
    expect(only('tcp 0 0 10.0.0.1:1 10.0.0.2:2 ESTABLISHED app 77123 -')).toEqual({
      fact: 'socket',
      line: 2,
      protocol: 'tcp',
      state: 'established',
      local: { address: '10.0.0.1', port: 1 },
      remote: { address: '10.0.0.2', port: 2 },
      inode: 77_123,
      processes: [],
    });
  });

  it('says nothing of the owner of a socket that nobody owns', () => {
    expect(only('tcp 0 0 10.0.0.1:80 10.0.0.2:2 TIME_WAIT 0 0 -')).not.toHaveProperty('uid');
  });

  it.each([
    ['udp 0 0 0.0.0.0:68 0.0.0.0:* 0 20830 1029/dhclient', 'unconnected', undefined],
    ['udp 0 0 10.0.0.1:40000 10.0.0.53:53 ESTABLISHED 0 20831 -', 'established', { address: '10.0.0.53', port: 53 }],
    ['udp 0 0 10.0.0.1:40000 10.0.0.53:53 0 20831 -', 'established', { address: '10.0.0.53', port: 53 }],
    ['udp6 0 0 :::546 :::* 0 20832 -', 'unconnected', undefined],
    ['tcp6 0 0 :::80 :::* LISTEN 0 20833 -', 'listen', undefined],
  ])('reads the state of %s', (row, state, remote) => {
    const fact = only(row);
    expect(fact).toMatchObject({ state });
    expect(fact !== undefined && 'remote' in fact ? fact.remote : undefined).toEqual(remote);
  });

  it('takes the timer for no part of the program', () => {
    const facts = parseNetstatLinux(
      [
        timerHeader,
        'tcp 0 0 10.0.0.1:1 10.0.0.2:2 ESTABLISHED 0 5 7/Passenger Rac  keepalive (6176.47/0/0)',
        'tcp 0 1 10.0.0.1:3 10.0.0.2:2 SYN_SENT 0 6 8/curl off (0.00/0/0)',
        'tcp 0 0 10.0.0.1:4 10.0.0.2:2 TIME_WAIT 0 0 - timewait (58.15/0/0)',
        '',
      ].join('\n'),
    );
    expect(facts.map((fact) => ('processes' in fact ? fact.processes : fact))).toEqual([
      [{ pid: 7, name: 'Passenger Rac' }],
      [{ pid: 8, name: 'curl' }],
      [],
    ]);
  });

  it('reads only the internet tables', () => {
    const facts = parseNetstatLinux(
      `Active Internet connections (servers and established)
${header}
tcp        0      0 10.0.0.1:22             0.0.0.0:*               LISTEN      0          1          -
Active Bluetooth connections (servers and established)
Proto  Destination       Source            State         PSM DCID   SCID      IMTU    OMTU Security
Active UNIX domain sockets (servers and established)
Proto RefCnt Flags       Type       State         I-Node   PID/Program name     Path
unix  2      [ ACC ]     STREAM     LISTENING     8981     1/systemd            /run/systemd/journal/stdout
tcp        0      0 10.0.0.1:23             0.0.0.0:*               LISTEN      0          1          -
Active Internet connections (w/o servers)
tcp        0      0 10.0.0.1:24             10.0.0.2:1              ESTABLISHED 0          1          -
`,
    );
    expect(facts.map((fact) => ('local' in fact ? fact.local.port : fact))).toEqual([22, 24]);
  });
});

describe('an endpoint that fills its column', () => {
  it('is not believed, for a longer one would look the same', () => {
    expect(only('tcp6       0      0 fe80::5054:ff:fe2:60622 2001:db8:20::12:5432    ESTABLISHED 0 1 -')).toMatchObject({
      local: { port: 60_622 },
      remote: { address: '2001:db8:20::12', port: 5_432 },
      truncated: true,
    });
  });

  it('is believed where another one is longer, for then nothing was cut', () => {
    const facts = table(
      'tcp6 0 0 fe80::5054:ff:fe2:60622 2001:db8:20::12:5432 ESTABLISHED 0 1 -',
      'tcp6 0 0 fe80::5054:ff:fe20:11:60622 2001:db8:20::12:5432 ESTABLISHED 0 1 -',
    );
    expect(facts[0]).toMatchObject({ local: { address: 'fe80::5054:ff:fe2', port: 60_622 } });
    expect(facts[0]).not.toHaveProperty('truncated');
  });

  it('is as wide as the header says', () => {
    const old = parseNetstatLinux(
      `Proto Recv-Q Send-Q Local Address               Foreign Address             State       PID/Program name
tcp6       0      0 fe80::5054:ff:fe2:60622     2001:db8:1:2:3:4:5:6:12:543 ESTABLISHED -
`,
    );
    expect(old[0]).toMatchObject({
      local: { address: 'fe80::5054:ff:fe2', port: 60_622 },
      remote: { port: 543 },
      truncated: true,
    });
  });

  it('is always believed where it is IPv4, which fits', () => {
    expect(only('tcp        0      0 192.168.100.100:54321:::          10.0.0.1:1 ESTABLISHED 0 1 -')).toMatchObject({
      fact: 'skipped',
    });
    expect(only('tcp        0      0 0192.168.100.100:543210 10.0.0.1:1 ESTABLISHED 0 1 -')).toMatchObject({ truncated: true });
    expect(only('tcp        0      0 192.168.100.100:54321   10.0.0.1:1 ESTABLISHED 0 1 -')).not.toHaveProperty('truncated');
  });
});

describe('what netstat -antupeW prints', () => {
  const states = [
    'ESTABLISHED',
    'SYN_SENT',
    'SYN_RECV',
    'FIN_WAIT1',
    'FIN_WAIT2',
    'TIME_WAIT',
    'CLOSE',
    'CLOSE_WAIT',
    'LAST_ACK',
    'LISTEN',
    'CLOSING',
  ] as const;
  const end = fc.record({
    address: fc.oneof(fc.ipV4(), fc.constantFrom('::1', '2001:db8::5', 'fe80::5054:ff:fe20:11')),
    port: fc.integer({ min: 1, max: 65_535 }),
  });
  const row = fc.record({
    local: end,
    remote: fc.option(end, { nil: undefined }),
    state: fc.constantFrom(...states),
    uid: fc.nat(70_000),
    inode: fc.nat(99_999_999),
    program: fc.option(
      fc.record({ pid: fc.integer({ min: 1, max: 4_194_304 }), name: fc.stringMatching(/^[a-z]([a-z :-]{0,10}[a-z])?$/) }),
      { nil: undefined },
    ),
  });

  it('is read back', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const printed = rows.map(({ local, remote, state, uid, inode, program }) => {
          const ends = [
            `${local.address}:${local.port}`,
            remote === undefined ? '0.0.0.0:*' : `${remote.address}:${remote.port}`,
          ];
          const owner = `${String(uid).padEnd(10)} ${String(inode).padEnd(10)} ${program === undefined ? '-' : `${program.pid}/${program.name}`}`;
          return `tcp        0      0 ${ends.map((text) => text.padEnd(23)).join(' ')} ${state.padEnd(11)} ${owner}`.padEnd(140);
        });
        // One wide endpoint says that nothing was cut.
        const wide = 'tcp        0      0 2001:db8:1111:2222:3333:4444:5555:6666:1 :::* LISTEN 0 1 -';
        const facts = table(wide, ...printed).slice(1);
        expect(facts).toEqual(
          rows.map((one, index) => ({
            fact: 'socket',
            line: index + 3,
            protocol: 'tcp',
            state: expect.any(String),
            local: one.local,
            ...(one.remote === undefined ? {} : { remote: one.remote }),
            processes: one.program === undefined ? [] : [one.program],
            ...(one.inode === 0 ? {} : { inode: one.inode, uid: one.uid }),
          })),
        );
      }),
    );
  });
});
