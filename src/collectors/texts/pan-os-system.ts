import type { TextFormat } from '../../model/text-format.ts';
import { parsePanosSystem } from '../formats/network/panos-system.ts';

const version = /^sw-version: /m;
const model = /^(?:family|model): /m;
export const panOsSystemText: TextFormat = {
  id: 'pan-os-system',
  family: 'pan-os-system',
  title: 'name, model, serial number and management interface of PAN-OS',
  example: 'show system info',
  group: 'network',
  recognise: (head) => (version.test(head) && model.test(head) ? 90 : 0),
  parse: parsePanosSystem,
};
