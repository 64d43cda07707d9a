import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** ARP and IPv6 neighbors (RFC 4293). Both tables, because some devices keep IPv6 alone in the new one. */
export const neighbors: SnmpCollector = {
  id: 'snmp.neighbors',
  tables: [
    { title: 'IP-MIB ipNetToPhysicalTable: MAC, type, state', subtrees: columns('1.3.6.1.2.1.4.35.1', 4, 6, 7) },
    { title: 'IP-MIB ipNetToMediaTable: MAC, type', subtrees: columns('1.3.6.1.2.1.4.22.1', 2, 4) },
    { title: 'RFC1213-MIB atTable: MAC', subtrees: ['1.3.6.1.2.1.3.1.1.2'], unless: '1.3.6.1.2.1.4.22' },
  ],
  seconds: 60,
  objects: 400_000,
};
