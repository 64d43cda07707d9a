import { describe, expect, it } from 'vitest';
import { parseNeighborTable } from '../../../src/collectors/formats/neighbor-table.ts';
import { parseProcNet } from '../../../src/collectors/formats/proc-net.ts';
import { parsePs } from '../../../src/collectors/formats/ps.ts';
import { parseRouteTable } from '../../../src/collectors/formats/route-table.ts';

describe('the length of a prefix that was not printed', () => {
  const read = (header: string, row: string): unknown => parseRouteTable(`${header}\n${row}\n`)[0];
  const hpux = 'Destination Gateway Flags Refs Interface Pmtu';
  const bsd = 'Destination Gateway Flags Netif Expire';

  it.each([
    [hpux, '192.0.2.0 192.0.2.10 U 0 lan0 1500', '192.0.2.0'],
    [hpux, '192.0.2.7 192.0.2.10 UH 0 lan0 1500', '192.0.2.7/32'],
    [hpux, 'default 192.0.2.1 UG 0 lan0 0', '0.0.0.0/0'],
    [bsd, '192.0.2.7 link#1 UCS em0', '192.0.2.7/32'],
    [bsd, '192.0.2 link#1 UCS em0', '192.0.2.0/24'],
  ])('is not made up: %s | %s', (header, row, destination) => {
    expect(read(header, row)).toMatchObject({ fact: 'route', destination });
  });

  it('is not taken from a row that was cut off', () => {
    expect(read(bsd, '192.0.2')).toMatchObject({ fact: 'skipped' });
  });
});

describe('a neighbor without an address', () => {
  const header = 'Address HWtype HWaddress Flags Mask Iface';

  it('keeps its name', () => {
    expect(parseNeighborTable(`${header}\ngateway ether 52:54:00:12:35:02 C eth0\n`)).toEqual([
      { fact: 'neighbor', line: 2, name: 'gateway', mac: '52:54:00:12:35:02', interface: 'eth0' },
    ]);
  });

  it('is not known by a name that may have been cut', () => {
    const name = 'a'.repeat(23);
    expect(parseNeighborTable(`${header}\n${name} ether 52:54:00:12:35:02 C eth0\n`)).toMatchObject([{ fact: 'skipped' }]);
  });
});

describe('the protocol of /proc/net', () => {
  const row = '   0: 0100007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000 0 0 1 1 0';
  const udp =
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops';

  it('is told by the header of the file, file by file', () => {
    const tcp = udp.replace(' ref pointer drops', '');
    expect(parseProcNet(`${udp}\n${row}\n${tcp}\n${row}\n`)).toMatchObject([{ protocol: 'udp' }, { protocol: 'tcp' }]);
  });

  it('is told by the label where there is one', () => {
    expect(parseProcNet(`== /proc/net/tcp\n${udp}\n${row}\n`)).toMatchObject([{ protocol: 'tcp' }]);
    expect(parseProcNet(`==> /proc/net/udp6 <==\n${row}\n`)).toMatchObject([{ protocol: 'udp' }]);
  });
});

describe('the columns of ps', () => {
  const header = 'UID PID PPID C STIME TTY TIME CMD';

  it.each(['10:30:01', 'Oct25', 'Oct 12', '12 Oct', '12. Okt', 'Sat Nov 21 09:13:25 2026'])('hold a start of %s', (start) => {
    expect(parsePs(`${header}\nroot 812 1 0 ${start} ? 0:03 /usr/sbin/shopd -p 8080\n`)).toMatchObject([
      { pid: 812, ppid: 1, args: '/usr/sbin/shopd -p 8080' },
    ]);
  });

  it('do not take half a number for a pid', () => {
    expect(parsePs(`${header}\nroot 81`)).toMatchObject([{ fact: 'skipped' }]);
    expect(parsePs(`${header}\nroot 812 2`)).toEqual([{ fact: 'process', line: 2, pid: 812, user: 'root' }]);
  });
});
