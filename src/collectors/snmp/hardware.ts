import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/**
 * What the device is made of, and its contexts (RFC 6933). Not asked: entLogicalCommunity, which is a community of the
 * device in plain text.
 */
export const hardware: SnmpCollector = {
  id: 'snmp.hardware',
  tables: [
    {
      title: 'ENTITY-MIB entPhysicalTable: description, place, class, name, revisions, serial number, maker, model',
      subtrees: columns('1.3.6.1.2.1.47.1.1.1.1', 2, 4, 5, 7, 8, 9, 10, 11, 12, 13),
    },
    {
      title: 'ENTITY-MIB entLogicalTable: description, type, context name',
      subtrees: columns('1.3.6.1.2.1.47.1.2.1.1', 2, 3, 8),
    },
  ],
  seconds: 60,
  objects: 100_000,
};
