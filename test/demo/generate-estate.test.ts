import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dependenciesOf } from '../../src/demo/estate/dependencies.ts';
import { ipv4Of } from '../../src/demo/estate/estate.ts';
import { runMachines } from '../../src/demo/estate/run-machine.ts';
import { generateEstate } from '../../src/demo/generate-estate.ts';

describe('generateEstate', () => {
  it('makes exactly as many hosts and connections as asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 600 }),
        fc.integer({ min: 0, max: 3000 }),
        fc.integer(),
        (hosts, connections, seed) => {
          const made = generateEstate({ hosts, connections, seed });
          expect(made.hosts).toHaveLength(hosts);
          expect(made.flows.reduce((sum, flow) => sum + flow.connections, 0)).toBe(connections);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('gives every host a name and an address of its own', () => {
    const { hosts } = generateEstate({ hosts: 2000, connections: 0 });
    expect(new Set(hosts.map(({ name }) => name)).size).toBe(2000);
    const addresses = hosts.map(ipv4Of);
    expect(new Set(addresses).size).toBe(2000);
    expect(addresses.filter((address) => !/^10\.77\.[0-7]\.([2-9]|[1-9]\d|1\d\d|2[0-4]\d|25[0-4])$/.test(address))).toEqual([]);
  });

  it('makes the same estate of the same seed, and another one of another', () => {
    const made = (seed: number) => generateEstate({ hosts: 100, connections: 2000, seed });
    expect(made(7)).toEqual(made(7));
    expect(made(8)).not.toEqual(made(7));
  });

  it('puts every connection into two socket tables', () => {
    const machines = runMachines(generateEstate({ hosts: 60, connections: 1500 }));
    const open = machines.flatMap(({ sockets }) =>
      sockets.filter(({ state, local }) => state === 'established' && local.port !== 22),
    );
    expect(open).toHaveLength(3000);
  });

  it('has a dependency for every pair that speaks', () => {
    const made = generateEstate({ hosts: 90, connections: 3000 });
    const expected = dependenciesOf(made);
    expect(expected.length).toBe(made.flows.length);
    expect(new Set(expected.map(({ seenFrom }) => seenFrom))).toEqual(new Set(['both']));
  });

  it('refuses connections where there is nobody to connect to', () => {
    expect(() => generateEstate({ hosts: 1, connections: 5 })).toThrow(RangeError);
    expect(generateEstate({ hosts: 1, connections: 0 }).flows).toEqual([]);
  });
});
