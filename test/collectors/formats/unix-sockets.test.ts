import { describe, expect, it } from 'vitest';
import { parseFstat } from '../../../src/collectors/formats/fstat.ts';
import { parseLsof } from '../../../src/collectors/formats/lsof.ts';
import { parseNetstatAix } from '../../../src/collectors/formats/netstat-aix.ts';
import { parseNetstatBsd } from '../../../src/collectors/formats/netstat-bsd.ts';
import { parseNetstatSolaris } from '../../../src/collectors/formats/netstat-solaris.ts';
import { parsePfiles } from '../../../src/collectors/formats/pfiles.ts';
import { parseSockstat } from '../../../src/collectors/formats/sockstat.ts';
import { parseSs } from '../../../src/collectors/formats/ss.ts';

describe('parseNetstatBsd', () => {
  it('takes no row for whole whose state is missing: its last port may be cut', () => {
    expect(parseNetstatBsd('tcp4 0 0 10.0.0.1.22 10.0.0.2.501\n')).toMatchObject([{ fact: 'skipped', line: 1 }]);
  });

  it('reads no process where the header names none', () => {
    const [fact] = parseNetstatBsd('tcp4 0 0 10.0.0.1.22 10.0.0.2.50112 ESTABLISHED 131072 131396 sshd:4976\n');
    expect(fact).toMatchObject({ processes: [] });
  });
});

describe('parseNetstatAix', () => {
  const row = (block: string, port: number): string => `${block} tcp4 0 0 *.${port} *.* LISTEN\n`;
  const answer = (socket: string): string => `The socket 0x${socket} is being held by proccess 7 (x).\n`;

  it('joins an answer by the allocation both addresses are in', () => {
    const facts = parseNetstatAix(row('f1000f0000287bc0', 22) + row('f1000f00002873c0', 23) + answer('f1000f0000287808'));
    expect(facts).toMatchObject([{ processes: [{ pid: 7, name: 'x' }] }, { processes: [] }]);
    expect(facts).toHaveLength(2);
  });

  it('joins nothing where two rows are in one allocation', () => {
    const facts = parseNetstatAix(row('f1000f0000287bc0', 22) + row('f1000f0000287bc8', 23) + answer('f1000f0000287808'));
    expect(facts).toMatchObject([{ processes: [] }, { processes: [] }, { fact: 'process', pid: 7 }]);
  });

  it('believes the command that was echoed before the answer', () => {
    const asked = '# rmsock f1000f0000287bc8 tcpcb\n';
    const rows = row('f1000f0000287bc0', 22) + row('f1000f0000287bc8', 23);
    expect(parseNetstatAix(rows + asked + answer('f1000f0000287808'))).toMatchObject([
      { processes: [] },
      { local: { port: 23 }, processes: [{ pid: 7 }] },
    ]);
  });

  it('keeps an answer about no row as a process', () => {
    expect(parseNetstatAix(row('f1000f0000287bc0', 22) + answer('f1000f0009999008'))).toMatchObject([
      { fact: 'socket', processes: [] },
      { fact: 'process', pid: 7, name: 'x', line: 2 },
    ]);
  });
});

describe('parseNetstatSolaris', () => {
  const header = '   Local Address        Remote Address    Swind Send-Q Rwind Recv-Q    State\n';

  it('tells the protocol by the columns where no section does', () => {
    expect(
      parseNetstatSolaris(`${header}      *.22                 *.*                0      0 49152      0 LISTEN\n`),
    ).toMatchObject([{ protocol: 'tcp', state: 'listen', local: { address: '0.0.0.0', port: 22 } }]);
  });

  it('notes what stands above any table', () => {
    expect(parseNetstatSolaris('netstat: illegal option\n')).toMatchObject([{ fact: 'skipped', line: 1 }]);
  });
});

describe('parseSockstat', () => {
  it('tells a listener by the peer it lacks and leaves the state of a connection open', () => {
    const facts = parseSockstat('root sshd 1 3 tcp4 *:22 *:*\nroot sshd 2 4 tcp4 10.0.0.1:22 10.0.0.2:50112\n');
    expect(facts[0]).toMatchObject({ state: 'listen' });
    expect(facts[1]).not.toHaveProperty('state');
  });

  it('does not make one of two sockets that are bound to nothing', () => {
    expect(parseSockstat('a x 1 3 udp4 *:* *:*\nb y 2 4 udp4 *:* *:*\n')).toHaveLength(2);
  });
});

describe('parseFstat', () => {
  it('cannot read a socket without addresses', () => {
    expect(parseFstat('root sshd 1 3* internet stream tcp fffff8000a1b2000\n')).toMatchObject([{ fact: 'skipped' }]);
  });

  it('makes one socket of the same one in several processes', () => {
    const row = (pid: number): string => `www httpd ${pid} 3* internet stream tcp 0xffff8000008ea000 *:80\n`;
    expect(parseFstat(row(1) + row(2) + row(2))).toMatchObject([{ processes: [{ pid: 1 }, { pid: 2 }] }]);
  });
});

describe('parsePfiles', () => {
  it('takes only a socket that accepts for a listener', () => {
    const socket = (options: string): string =>
      `1:\t/x\n   3: S_IFSOCK mode:0666 dev:1,0 ino:2 uid:0 gid:0 size:0\n        SOCK_STREAM\n        ${options}\n        sockname: AF_INET 10.0.0.1  port: 22\n`;
    expect(parsePfiles(socket('SO_ACCEPTCONN,SO_REUSEADDR'))[0]).toMatchObject({ state: 'listen' });
    expect(parsePfiles(socket('SO_REUSEADDR'))[0]).not.toHaveProperty('state');
  });
});

describe('parseLsof', () => {
  const header = 'COMMAND PID USER FD TYPE DEVICE SIZE/OFF NODE NAME\n';

  it('keeps two sockets apart that have the same ends', () => {
    const row = (pid: number, device: number): string => `x ${pid} root 3u IPv4 ${device} 0t0 UDP *:5353\n`;
    expect(parseLsof(header + row(1, 10) + row(2, 11))).toHaveLength(2);
    expect(parseLsof(header + row(1, 10) + row(2, 10))).toMatchObject([{ processes: [{ pid: 1 }, { pid: 2 }] }]);
  });

  it('names no user where there is no such column', () => {
    const [fact] = parseLsof('COMMAND PID FD TYPE DEVICE SIZE/OFF NODE NAME\nx 1 3u IPv4 10 0t0 TCP *:22 (LISTEN)\n');
    expect(fact).toMatchObject({ processes: [{ pid: 1, name: 'x' }] });
    expect(JSON.stringify(fact)).not.toContain('user');
  });
});

describe('parseSs without netids', () => {
  const header = 'State Recv-Q Send-Q Local Address:Port Peer Address:Port\n';
  const connection = 'ESTAB 0 0 10.0.0.1:68 10.0.0.2:67\n';
  const unconnected = 'UNCONN 0 0 *:68 *:*\n';
  const protocols = (text: string): unknown => parseSs(text).map((fact) => fact.fact === 'socket' && fact.protocol);

  it('tells the protocol of a table by all of its states', () => {
    expect(protocols(header + connection)).toEqual(['tcp']);
    expect(protocols(header + connection + unconnected)).toEqual(['udp', 'udp']);
    expect(protocols(`${header}${connection}${unconnected}LISTEN 0 5 *:22 *:*\n`)).toEqual(['tcp', 'tcp', 'tcp']);
  });

  it('begins anew with each header', () => {
    expect(protocols(`${header}LISTEN 0 5 *:22 *:*\n${header}${unconnected}${connection}`)).toEqual(['tcp', 'udp', 'udp']);
  });

  it('takes no process whose number may be cut', () => {
    expect(parseSs(`${header}LISTEN 0 5 *:22 *:* users:(("sshd",pid=12`)).toMatchObject([{ processes: [] }]);
  });
});
