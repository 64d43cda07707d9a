import type { Collector } from '../../model/collector.ts';
import { parseIfconfigNetstat } from '../formats/ifconfig-netstat.ts';

/** Interfaces and addresses, with the MACs from netstat. Written from the manual pages of AIX. */
export const aixIfconfig: Collector = {
  id: 'aix.ifconfig',
  group: 'addresses',
  platforms: ['aix'],
  rank: 1,
  request: { command: "ifconfig -a && echo '== netstat' && netstat -in", root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseIfconfigNetstat,
};
