import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** Neighbors on the cable of TP-Link's switches (TPLINK-LLDPINFO-MIB), which tell them nowhere else. */
export const lldpTplink: SnmpCollector = {
  id: 'snmp.lldp-tplink',
  tables: [
    {
      title: 'TPLINK-LLDPINFO-MIB lldpNeighborInfoTable: chassis, port, name, description, capabilities, address',
      subtrees: columns('1.3.6.1.4.1.11863.6.35.1.2.2.1', 3, 4, 5, 6, 8, 9, 10, 11, 12, 13),
    },
    {
      title: 'TPLINK-LLDPINFO-MIB lldpNeighborManAddrTable: management addresses',
      subtrees: ['1.3.6.1.4.1.11863.6.35.1.2.3.1.5'],
    },
  ],
  maker: '1.3.6.1.4.1.11863',
  seconds: 30,
  objects: 100_000,
};
