import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** Interfaces, their names and what lies on what (RFC 2863). */
export const interfaces: SnmpCollector = {
  id: 'snmp.interfaces',
  tables: [
    {
      title: 'IF-MIB ifTable: description, type, MTU, speed, MAC, status',
      subtrees: columns('1.3.6.1.2.1.2.2.1', 2, 3, 4, 5, 6, 7, 8),
    },
    { title: 'IF-MIB ifXTable: name, speed, alias', subtrees: columns('1.3.6.1.2.1.31.1.1.1', 1, 15, 18) },
    { title: 'IF-MIB ifStackTable', subtrees: ['1.3.6.1.2.1.31.1.2.1.3'] },
  ],
  seconds: 60,
  objects: 200_000,
};
