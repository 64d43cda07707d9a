import type { TextFormat } from '../../model/text-format.ts';
import { versionOf } from '../formats/network/device-collector.ts';

const version = /^Version: Forti/m;
const serial = /^Serial-Number: /m;
export const fortiosSystemText: TextFormat = {
  id: 'fortios-system',
  family: 'fortios-system',
  title: 'name, model and serial number of FortiOS',
  example: 'get system status',
  group: 'network',
  recognise: (head) => (version.test(head) && serial.test(head) ? 90 : 0),
  parse: versionOf('fortinet-fortios'),
};
