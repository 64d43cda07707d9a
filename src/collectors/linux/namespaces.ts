import type { Collector } from '../../model/collector.ts';
import { parseNamespaces } from '../formats/namespaces.ts';
import { whenOtherNamespaces } from './in-each-namespace.ts';

/** The network namespace of every process, where there is more than one: without root, which /proc/PID/ns would take. */
export const linuxNamespaces: Collector = {
  id: 'linux.namespaces',
  group: 'namespaces',
  platforms: ['linux'],
  rank: 1,
  request: {
    command: 'cd /proc && ls -i [0-9]*/net/tcp; :',
    when: whenOtherNamespaces,
    root: 'never',
    seconds: 10,
    bytes: 8 * 1024 * 1024,
  },
  parse: parseNamespaces,
};
