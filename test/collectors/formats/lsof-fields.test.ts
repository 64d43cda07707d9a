import { describe, expect, it } from 'vitest';
import { parseLsofFields } from '../../../src/collectors/formats/lsof-fields.ts';

const lines = (...fields: readonly string[]): string => `${fields.join('\n')}\n`;

describe('parseLsofFields', () => {
  it('gives a socket all the processes that hold it, each once', () => {
    const file = ['f3', 'tIPv4', 'd0xaa', 'PTCP', 'n*:80', 'TST=LISTEN'];
    const again = ['f9', 'tIPv4', 'd0xaa', 'PTCP', 'n*:80', 'TST=LISTEN'];
    expect(parseLsofFields(lines('p1', 'cnginx', 'Lroot', ...file, ...again, 'p2', 'cnginx', 'Lwww', ...file))).toEqual([
      {
        fact: 'socket',
        line: 4,
        protocol: 'tcp',
        state: 'listen',
        local: { address: '0.0.0.0', port: 80 },
        processes: [
          { pid: 1, name: 'nginx', user: 'root' },
          { pid: 2, name: 'nginx', user: 'www' },
        ],
      },
    ]);
  });

  it('keeps apart sockets with the same name', () => {
    const twice = lines('p1', 'ca', 'f3', 'd0xaa', 'PUDP', 'n*:5353', 'f4', 'd0xbb', 'PUDP', 'n*:5353');
    expect(parseLsofFields(twice)).toHaveLength(2);
    expect(parseLsofFields(twice.replaceAll(/d0x..\n/g, ''))).toHaveLength(2);
  });

  it('takes the zone of a link-local address out of it, as KAME puts it there', () => {
    expect(
      parseLsofFields(lines('p1', 'ca', 'f3', 'tIPv6', 'PTCP', 'n[fe80:8::1]:22->[fe80:8::2]:50000', 'TST=ESTABLISHED')),
    ).toMatchObject([{ local: { address: 'fe80::1', port: 22 }, remote: { address: 'fe80::2', port: 50_000 } }]);
  });

  it('reads names as lsof escapes them', () => {
    expect(parseLsofFields(lines('p1', 'cGoogle\\x20Chrome', 'f3', 'tIPv4', 'PTCP', 'n*:1'))).toMatchObject([
      { processes: [{ pid: 1, name: 'Google Chrome' }] },
    ]);
  });

  it('passes over files that are no sockets, and over fields before any file', () => {
    expect(parseLsofFields(lines('n*:80', 'PTCP', 'p1', 'f1', 'tREG', 'n/var/log/x', 'f2', 'tunix', 'n->0xaa'))).toEqual([]);
  });

  it('knows a socket without a process', () => {
    expect(parseLsofFields(lines('f3', 'tIPv4', 'PTCP', 'n10.0.0.1:22', 'TST=LISTEN'))).toMatchObject([{ processes: [] }]);
  });
});
