import type { TextFormat } from '../../model/text-format.ts';
import { parseDeviceRoutes } from '../formats/network/routes.ts';

const heads = /^(?:Codes: .{0,10}[A-Z] - |Gateway of last resort is |IP Route Table for VRF )/m;
export const deviceRoutesText: TextFormat = {
  id: 'device-routes',
  family: 'cisco-routes',
  title: 'routes of a network device',
  example: 'show ip route',
  group: 'network',
  recognise: (head) => (heads.test(head) ? 85 : 0),
  parse: parseDeviceRoutes,
};
