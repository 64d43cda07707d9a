import { describe, expect, it } from 'vitest';
import { createListenerTable, isEphemeral, isListener } from '../../src/graph/listeners.ts';
import { serverPorts } from '../../src/graph/server-ports.ts';
import { socketStates } from '../../src/model/endpoint.ts';
import { listen, socket } from './build.ts';

describe('isListener', () => {
  it('is a socket that listens', () => {
    for (const state of socketStates) {
      expect(isListener(socket('10.0.0.1:80', '10.0.0.2:5000', undefined, { state }))).toBe(state === 'listen');
    }
  });

  it('is a UDP socket without a peer, unless its port is one of a client', () => {
    const udp = (port: number) => isListener(listen(`*:${port}`, undefined, { protocol: 'udp' }));
    expect([53, 123, 514, 32767, 61000].every(udp)).toBe(true);
    expect([32768, 45000, 60999].some(udp)).toBe(false);
    expect(udp(51820)).toBe(true);
  });

  it('needs a port', () => {
    expect(
      isListener({ fact: 'socket', protocol: 'tcp', state: 'listen', local: { address: '*', portName: 'x' }, processes: [] }),
    ).toBe(false);
    expect(isListener(listen('*:0'))).toBe(false);
  });
});

describe('createListenerTable', () => {
  const table = (...at: string[]) => {
    const made = createListenerTable();
    for (const [index, place] of at.entries()) made.add(0, listen(place), index, 1n);
    return made;
  };

  it.each([
    ['*:80', '10.0.0.1', true],
    ['*:80', 'fd00::1', true],
    ['[::]:80', '10.0.0.1', true],
    ['[::]:80', 'fd00::1', true],
    ['0.0.0.0:80', '10.0.0.1', true],
    ['0.0.0.0:80', 'fd00::1', false],
    ['10.0.0.1:80', '10.0.0.1', true],
    ['10.0.0.1:80', '10.0.0.2', false],
    ['127.0.0.1:80', '10.0.0.1', false],
  ])('%s takes connections to %s: %s', (place, address, takes) => {
    expect(table(place).find(0, 'tcp', address, 80) !== undefined).toBe(takes);
  });

  it('prefers the listener on the address itself', () => {
    expect(table('*:80', '10.0.0.1:80').find(0, 'tcp', '10.0.0.1', 80)?.service).toBe(1);
    expect(table('*:80', '10.0.0.1:80').find(0, 'tcp', '10.0.0.2', 80)?.service).toBe(0);
  });

  it('takes any listener on the port for a translated address', () => {
    expect(table('10.0.0.1:80').find(0, 'tcp', '203.0.113.1', 80)).toBeUndefined();
    expect(table('10.0.0.1:80').find(0, 'tcp', '203.0.113.1', 80, true)?.service).toBe(0);
  });

  it('tells nodes, ports and protocols apart', () => {
    const made = table('*:80');
    expect(made.find(1, 'tcp', '10.0.0.1', 80)).toBeUndefined();
    expect(made.find(0, 'tcp', '10.0.0.1', 81)).toBeUndefined();
    expect(made.find(0, 'udp', '10.0.0.1', 80)).toBeUndefined();
  });

  it('knows of whom it saw listeners at all', () => {
    const made = table('*:80');
    expect(made.covers(0, 'tcp')).toBe(true);
    expect(made.covers(0, 'udp')).toBe(false);
    expect(made.covers(1, 'tcp')).toBe(false);
  });

  it('remembers every sample that showed one', () => {
    const made = createListenerTable();
    made.add(0, listen('*:80'), 0, 1n);
    made.add(0, listen('*:80'), 7, 4n);
    expect(made.find(0, 'tcp', '10.0.0.1', 80)).toEqual({ address: '*', service: 0, seen: 5n });
  });
});

describe('ports', () => {
  it("are a client's in the range Linux gives out", () => {
    expect([32768, 60999].every(isEphemeral)).toBe(true);
    expect([32767, 61000, 80].some(isEphemeral)).toBe(false);
  });

  it("are a server's by convention", () => {
    expect([22, 53, 80, 443, 3306, 5432, 6379, 9092].every((port) => serverPorts.has(port))).toBe(true);
    expect([...serverPorts].every((port) => Number.isInteger(port) && port > 0 && port < 65536)).toBe(true);
  });
});

it('takes the same time for very many addresses on one port, and prefers one that others can reach', () => {
  const table = createListenerTable();
  for (let at = 0; at < 60_000; at++) table.add(0, listen(`127.${at >> 16}.${(at >> 8) & 255}.${at & 255}:53`), 1, 1n);
  table.add(0, listen('10.0.0.1:53'), 2, 1n);
  expect(table.find(0, 'tcp', '10.0.0.1', 53)?.service).toBe(2);
  expect(table.find(0, 'tcp', '10.9.9.9', 53)).toBeUndefined();
  expect(table.find(0, 'tcp', '10.9.9.9', 53, true)?.service).toBe(2);
});
