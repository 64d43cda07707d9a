import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/**
 * Routes (RFC 4292; RFC 2096; RFC 1213). The cap is for routers that hold the whole Internet, a million prefixes: what came
 * first is kept, and the section says that it was cut off.
 */
export const routes: SnmpCollector = {
  id: 'snmp.routes',
  tables: [
    {
      title: 'IP-FORWARD-MIB inetCidrRouteTable: interface, type, protocol, metric',
      subtrees: columns('1.3.6.1.2.1.4.24.7.1', 7, 8, 9, 12),
    },
    {
      title: 'IP-FORWARD-MIB ipCidrRouteTable: interface, type, protocol, metric',
      subtrees: columns('1.3.6.1.2.1.4.24.4.1', 5, 6, 7, 11),
      unless: '1.3.6.1.2.1.4.24.7',
    },
    {
      title: 'RFC1213-MIB ipRouteTable: interface, metric, next hop, type, protocol, mask',
      subtrees: columns('1.3.6.1.2.1.4.21.1', 2, 3, 7, 8, 9, 11),
      unless: '1.3.6.1.2.1.4.24',
    },
  ],
  seconds: 30,
  objects: 20_000,
};
