import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** Addresses of the device (RFC 4293). Both tables, because some devices keep IPv6 alone in the new one. */
export const addresses: SnmpCollector = {
  id: 'snmp.addresses',
  tables: [
    { title: 'IP-MIB ipForwarding, ipv6IpForwarding', subtrees: ['1.3.6.1.2.1.4.1', '1.3.6.1.2.1.4.25'] },
    { title: 'IP-MIB ipAddressTable: interface, type, prefix, status', subtrees: columns('1.3.6.1.2.1.4.34.1', 3, 4, 5, 7) },
    { title: 'IP-MIB ipAddrTable: interface, mask', subtrees: columns('1.3.6.1.2.1.4.20.1', 2, 3) },
  ],
  seconds: 30,
  objects: 50_000,
};
