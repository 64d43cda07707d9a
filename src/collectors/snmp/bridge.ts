import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** The bridge, what it has learned and its spanning tree (RFC 4188), on some devices one a VLAN. */
export const bridge: SnmpCollector = {
  id: 'snmp.bridge',
  tables: [
    { title: 'BRIDGE-MIB dot1dBase: address, ports, type', subtrees: columns('1.3.6.1.2.1.17.1', 1, 2, 3) },
    { title: 'BRIDGE-MIB dot1dBasePortTable: interface', subtrees: ['1.3.6.1.2.1.17.1.4.1.2'] },
    {
      title: 'BRIDGE-MIB dot1dStp: protocol, priority, root, cost and port to it',
      subtrees: columns('1.3.6.1.2.1.17.2', 1, 2, 5, 6, 7),
    },
    {
      title: 'BRIDGE-MIB dot1dStpPortTable: state, designated root, bridge and port',
      subtrees: columns('1.3.6.1.2.1.17.2.15.1', 3, 6, 8, 9),
    },
    { title: 'BRIDGE-MIB dot1dTpFdbTable: port, status', subtrees: columns('1.3.6.1.2.1.17.4.3.1', 2, 3) },
  ],
  perVlan: true,
  seconds: 60,
  objects: 300_000,
};
