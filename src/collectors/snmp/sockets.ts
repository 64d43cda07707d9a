import type { SnmpCollector } from '../../model/snmp-collector.ts';
import { columns } from './columns.ts';

/**
 * Connections and listeners with the process that owns them (RFC 4022; RFC 4113). The old tables are asked only where there
 * are no new ones: they name no process, and cost an agent with many connections seconds of its processor.
 */
export const sockets: SnmpCollector = {
  id: 'snmp.sockets',
  tables: [
    { title: 'TCP-MIB tcpConnectionTable: state, process', subtrees: columns('1.3.6.1.2.1.6.19.1', 7, 8) },
    { title: 'TCP-MIB tcpListenerTable: process', subtrees: ['1.3.6.1.2.1.6.20.1.4'] },
    { title: 'UDP-MIB udpEndpointTable: process', subtrees: ['1.3.6.1.2.1.7.7.1.8'] },
    { title: 'TCP-MIB tcpConnTable: state', subtrees: ['1.3.6.1.2.1.6.13.1.1'], unless: '1.3.6.1.2.1.6.19' },
    { title: 'UDP-MIB udpTable: address, port', subtrees: columns('1.3.6.1.2.1.7.5.1', 1, 2), unless: '1.3.6.1.2.1.7.7' },
  ],
  sampled: true,
  seconds: 60,
  objects: 400_000,
};
