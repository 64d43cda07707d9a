import { describe, expect, it } from 'vitest';
import { publishedTables, snmpView } from '../../src/access/snmp-view.ts';
import { snmpCollectors } from '../../src/collectors/snmp/registry.ts';

const view = snmpView('map', snmpCollectors);
const included = view.split('\n').flatMap((line) => /^view map included \.([\d.]+)$/.exec(line)?.[1] ?? []);

describe('map access snmp', () => {
  it('is made of what is asked, and of nothing else', () => {
    const asked = snmpCollectors.flatMap(({ tables }) => tables.flatMap(({ subtrees }) => subtrees));
    expect(included).toEqual(asked);
    expect(publishedTables(snmpCollectors).flatMap(({ subtrees }) => subtrees)).toEqual(asked);
  });

  it('lets through the question a credential is tried with', () => {
    // sysObjectID and sysName
    for (const oid of ['1.3.6.1.2.1.1.2.0', '1.3.6.1.2.1.1.5.0'])
      expect(included.some((subtree) => oid.startsWith(`${subtree}.`))).toBe(true);
  });

  it('is lines snmpd.conf has, each with what it is for', () => {
    const lines = view.trimEnd().split('\n');
    expect(lines.at(-1)).toBe('rouser map authpriv -V map');
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/^(# [ -~]+|view map included \.[\d.]+)$/);
  });
});
