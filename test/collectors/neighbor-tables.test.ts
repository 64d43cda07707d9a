import { describe, expect, it } from 'vitest';
import { neighborTables } from '../../src/collectors/neighbor-tables.ts';
import type { Collection, SectionStatus } from '../../src/model/evidence.ts';

const tablesOf = (sections: Readonly<Record<string, SectionStatus>>, more: Partial<Collection> = {}) =>
  neighborTables({
    ...{ target: 'sw1', origin: 'listed', method: 'snmp', startedAt: '', finishedAt: '', status: 'collected', session: {} },
    sections: Object.entries(sections).map(([collector, status]) => ({ collector, status, sample: 1, stdout: new Uint8Array() })),
    ...more,
  });

describe('the tables of neighbors a visit read', () => {
  it('are those of which one part came to its end', () => {
    const sections = { 'snmp.lldp': 'missing', 'snmp.lldp-v2': 'missing', 'snmp.lldp-nokia': 'ok', 'snmp.bgp': 'ok' } as const;
    expect(tablesOf(sections)).toEqual({ lldp: 'read', bgp: 'read' });
    expect(tablesOf({ 'snmp.bridge': 'missing', 'snmp.q-bridge': 'ok' })).toEqual({ fdb: 'read', stp: 'unread' });
  });

  it.each(['missing', 'failed', 'timed-out', 'truncated', 'incomplete', 'looped', 'garbled'] as const)(
    '%s is not read',
    (status) => {
      expect(tablesOf({ 'snmp.lldp': status, 'snmp.cdp': 'ok' })).toEqual({ lldp: 'unread', cdp: 'read' });
    },
  );

  it('may all have been left out where the visit broke off', () => {
    expect(tablesOf({ 'snmp.lldp': 'ok' }, { status: 'too-slow' })).toEqual({
      ...{ lldp: 'read', cdp: 'unread', fdb: 'unread', stp: 'unread' },
      ...{ ospf: 'unread', isis: 'unread', bgp: 'unread' },
    });
  });

  it('are told of over SSH as well', () => {
    expect(tablesOf({ 'cisco-ios.lldp': 'ok', 'cisco-ios.cdp': 'failed', 'cisco-ios.mac': 'ok' }, { method: 'ssh' })).toEqual({
      ...{ lldp: 'read', cdp: 'unread', fdb: 'read' },
    });
    expect(tablesOf({ 'linux.lldpcli': 'ok', 'linux.ss': 'ok' }, { method: 'ssh' })).toEqual({ lldp: 'read' });
  });

  it('are nobody knows which of files that somebody sent, and none of a host that has none', () => {
    expect(tablesOf({ 'snmp.lldp': 'missing' }, { method: 'import' })).toBeUndefined();
    expect(tablesOf({ 'linux.ss': 'ok' }, { method: 'ssh' })).toBeUndefined();
  });
});
