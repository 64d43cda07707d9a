import type { TextFormat } from '../../model/text-format.ts';
import { parseEosHostname } from '../formats/network/eos-hostname.ts';

const names = /^Hostname:\s{1,12}\S{1,255}\r?\nFQDN:/m;
export const eosHostnameText: TextFormat = {
  id: 'eos-hostname',
  family: 'eos-hostname',
  title: 'name of Arista EOS',
  example: 'show hostname',
  group: 'network',
  recognise: (head) => (names.test(head) ? 85 : 0),
  parse: parseEosHostname,
};
