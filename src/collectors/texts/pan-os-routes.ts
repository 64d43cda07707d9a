import type { TextFormat } from '../../model/text-format.ts';
import { parsePanosRoutes } from '../formats/network/panos-routes.ts';

const header = /^destination\s{1,60}nexthop\s{1,60}metric\s{1,20}flags\s/m;
export const panOsRoutesText: TextFormat = {
  id: 'pan-os-routes',
  family: 'pan-os-routes',
  title: 'routes of PAN-OS',
  example: 'show routing route',
  group: 'network',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parsePanosRoutes,
};
