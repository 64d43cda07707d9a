import type { TextFormat } from '../../model/text-format.ts';
import { parseConntrack } from '../formats/conntrack.ts';

const row =
  /^(?:\[[\d.]{3,24}[ \t]{0,9}\])?[ \t]{0,9}(?:\[(?:NEW|UPDATE|DESTROY)\][ \t]{1,9})?(?:ipv[46][ \t]{1,9}\d{1,2}[ \t]{1,9})?[a-z]{2,9}[ \t]{1,9}\d{1,3}[ \t][^\n=]{0,40}src=[\da-fA-F.:]{2,45} dst=/m;

export const conntrackText: TextFormat = {
  id: 'conntrack',
  family: 'conntrack',
  title: 'tracked connections of Linux: conntrack (also its events), /proc/net/nf_conntrack, /proc/net/ip_conntrack',
  example: 'conntrack -L',
  group: 'tracked',
  recognise: (head) => (row.test(head) ? 85 : 0),
  parse: parseConntrack,
};
