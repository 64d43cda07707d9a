import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** VLANs of Cisco switches (CISCO-VTP-MIB, CISCO-VLAN-MEMBERSHIP-MIB): they also say in which contexts to ask again. */
export const vlans: SnmpCollector = {
  id: 'snmp.vlans',
  tables: [
    { title: 'CISCO-VTP-MIB vtpVlanTable: state, type, name', subtrees: columns('1.3.6.1.4.1.9.9.46.1.3.1.1', 2, 3, 4) },
    { title: 'CISCO-VLAN-MEMBERSHIP-MIB vmMembershipTable: VLAN', subtrees: ['1.3.6.1.4.1.9.9.68.1.2.2.1.2'] },
  ],
  seconds: 30,
  objects: 50_000,
};
