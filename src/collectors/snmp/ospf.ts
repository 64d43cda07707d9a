import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** OSPF version 2 (RFC 4750) and 3 (RFC 5643). Not asked: ospfIfAuthKey. */
export const ospf: SnmpCollector = {
  id: 'snmp.ospf',
  tables: [
    { title: 'OSPF-MIB ospfRouterId', subtrees: ['1.3.6.1.2.1.14.1.1'] },
    { title: 'OSPF-MIB ospfIfTable: address, area, type, state', subtrees: columns('1.3.6.1.2.1.14.7.1', 1, 2, 3, 4, 12) },
    {
      title: 'OSPF-MIB ospfNbrTable: address, interface, router id, state',
      subtrees: columns('1.3.6.1.2.1.14.10.1', 1, 2, 3, 6),
    },
    { title: 'OSPFV3-MIB ospfv3RouterId', subtrees: ['1.3.6.1.2.1.191.1.1.1'] },
    { title: 'OSPFV3-MIB ospfv3NbrTable: address, state', subtrees: columns('1.3.6.1.2.1.191.1.9.1', 4, 5, 8) },
  ],
  seconds: 30,
  objects: 50_000,
};
