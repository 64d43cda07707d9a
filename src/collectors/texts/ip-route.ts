import type { TextFormat } from '../../model/text-format.ts';
import { parseIpRoute } from '../formats/ip-route.ts';

/** `default via 10.0.0.1 dev eth0`, `10.0.0.0/24 dev eth0 proto kernel scope link` (ip-route(8)). */
const row =
  /^(?:default|(?:unreachable |blackhole |local |broadcast |multicast )?[\da-f.:]+(?:\/\d{1,12})?) (?:via \S{1,120} )?dev \S{1,120}(?!.{0,300} lladdr )(?: .{0,300})?\b(?:proto|scope|metric|src|via)\b|^default via /m;

export const ipRouteText: TextFormat = {
  id: 'ip-route',
  family: 'ip-route',
  title: 'routes by ip of iproute2 or busybox',
  example: 'ip route',
  group: 'routes',
  recognise: (head) => (row.test(head) ? 60 : 0),
  parse: parseIpRoute,
};
