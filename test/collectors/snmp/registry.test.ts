import { describe, expect, it } from 'vitest';
import { snmpCollectors } from '../../../src/collectors/snmp/registry.ts';

const tables = snmpCollectors.flatMap((collector) => collector.tables.map((table) => ({ id: collector.id, ...table })));
const below = (oid: string, subtree: string): boolean => oid === subtree || oid.startsWith(`${subtree}.`);

/** Objects that hold a secret or name a person, and the tables of them a device tells. */
const neverAsked = [
  ['1.3.6.1.2.1.1.4', 'sysContact'],
  ['1.3.6.1.2.1.25.4.2.1.5', 'hrSWRunParameters'],
  ['1.3.6.1.2.1.47.1.2.1.1.4', 'entLogicalCommunity'],
  ['1.3.6.1.2.1.14.7.1.16', 'ospfIfAuthKey'],
  ['1.3.6.1.2.1.68.1.3.1.10', 'vrrpOperAuthKey'],
  ['1.3.6.1.4.1.9.9.106.1.2.1.1.2', 'cHsrpGrpAuth'],
  ['1.3.6.1.2.1.15.6', 'bgp4PathAttrTable'],
  ['1.3.6.1.6.3.15', 'SNMP-USER-BASED-SM-MIB'],
  ['1.3.6.1.6.3.18', 'SNMP-COMMUNITY-MIB'],
] as const;

describe('what an SNMP agent is asked', () => {
  it('has ids of its own, titles, bounds', () => {
    const ids = snmpCollectors.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, seconds, objects } of snmpCollectors) {
      expect(id).toMatch(/^snmp\.[a-z][a-z0-9-]*$/);
      expect(seconds).toBeLessThanOrEqual(60);
      expect(objects).toBeLessThanOrEqual(400_000);
      expect(Math.min(seconds, objects)).toBeGreaterThan(0);
    }
    for (const { title } of tables) expect(title).toMatch(/^[A-Z0-9][A-Z0-9-]* [ -~]+$/i);
  });

  it('names subtrees in numbers, each once', () => {
    const subtrees = tables.flatMap((table) => table.subtrees);
    for (const oid of subtrees) expect(oid).toMatch(/^[012](\.(0|[1-9]\d{0,9})){5,}$/);
    expect(new Set(subtrees).size).toBe(subtrees.length);
    expect(subtrees.filter((oid) => subtrees.some((other) => other !== oid && below(oid, other)))).toEqual([]);
  });

  it('asks a table in place of another only after that one', () => {
    for (const { tables: own } of snmpCollectors) {
      own.forEach(({ unless }, index) => {
        if (unless === undefined) return;
        const before = own.slice(0, index).flatMap(({ subtrees }) => subtrees);
        expect(before.some((oid) => below(oid, unless))).toBe(true);
      });
    }
  });

  it('asks for nothing that holds a secret or names a person', () => {
    for (const [oid, name] of neverAsked) {
      expect(
        tables.filter(({ subtrees }) => subtrees.some((subtree) => below(oid, subtree) || below(subtree, oid))),
        name,
      ).toEqual([]);
    }
  });
});
