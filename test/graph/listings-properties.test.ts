import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type InventorySource, inventorySources, type ListedHostFact } from '../../src/model/listed-fact.ts';
import type { Observation } from '../../src/model/observation.ts';
import { firstScan, machine, secondScan, snapshotOf } from './build.ts';
import { inventory, listedMachine, listedService } from './build-listings.ts';

/** Few values, so that machines collide in all that tells them apart. */
const few = (...values: readonly string[]) => fc.constantFrom(...values);
const some = (...values: readonly string[]) => fc.uniqueArray(few(...values), { maxLength: 2 });

const anyMachine: fc.Arbitrary<ListedHostFact> = fc
  .record({
    source: fc.constantFrom<InventorySource>(...inventorySources),
    id: few('a', 'b', 'c', 'd'),
    names: some('host1', 'host2.example.test', 'host2', 'db'),
    addresses: some('10.0.0.1', '10.0.0.2', '10.0.0.9', '203.0.113.5'),
    macs: some('52:54:00:00:00:01', '52:54:00:00:00:02'),
    tags: fc.record({ vpc: few('one', 'two') }, { requiredKeys: [] }),
    runsOn: few('a', 'host1'),
    state: few('running', 'stopped', 'terminated'),
  })
  .map((one) => listedMachine(one as Parameters<typeof listedMachine>[0]));

const anyService = fc
  .record({ id: few('s', 't'), addresses: some('10.0.0.1', '10.0.0.80'), member: few('a', 'b'), port: fc.constantFrom(80, 443) })
  .map(({ id, addresses, member, port }) =>
    listedService({
      id,
      addresses,
      endpoints: [{ protocol: 'tcp', port }],
      members: [
        { id: member, port },
        { address: '10.0.0.2', port },
      ],
    }),
  );

const anyInventory: fc.Arbitrary<Observation> = fc
  .record({
    listed: fc.array(fc.oneof({ weight: 4, arbitrary: anyMachine }, anyService), { maxLength: 6 }),
    target: few('inventory:one', 'inventory:two', 'inventory:three'),
    at: few(firstScan, secondScan),
  })
  .map(({ listed, ...rest }) => inventory(listed, rest));

const anyInventories = fc.uniqueArray(anyInventory, { maxLength: 3, selector: ({ target }) => target });
const looked = [machine(1), machine(2)];

it('does not depend on the order in which inventories come', () => {
  fc.assert(
    fc.property(anyInventories, fc.nat(), (inventories, turn) => {
      const all = [...looked, ...inventories];
      const turned = all.map((_, index) => all[(index * (all.length === 4 ? 3 : 1) + turn) % all.length] as Observation);
      expect(snapshotOf(turned.toReversed())).toEqual(snapshotOf(all));
    }),
    { numRuns: 30 },
  );
});

it('never takes away or changes what was read on a host', () => {
  const alone = snapshotOf(looked);
  fc.assert(
    fc.property(anyInventories, (inventories) => {
      const { hosts } = snapshotOf([...looked, ...inventories]);
      for (const before of alone.hosts) {
        const after = hosts.find(({ id }) => id === before.id);
        expect(after).toMatchObject({ name: before.name, kind: before.kind, evidence: before.evidence });
        expect(after?.addresses).toEqual(before.addresses);
        expect(after?.macs).toEqual(before.macs);
        expect(after?.names).toEqual(expect.arrayContaining([...before.names]));
        expect(after?.identity).toEqual(expect.arrayContaining([...(before.identity ?? [])]));
      }
    }),
    { numRuns: 30 },
  );
});

it('lists everything once, and says the same again', () => {
  fc.assert(
    fc.property(anyInventories, (inventories) => {
      const all = [...looked, ...inventories];
      const snapshot = snapshotOf(all);
      const keys = snapshot.hosts.flatMap(({ listed = [] }) => listed);
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(snapshot.hosts.map(({ id }) => id)).size).toBe(snapshot.hosts.length);
      const again = snapshotOf(all, { prior: snapshot });
      expect(again.hosts.map(({ id }) => id).sort()).toEqual(snapshot.hosts.map(({ id }) => id).sort());
      expect(again.dependencies.map(({ id }) => id)).toEqual(snapshot.dependencies.map(({ id }) => id));
    }),
    { numRuns: 30 },
  );
});
