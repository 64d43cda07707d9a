import type { Collector } from '../../model/collector.ts';
import { parseDescriptors } from '../formats/descriptors.ts';
import { whenOtherNamespaces } from './in-each-namespace.ts';

/** The same for a login as root where find is not GNU's (busybox); more than one command, so nothing sudo could name. */
export const linuxDescriptorsLs: Collector = {
  id: 'linux.descriptors-ls',
  group: 'descriptors',
  platforms: ['linux'],
  rank: 2,
  request: {
    command: "cd /proc && ls -l -n [0-9]*/fd | grep -E '^[0-9]+/fd:| socket:.[0-9]'",
    when: `[ -r /proc/1/fd ] && { ${whenOtherNamespaces}; }`,
    root: 'never',
    seconds: 20,
    bytes: 16 * 1024 * 1024,
  },
  parse: parseDescriptors,
};
