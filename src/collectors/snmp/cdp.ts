import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/** Neighbors on the cable as Cisco tells them (CISCO-CDP-MIB). */
export const cdp: SnmpCollector = {
  id: 'snmp.cdp',
  tables: [
    { title: 'CISCO-CDP-MIB cdpInterfaceTable: name', subtrees: ['1.3.6.1.4.1.9.9.23.1.1.1.1.6'] },
    {
      title:
        'CISCO-CDP-MIB cdpCacheTable: address, version, device, port, platform, capabilities, VTP domain, native VLAN, system name, management addresses',
      subtrees: columns('1.3.6.1.4.1.9.9.23.1.2.1.1', 3, 4, 5, 6, 7, 8, 9, 10, 11, 17, 19, 20, 21, 22),
    },
    { title: 'CISCO-CDP-MIB cdpGlobal: on, device id', subtrees: columns('1.3.6.1.4.1.9.9.23.1.3', 1, 4) },
  ],
  seconds: 30,
  objects: 100_000,
};
