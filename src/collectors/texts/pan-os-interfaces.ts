import type { TextFormat } from '../../model/text-format.ts';
import { parsePanosInterfaces } from '../formats/network/panos-interfaces.ts';

const hardware = /^name\s{1,60}id\s{1,20}speed\/duplex\/state/m;
const logical = /^name\s{1,60}id\s{1,20}vsys\s{1,20}zone\s/m;
export const panOsInterfacesText: TextFormat = {
  id: 'pan-os-interfaces',
  family: 'pan-os-interfaces',
  title: 'interfaces of PAN-OS',
  example: 'show interface all',
  group: 'network',
  recognise: (head) => (hardware.test(head) || logical.test(head) ? 90 : 0),
  parse: parsePanosInterfaces,
};
