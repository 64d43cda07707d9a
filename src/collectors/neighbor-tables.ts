import type { Collection, Section } from '../model/evidence.ts';
import type { NeighborTable, NeighborTables } from '../model/observation.ts';

/** What of the network a section holds, by how its collector is called: over SNMP, by a device's own command line, by lldpd. */
const contents: readonly (readonly [id: RegExp, tables: readonly NeighborTable[]])[] = [
  [/^snmp\.lldp(?:-|$)/, ['lldp']],
  [/^snmp\.cdp$/, ['cdp']],
  [/^snmp\.bridge(?:@|$)/, ['fdb', 'stp']],
  [/^snmp\.q-bridge(?:@|$)/, ['fdb']],
  [/^snmp\.ospf$/, ['ospf']],
  [/^snmp\.isis$/, ['isis']],
  [/^snmp\.bgp$/, ['bgp']],
  [/^linux\.lldp(?:cli|ctl)$/, ['lldp']],
  [/^linux\.bridge-fdb$/, ['fdb']],
  [/^mikrotik-routeros\.neighbors$/, ['lldp', 'cdp']],
  [/^[a-z]+-[a-z]+\.lldp(?:-|$)/, ['lldp']],
  [/^[a-z]+-[a-z]+\.cdp(?:-|$)/, ['cdp']],
  [/^[a-z]+-[a-z]+\.mac(?:-|$)/, ['fdb']],
];

const all: readonly NeighborTable[] = ['bgp', 'cdp', 'fdb', 'isis', 'lldp', 'ospf', 'stp'];

const tablesIn = ({ collector }: Section): readonly NeighborTable[] => contents.find(([id]) => id.test(collector))?.[1] ?? [];

/**
 * Which tables of the network a visit read to their end, be they empty, and which it could not read: time ran out, the agent
 * looped, its view does not show them. Of the others it was not asked. Nothing is said of texts somebody sends.
 */
export function neighborTables({ sections, status, method }: Collection): NeighborTables | undefined {
  const found = new Map<NeighborTable, 'read' | 'unread'>();
  for (const section of method === 'import' ? [] : sections) {
    for (const table of tablesIn(section)) {
      if (section.status === 'ok') found.set(table, 'read');
      else if (!found.has(table)) found.set(table, 'unread');
    }
  }
  if (found.size === 0) return undefined;
  // A visit that broke off may not have come to what it reads last.
  const asked = status === 'collected' ? all.filter((table) => found.has(table)) : all;
  return Object.fromEntries(asked.map((table) => [table, found.get(table) ?? 'unread']));
}
