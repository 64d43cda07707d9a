import type { Collector } from '../../model/collector.ts';
import { cutOtherTargets } from '../formats/descriptor-targets.ts';
import { parseDescriptors } from '../formats/descriptors.ts';
import { whenOtherNamespaces } from './in-each-namespace.ts';

/**
 * Which process holds which socket, where there are namespaces whose tables tell no process. An ordinary user sees
 * its own processes only. find of GNU; the links are read, never followed: behind one may be a file system that hangs.
 * What is open for reading and writing alone has `rwx`, as every socket has.
 */
export const linuxDescriptors: Collector = {
  id: 'linux.descriptors',
  group: 'descriptors',
  platforms: ['linux'],
  rank: 1,
  request: {
    command: `find /proc -ignore_readdir_race -maxdepth 3 ${['sys', 'irq', 'task', 'map_files', 'fdinfo', 'net', 'attr', 'ns']
      .map((name) => `-name ${name} -prune`)
      .join(' -o ')} -o -perm 700 -regex /proc/.+/fd/.+ -ls`,
    when: whenOtherNamespaces,
    root: 'useful',
    seconds: 20,
    bytes: 16 * 1024 * 1024,
  },
  parse: parseDescriptors,
  redact: cutOtherTargets,
};
