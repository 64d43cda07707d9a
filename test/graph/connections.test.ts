import { describe, expect, it } from 'vitest';
import { openAddressBook } from '../../src/graph/address-book.ts';
import { largest, openConnectionTable, phases } from '../../src/graph/connections.ts';
import { isAttempt, payloadOf, phaseOf } from '../../src/graph/directed.ts';
import { isProtocol, portKey } from '../../src/graph/protocol.ts';
import { listen, socket, timeWait } from './build.ts';

const own = (address: string) => ({
  own: { global: new Set([address]), scoped: new Set<string>(), scopedSubnets: [], subnets: [], inside: [] },
  aliases: [],
  former: [],
  fresh: true,
  freshSockets: true,
});

const openTable = () => openConnectionTable(openAddressBook([own('10.0.0.1'), own('10.0.0.2')]));

const here = { node: 0, sample: 0, bit: 1n };
const there = { node: 1, sample: 1, bit: 1n };

describe('openConnectionTable', () => {
  it('joins the two rows of a connection', () => {
    const table = openTable();
    table.add(here, socket('10.0.0.1:40000', '10.0.0.2:80', undefined, { bytesSent: 1, bytesReceived: 2 }), 3);
    table.add(there, socket('10.0.0.2:80', '10.0.0.1:40000', undefined, { bytesSent: 9 }), 4);
    expect(table.connections).toHaveLength(1);
    const [connection] = table.connections;
    expect(connection).toMatchObject({
      low: { port: 40000 },
      high: { port: 80 },
      lowHalf: { node: 0, service: 3 },
      highHalf: { node: 1, service: 4 },
    });
    expect(connection && payloadOf(connection)).toBe(9);
  });

  it('keeps connections apart that differ in any part', () => {
    const table = openTable();
    table.add(here, socket('10.0.0.1:40000', '10.0.0.2:80'), -1);
    table.add(here, socket('10.0.0.1:40001', '10.0.0.2:80'), -1);
    table.add(here, socket('10.0.0.1:40000', '10.0.0.2:81'), -1);
    table.add(here, socket('10.0.0.1:40000', '10.0.0.3:80'), -1);
    table.add(here, socket('10.0.0.1:40000', '10.0.0.2:80', undefined, { protocol: 'udp' }), -1);
    expect(table.connections).toHaveLength(5);
    expect(table.connections.map(({ low }) => low.connections)).toEqual([3, 2, 3, 3, 1]);
  });

  it('counts both ends of a connection between equal ports', () => {
    const table = openTable();
    table.add(here, socket('10.0.0.1:7800', '10.0.0.2:7800'), -1);
    table.add(there, socket('10.0.0.2:7800', '10.0.0.1:7800'), -1);
    expect(table.connections).toHaveLength(1);
  });

  it('learns from every later row', () => {
    const table = openTable();
    table.add(here, socket('10.0.0.1:40000', '10.0.0.2:80', undefined, { state: 'syn-sent', rttMs: 5 }), -1);
    table.add(
      { ...here, sample: 4, bit: 2n },
      socket('10.0.0.1:40000', '10.0.0.2:80', undefined, { uid: 33, inode: 9, bytesSent: 7, line: 12 }),
      6,
    );
    table.add({ ...here, sample: 5, bit: 4n }, timeWait('10.0.0.1:40000', '10.0.0.2:80'), -1);
    expect(table.connections[0]?.lowHalf).toEqual({
      node: 0,
      space: 0,
      service: 6,
      phase: phases.open,
      proof: 'client',
      seen: 7n,
      bytes: 7,
      rttMs: 5,
      uid: 33,
      sample: 0,
      line: undefined,
      lastSample: 5,
    });
  });

  it('does not believe a second host that claims the same end', () => {
    const table = openConnectionTable(openAddressBook([own('10.0.0.1'), own('10.0.0.1')]));
    table.add(here, socket('10.0.0.1:40000', '10.0.0.2:80'), 3);
    table.add(there, socket('10.0.0.1:40000', '10.0.0.2:80'), 4);
    expect(table.connections).toHaveLength(1);
    expect(table.connections[0]?.lowHalf).toMatchObject({ node: 0, service: 3, seen: 1n });
  });

  it('leaves out what it is told to, from either side, before and after', () => {
    const table = openTable();
    table.exclude(1, { localAddress: '10.0.0.2', localPort: 22, remoteAddress: '10.0.0.1', remotePort: 50000 });
    table.add(here, socket('10.0.0.1:50000', '10.0.0.2:22'), -1);
    table.add(there, socket('10.0.0.2:22', '10.0.0.1:50000'), -1);
    table.add(there, socket('10.0.0.2:22', '10.0.0.1:50001'), -1);
    expect(table.connections.map(({ low, high }) => [low.port, high.port])).toEqual([[22, 50001]]);
  });

  it('ignores rows that are no connection', () => {
    const table = openTable();
    const rows = [
      listen('*:80'),
      socket('10.0.0.1:0', '10.0.0.2:80'),
      socket('10.0.0.1:40000', '10.0.0.1:40000'),
      socket('10.0.0.1:40000', '*:80'),
      socket('0.0.0.0:68', '10.0.0.2:67'),
      socket('10.0.0.1:40000', '10.0.0.2:80', undefined, { truncated: true }),
    ];
    for (const row of rows) table.add(here, row, -1);
    expect(table.connections).toEqual([]);
  });
});

describe('phaseOf', () => {
  const phase = (...states: NonNullable<ReturnType<typeof socket>['state']>[]) => {
    const table = openTable();
    for (const state of states) table.add(here, socket('10.0.0.1:40000', '10.0.0.2:80', undefined, { state }), -1);
    const [connection] = table.connections;
    return connection && [phaseOf(connection), isAttempt(connection)];
  };

  it('is the furthest that was seen', () => {
    expect(phase('syn-sent')).toEqual([phases.attempted, true]);
    expect(phase('syn-recv')).toEqual([phases.attempted, true]);
    expect(phase('time-wait')).toEqual([phases.over, false]);
    expect(phase('established')).toEqual([phases.open, false]);
    expect(phase('fin-wait-2')).toEqual([phases.open, false]);
    expect(phase('syn-sent', 'time-wait')).toEqual([phases.over, false]);
    expect(phase('established', 'time-wait')).toEqual([phases.open, false]);
  });
});

describe('portKey', () => {
  it('is another number for every owner, protocol and port', () => {
    const keys = [0, 1, 2 ** 20].flatMap((owner) =>
      (['tcp', 'udp', 'sctp', 'dccp'] as const).flatMap((protocol) =>
        [0, 1, 65535].map((port) => portKey(owner, protocol, port)),
      ),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every(Number.isSafeInteger)).toBe(true);
  });
});

describe('isProtocol', () => {
  it('knows the protocols of socket tables', () => {
    expect(['tcp', 'udp', 'sctp', 'dccp'].every(isProtocol)).toBe(true);
    expect(['icmp', '', 'toString', '__proto__'].some(isProtocol)).toBe(false);
  });
});

describe('largest', () => {
  it('is the larger of what is known', () => {
    expect([largest(1, 2), largest(2, 1), largest(undefined, 1), largest(0, undefined), largest(undefined, undefined)]).toEqual([
      2,
      2,
      1,
      0,
      undefined,
    ]);
  });
});
