import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** BGP peers (RFC 4273). Not asked: the paths, which on a border router are the whole Internet. */
export const bgp: SnmpCollector = {
  id: 'snmp.bgp',
  tables: [
    { title: 'BGP4-MIB bgpLocalAs, bgpIdentifier', subtrees: columns('1.3.6.1.2.1.15', 2, 4) },
    {
      title: 'BGP4-MIB bgpPeerTable: identifier, state, addresses, ports, AS',
      subtrees: columns('1.3.6.1.2.1.15.3.1', 1, 2, 5, 6, 7, 8, 9),
    },
  ],
  seconds: 30,
  objects: 50_000,
};
