import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** Processes by name (RFC 2790). Not asked: hrSWRunParameters, because arguments may hold passwords. */
export const processes: SnmpCollector = {
  id: 'snmp.processes',
  tables: [
    {
      title: 'HOST-RESOURCES-MIB hrSWRunTable: name, path, type, without arguments',
      subtrees: columns('1.3.6.1.2.1.25.4.2.1', 2, 4, 6),
    },
  ],
  seconds: 30,
  objects: 200_000,
};
