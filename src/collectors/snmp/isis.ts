import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** IS-IS (RFC 4444), and the draft of it that Cisco ships as CISCO-IETF-ISIS-MIB. */
export const isis: SnmpCollector = {
  id: 'snmp.isis',
  tables: [
    { title: 'ISIS-MIB isisSysID', subtrees: ['1.3.6.1.2.1.138.1.1.1.3'] },
    { title: 'ISIS-MIB isisCircTable: interface, state', subtrees: columns('1.3.6.1.2.1.138.1.3.2.1', 2, 3) },
    {
      title: 'ISIS-MIB isisISAdjTable: state, MAC, type, system id, circuit',
      subtrees: columns('1.3.6.1.2.1.138.1.6.1.1', 2, 4, 5, 6, 7),
    },
    { title: 'ISIS-MIB isisISAdjIPAddrTable: address', subtrees: columns('1.3.6.1.2.1.138.1.6.3.1', 2, 3) },
    { title: 'CISCO-IETF-ISIS-MIB ciiSysID', subtrees: ['1.3.6.1.4.1.9.10.118.1.1.1.3'] },
    { title: 'CISCO-IETF-ISIS-MIB ciiCircTable: interface', subtrees: ['1.3.6.1.4.1.9.10.118.1.3.2.1.2'] },
    {
      title: 'CISCO-IETF-ISIS-MIB ciiISAdjTable: state, MAC, type, system id',
      subtrees: columns('1.3.6.1.4.1.9.10.118.1.6.1.1', 2, 4, 5, 6),
    },
    { title: 'CISCO-IETF-ISIS-MIB ciiISAdjIPAddrTable: address', subtrees: columns('1.3.6.1.4.1.9.10.118.1.6.3.1', 2, 3) },
  ],
  seconds: 30,
  objects: 50_000,
};
