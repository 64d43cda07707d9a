import type { TextFormat } from '../../model/text-format.ts';
import { parseIpNeigh } from '../formats/ip-neigh.ts';

/** The state is the last word (ip-neighbour(8)). */
const row =
  /^[\da-f.:]+ dev \S{1,120} (?:lladdr [\da-f:]+ )?.{0,300}\b(?:REACHABLE|STALE|DELAY|PROBE|FAILED|INCOMPLETE|NOARP|PERMANENT|NONE)\s*$/m;

export const ipNeighText: TextFormat = {
  id: 'ip-neigh',
  family: 'ip-neigh',
  title: 'neighbors by ip of iproute2 or busybox',
  example: 'ip neigh',
  group: 'neighbors',
  recognise: (head) => (row.test(head) ? 90 : 0),
  parse: parseIpNeigh,
};
