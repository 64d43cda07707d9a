import type { TextFormat } from '../../model/text-format.ts';
import { parseDeviceInterfaces } from '../formats/network/interfaces.ts';

const state = /^(?:Interface )?[A-Za-z0-9][\w./:-]{0,60}(?: "[^"\n]{0,60}",)? is (?:administratively )?(?:up|down)\b/m;
const hardware = /^\s{1,12}(?:Hardware\b|MAC address)/im;
export const deviceInterfacesText: TextFormat = {
  id: 'device-interfaces',
  family: 'cisco-interfaces',
  title: 'interfaces of a network device',
  example: 'show interfaces',
  group: 'network',
  recognise: (head) => (state.test(head) && hardware.test(head) ? 85 : 0),
  parse: parseDeviceInterfaces,
};
