import type { TextFormat } from '../../model/text-format.ts';
import { parseProcRoute } from '../formats/proc-route.ts';

const header =
  /^Iface[ \t]{1,9}Destination[ \t]{1,9}Gateway[ \t]{1,9}Flags[ \t]|^[\da-f]{32} [\da-f]{2} [\da-f]{32} [\da-f]{2} [\da-f]{32} [\da-f]{8} /m;

export const procNetRouteText: TextFormat = {
  id: 'proc-net-route',
  family: 'proc-net',
  title: 'routes: /proc/net/route, ipv6_route',
  example: 'cat /proc/net/route',
  group: 'routes',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseProcRoute,
};
