import type { TextFormat } from '../../model/text-format.ts';
import { parseResolver } from '../formats/resolver.ts';

const row = /^[ \t]{0,40}nameserver[ \t]{1,40}[\da-fA-F.:%]+/m;

export const resolverText: TextFormat = {
  id: 'resolv.conf',
  family: 'resolv.conf',
  title: 'name servers: /etc/resolv.conf',
  example: 'cat /etc/resolv.conf',
  group: 'resolver',
  recognise: (head) => (row.test(head) ? 80 : 0),
  parse: parseResolver,
};
