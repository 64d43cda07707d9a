import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** VLANs of a bridge and what it has learned in each (RFC 4363). */
export const qBridge: SnmpCollector = {
  id: 'snmp.q-bridge',
  tables: [
    { title: 'Q-BRIDGE-MIB dot1qTpFdbTable: port, status', subtrees: columns('1.3.6.1.2.1.17.7.1.2.2.1', 2, 3) },
    {
      title: 'Q-BRIDGE-MIB dot1qVlanCurrentTable: FDB id, ports, untagged ports',
      subtrees: columns('1.3.6.1.2.1.17.7.1.4.2.1', 3, 4, 5),
    },
    { title: 'Q-BRIDGE-MIB dot1qVlanStaticTable: name', subtrees: ['1.3.6.1.2.1.17.7.1.4.3.1.1'] },
    { title: 'Q-BRIDGE-MIB dot1qPortVlanTable: VLAN of untagged frames', subtrees: ['1.3.6.1.2.1.17.7.1.4.5.1.1'] },
    { title: 'JUNIPER-VLAN-MIB jnxExVlanTable: tag', subtrees: ['1.3.6.1.4.1.2636.3.40.1.5.1.5.1.5'] },
  ],
  seconds: 60,
  objects: 300_000,
};
