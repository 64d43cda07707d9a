import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** Bundled interfaces (IEEE 802.1AX, IEEE8023-LAG-MIB). */
export const lag: SnmpCollector = {
  id: 'snmp.lag',
  tables: [
    { title: 'IEEE8023-LAG-MIB dot3adAggTable: MAC, system ids', subtrees: columns('1.2.840.10006.300.43.1.1.1.1', 2, 4, 8) },
    { title: 'IEEE8023-LAG-MIB dot3adAggPortListTable: members', subtrees: ['1.2.840.10006.300.43.1.1.2.1.1'] },
    {
      title: 'IEEE8023-LAG-MIB dot3adAggPortTable: bundle chosen, bundle attached',
      subtrees: columns('1.2.840.10006.300.43.1.2.1.1', 12, 13),
    },
  ],
  seconds: 30,
  objects: 50_000,
};
