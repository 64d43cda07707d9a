import { describe, expect, it } from 'vitest';
import { parseIdentityUnix } from '../../../src/collectors/formats/identity-unix.ts';
import { partOf } from '../../../src/collectors/formats/labelled-parts.ts';
import { parseLssrc } from '../../../src/collectors/formats/lssrc.ts';
import { joinSockets } from '../../../src/collectors/formats/socket-join.ts';
import { parseNetstatFstat } from '../../../src/collectors/formats/socket-pairs.ts';
import { parseSvcs } from '../../../src/collectors/formats/svcs.ts';
import { parseSystemUnix } from '../../../src/collectors/formats/system-unix.ts';
import type { SocketFact } from '../../../src/model/fact.ts';

describe('partOf', () => {
  it('keeps the numbers of the lines', () => {
    const text = 'a\nb\n== x\nc\n== y\nd';
    expect(partOf(text, '')).toBe('a\nb\n\n\n\n');
    expect(partOf(text, 'x')).toBe('\n\n\nc\n\n');
    expect(partOf(text, 'y')).toBe('\n\n\n\n\nd');
    expect(partOf(text, 'z').trim()).toBe('');
  });
});

describe('joinSockets', () => {
  const row = (port: number, more: Partial<SocketFact> = {}): SocketFact => ({
    fact: 'socket',
    protocol: 'tcp',
    local: { address: '10.0.0.1', port },
    processes: [],
    ...more,
  });

  it('gives a socket of the table the processes that hold it, each once, and keeps its state', () => {
    const held = [row(22, { processes: [{ pid: 1 }] }), row(22, { processes: [{ pid: 2 }] })];
    const [joined, ...others] = joinSockets([row(22, { state: 'listen', processes: [{ pid: 1, name: 'a' }] })], held);
    expect(joined).toEqual(row(22, { state: 'listen', processes: [{ pid: 1, name: 'a' }, { pid: 2 }] }));
    expect(others).toEqual([]);
  });

  it('gives nothing to a socket without a port, and keeps what the table does not show', () => {
    const bare = { ...row(1), local: { address: '0.0.0.0' } };
    expect(joinSockets([bare], [{ ...bare, processes: [{ pid: 9 }] }, row(23)])).toEqual([bare, row(23)]);
  });

  it('does not take a connection for its listener', () => {
    const connection = row(22, { remote: { address: '10.0.0.2', port: 5 }, processes: [{ pid: 3 }] });
    expect(joinSockets([row(22)], [connection])).toEqual([row(22), connection]);
  });
});

it('reads a netstat without fstat, and an fstat without netstat', () => {
  expect(parseNetstatFstat('tcp 0 0 10.0.0.1.22 *.* LISTEN\n== fstat\n')).toMatchObject([{ local: { port: 22 }, processes: [] }]);
  expect(parseNetstatFstat('== fstat\nroot sshd 5 3* internet stream tcp 0x0 *:22\n')).toMatchObject([
    { processes: [{ pid: 5 }] },
  ]);
});

describe('parseIdentityUnix', () => {
  const kinds = (text: string) => parseIdentityUnix(text).map((fact) => fact.fact === 'identity' && [fact.kind, fact.value]);

  it.each([
    ['kern.hostuuid: 4C4C4544-0042-3510-8052-B4C04F4D3732', 'machine-id', '4c4c4544-0042-3510-8052-b4c04f4d3732'],
    ['hw.uuid=40134b48-aad7-e581-3ced-9c5c8e3d6756', 'smbios-uuid', '40134b48-aad7-e581-3ced-9c5c8e3d6756'],
    ['machdep.dmi.system-serial = ABC 1', 'smbios-serial', 'ABC 1'],
    ['os_uuid 6b6a1f0e-0c4d-4f1c-8b4e-2d9a5e7c3f11 N/A True', 'machine-id', '6b6a1f0e-0c4d-4f1c-8b4e-2d9a5e7c3f11'],
    ['  Serial Number: X', 'smbios-serial', 'X'],
    ['PARTITION_IDENT=Z3e02ea3f5e5b1d6e', 'smbios-serial', 'Z3e02ea3f5e5b1d6e'],
  ])('reads %s', (line, kind, value) => expect(kinds(line)).toEqual([[kind, value]]));

  it.each([
    'systemid IBM,0206D4F5T Hardware system identifier False',
    'MACHINE_SERIAL=USE1234',
    'hw.uuid=none',
    'hostid=',
    'UUID: ',
  ])('takes nothing from %s', (line) => expect(kinds(line)).toEqual([]));
});

it('knows the main process of a service only where it has one', () => {
  const text = 'online svc:/a:default\n   10:00:01  5 one\nonline svc:/b:default\n   10:00:01  6 two\n   10:00:01  7 two\n';
  expect(parseSvcs(text)).toEqual([
    { fact: 'unit', line: 1, name: 'svc:/a:default', active: 'online', mainPid: 5 },
    { fact: 'unit', line: 3, name: 'svc:/b:default', active: 'online' },
  ]);
});

it('takes no group of digits for the process of a subsystem that is not running', () => {
  expect(parseLssrc(' clcomd caa inoperative\n x inoperative\n')).toEqual([
    { fact: 'unit', line: 1, name: 'clcomd', active: 'inoperative' },
    { fact: 'unit', line: 2, name: 'x', active: 'inoperative' },
  ]);
});

it('takes the release over uname where both tell the version', () => {
  expect(parseSystemUnix('os=SunOS\nversion=5.11\nrelease=  OmniOS v11 r151046\n')).toMatchObject([
    { osName: 'OmniOS', osVersion: 'v11' },
  ]);
  expect(parseSystemUnix('os=SunOS\nversion=5.11\nrelease=Something\n')).toMatchObject([{ osName: 'SunOS', osVersion: '5.11' }]);
});
