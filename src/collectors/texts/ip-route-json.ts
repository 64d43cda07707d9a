import type { TextFormat } from '../../model/text-format.ts';
import { parseIpRouteJson } from '../formats/ip-route-json.ts';

const keys =
  /^\s{0,40}\[\s{0,40}\{[\s\S]{0,60}"dst"[\s\S]{0,200}"(?:dev|gateway|flags)"[\s\S]{0,200}"(?:protocol|scope|flags|metric)"/;

export const ipRouteJsonText: TextFormat = {
  id: 'ip-route-json',
  family: 'ip-route',
  title: 'routes by ip of iproute2, JSON',
  example: 'ip -j route',
  group: 'routes',
  recognise: (head) => (keys.test(head) && !head.includes(`"lladdr"`) ? 85 : 0),
  parse: parseIpRouteJson,
};
