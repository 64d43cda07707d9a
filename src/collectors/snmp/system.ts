import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** Who the device says it is (RFC 3418; RFC 3411). Not asked: sysContact, which names a person. */
export const system: SnmpCollector = {
  id: 'snmp.system',
  tables: [
    {
      title: 'SNMPv2-MIB system: description, object id, up time, name, location, services',
      subtrees: columns('1.3.6.1.2.1.1', 1, 2, 3, 5, 6, 7),
    },
    { title: 'SNMP-FRAMEWORK-MIB snmpEngineID', subtrees: ['1.3.6.1.6.3.10.2.1.1'] },
  ],
  seconds: 20,
  objects: 100,
};
