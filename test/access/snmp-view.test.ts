import { describe, expect, it } from 'vitest';
import { publishedTables, snmpView } from '../../src/access/snmp-view.ts';
import { snmpCollectors } from '../../src/collectors/snmp/registry.ts';

const view = snmpView('map', snmpCollectors);
const included = view.split('\n').flatMap((line) => /^view map included \.([\d.]+)$/.exec(line)?.[1] ?? []);

describe('map access snmp', () => {
  it('holds all that is asked, in few groups, each of which holds some of it', () => {
    const asked = snmpCollectors.flatMap(({ tables }) => tables.flatMap(({ subtrees }) => subtrees));
    const holds = (group: string, oid: string): boolean => oid === group || oid.startsWith(`${group}.`);
    expect(asked.filter((oid) => !included.some((group) => holds(group, oid)))).toEqual([]);
    expect(included.filter((group) => !asked.some((oid) => holds(group, oid)))).toEqual([]);
    expect(new Set(included).size).toBe(included.length);
    expect(included.length).toBeLessThan(40);
    expect(publishedTables(snmpCollectors).flatMap(({ subtrees }) => subtrees)).toEqual(asked);
  });

  it('leaves out the arguments of programs', () => {
    expect(view).toContain('\nview map excluded .1.3.6.1.2.1.25.4.2.1.5\n');
  });

  it('lets through the question a credential is tried with', () => {
    // sysObjectID and sysName
    for (const oid of ['1.3.6.1.2.1.1.2.0', '1.3.6.1.2.1.1.5.0'])
      expect(included.some((subtree) => oid.startsWith(`${subtree}.`))).toBe(true);
  });

  it('is lines snmpd.conf has, each with what it is for', () => {
    const lines = view.trimEnd().split('\n');
    expect(lines.at(-2)).toBe('rouser map authpriv -V map');
    for (const line of lines.slice(0, -2)) expect(line).toMatch(/^(# [ -~]+|view map (?:included|excluded) \.[\d.]+)$/);
  });
});
