import type { TextFormat } from '../../model/text-format.ts';
import { parseLxcLs } from '../formats/lxc-ls.ts';

const header = /^NAME {1,200}STATE {1,40}(?:AUTOSTART|PID|IPV4)/m;
export const lxcLsText: TextFormat = {
  id: 'lxc-ls',
  family: 'lxc-ls',
  title: 'containers of LXC',
  example: 'lxc-ls -f',
  group: 'containers',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseLxcLs,
};
