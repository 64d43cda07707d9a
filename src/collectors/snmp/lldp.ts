import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** Neighbors on the cable (IEEE 802.1AB-2005, LLDP-MIB). */
export const lldp: SnmpCollector = {
  id: 'snmp.lldp',
  tables: [
    {
      title: 'LLDP-MIB local system: chassis, name, description, capabilities',
      subtrees: columns('1.0.8802.1.1.2.1.3', 1, 2, 3, 4, 5, 6),
    },
    { title: 'LLDP-MIB lldpLocPortTable: port id, description', subtrees: columns('1.0.8802.1.1.2.1.3.7.1', 2, 3, 4) },
    {
      title: 'LLDP-MIB lldpRemTable: chassis, port, name, description, capabilities',
      subtrees: columns('1.0.8802.1.1.2.1.4.1.1', 4, 5, 6, 7, 8, 9, 10, 11, 12),
    },
    { title: 'LLDP-MIB lldpRemManAddrTable: management addresses', subtrees: columns('1.0.8802.1.1.2.1.4.2.1', 3, 4, 5) },
  ],
  seconds: 30,
  objects: 100_000,
};
