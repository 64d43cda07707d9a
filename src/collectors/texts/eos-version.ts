import type { TextFormat } from '../../model/text-format.ts';
import { versionOf } from '../formats/network/device-collector.ts';

const model = /^Arista \S/m;
const software = /^Software image version: /m;
export const eosVersionText: TextFormat = {
  id: 'eos-version',
  family: 'eos-version',
  title: 'model, serial number and chassis of Arista EOS',
  example: 'show version',
  group: 'network',
  recognise: (head) => (model.test(head) && software.test(head) ? 90 : 0),
  parse: versionOf('arista-eos'),
};
