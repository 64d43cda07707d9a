import type { Collector } from '../../model/collector.ts';
import { parseNamespaceSockets } from '../formats/namespace-sockets.ts';
import { inEachNamespace, whenOtherNamespaces } from './in-each-namespace.ts';

/** Sockets of containers and other network namespaces, which no table of the host shows; without processes. */
export const linuxNamespaceSockets: Collector = {
  id: 'linux.namespace-sockets',
  group: 'namespace-sockets',
  platforms: ['linux'],
  rank: 1,
  request: {
    command: inEachNamespace(['tcp', 'tcp6', 'udp', 'udp6']),
    when: whenOtherNamespaces,
    root: 'never',
    seconds: 20,
    bytes: 32 * 1024 * 1024,
  },
  parse: parseNamespaceSockets,
};
