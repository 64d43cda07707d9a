import type { TextFormat } from '../../model/text-format.ts';
import { parseIpNeighJson } from '../formats/ip-neigh-json.ts';

const keys = /^\s{0,40}\[\s{0,40}\{[\s\S]{0,60}"dst"[\s\S]{0,400}"(?:lladdr|state)"/;

export const ipNeighJsonText: TextFormat = {
  id: 'ip-neigh-json',
  family: 'ip-neigh',
  title: 'neighbors by ip of iproute2, JSON',
  example: 'ip -j neigh',
  group: 'neighbors',
  recognise: (head) => (keys.test(head) ? 90 : 0),
  parse: parseIpNeighJson,
};
