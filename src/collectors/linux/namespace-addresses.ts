import type { Collector } from '../../model/collector.ts';
import { parseNamespaceAddresses } from '../formats/namespace-addresses.ts';
import { inEachNamespace, whenOtherNamespaces } from './in-each-namespace.ts';

/** Addresses of containers and other network namespaces. */
export const linuxNamespaceAddresses: Collector = {
  id: 'linux.namespace-addresses',
  group: 'namespace-addresses',
  platforms: ['linux'],
  rank: 1,
  request: {
    command: inEachNamespace(['fib_trie', 'if_inet6', 'route']),
    when: whenOtherNamespaces,
    root: 'never',
    seconds: 20,
    bytes: 16 * 1024 * 1024,
  },
  parse: parseNamespaceAddresses,
};
