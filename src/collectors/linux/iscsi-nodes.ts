import type { Collector } from '../../model/collector.ts';
import { parseIscsiNodes } from '../formats/config-files.ts';

/** Portals of iSCSI targets by the names of the directories open-iscsi keeps them in: the files there hold passwords and are not read. */
export const linuxIscsiNodes: Collector = {
  id: 'linux.iscsi-nodes',
  group: 'references',
  platforms: ['linux'],
  rank: 6,
  request: {
    command: 'ls -R /etc/iscsi/nodes /var/lib/iscsi/nodes',
    when: '[ -d /etc/iscsi/nodes ] || [ -d /var/lib/iscsi/nodes ]',
    root: 'useful',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseIscsiNodes,
};
