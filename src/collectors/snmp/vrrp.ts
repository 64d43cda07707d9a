import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** Addresses that several routers share (RFC 2787; RFC 6527; CISCO-HSRP-MIB). Not asked: vrrpOperAuthKey, cHsrpGrpAuth. */
export const vrrp: SnmpCollector = {
  id: 'snmp.vrrp',
  tables: [
    {
      title: 'VRRP-MIB vrrpOperTable: MAC, state, priority, master, own address',
      subtrees: columns('1.3.6.1.2.1.68.1.3.1', 2, 3, 5, 7, 8),
    },
    { title: 'VRRP-MIB vrrpAssoIpAddrTable: addresses', subtrees: ['1.3.6.1.2.1.68.1.4.1.2'] },
    {
      title: 'VRRPV3-MIB vrrpv3OperationsTable: master, own address, MAC, status, priority',
      subtrees: columns('1.3.6.1.2.1.207.1.1.1.1', 3, 4, 5, 6, 7),
    },
    { title: 'VRRPV3-MIB vrrpv3AssociatedIpAddrTable: addresses', subtrees: ['1.3.6.1.2.1.207.1.1.2.1.2'] },
    {
      title: 'CISCO-HSRP-MIB cHsrpGrpTable: address, active router, state, MAC',
      subtrees: columns('1.3.6.1.4.1.9.9.106.1.2.1.1', 11, 13, 15, 16),
    },
  ],
  seconds: 30,
  objects: 20_000,
};
