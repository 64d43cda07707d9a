import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** Neighbors on the cable of Nokia's routers (TIMETRA-LLDP-MIB), which tell them nowhere else. */
export const lldpNokia: SnmpCollector = {
  id: 'snmp.lldp-nokia',
  tables: [
    {
      title: 'TIMETRA-LLDP-MIB tmnxLldpRemTable: chassis, port, name, description, capabilities',
      subtrees: columns('1.3.6.1.4.1.6527.3.1.2.59.4.1.1', 4, 5, 6, 7, 8, 9, 10, 11, 12),
    },
    {
      title: 'TIMETRA-LLDP-MIB tmnxLldpRemManAddrTable: management addresses',
      subtrees: columns('1.3.6.1.4.1.6527.3.1.2.59.4.2.1', 3, 4),
    },
  ],
  maker: '1.3.6.1.4.1.6527',
  seconds: 30,
  objects: 100_000,
};
