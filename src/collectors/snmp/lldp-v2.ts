import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** Neighbors on the cable (IEEE 802.1AB-2009, LLDP-V2-MIB). */
export const lldpV2: SnmpCollector = {
  id: 'snmp.lldp-v2',
  tables: [
    {
      title: 'LLDP-V2-MIB local system: chassis, name, description, capabilities',
      subtrees: columns('1.3.111.2.802.1.1.13.1.3', 1, 2, 3, 4, 5, 6),
    },
    { title: 'LLDP-V2-MIB lldpV2LocPortTable: port id, description', subtrees: columns('1.3.111.2.802.1.1.13.1.3.7.1', 2, 3, 4) },
    {
      title: 'LLDP-V2-MIB lldpV2RemTable: chassis, port, name, description, capabilities',
      subtrees: columns('1.3.111.2.802.1.1.13.1.4.1.1', 5, 6, 7, 8, 9, 10, 11, 12, 13),
    },
    {
      title: 'LLDP-V2-MIB lldpV2RemManAddrTable: management addresses',
      subtrees: columns('1.3.111.2.802.1.1.13.1.4.2.1', 3, 4, 5),
    },
  ],
  seconds: 30,
  objects: 100_000,
};
