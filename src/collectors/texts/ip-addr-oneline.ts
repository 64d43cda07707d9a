import type { TextFormat } from '../../model/text-format.ts';
import { parseIpAddrOneline } from '../formats/ip-addr-line.ts';

const header = /^\d{1,9}: [^\s:@]{1,64}(?:@\S{1,64})?(?:[ \t]{1,40}inet6?[ \t]|: <[A-Z0-9_,-]*> .{0,400}\\[ \t]{1,9}link\/)/m;

export const ipAddrOnelineText: TextFormat = {
  id: 'ip-addr-oneline',
  family: 'ip-addr',
  title: 'addresses by ip of iproute2, a line each',
  example: 'ip -o addr',
  group: 'addresses',
  recognise: (head) => (header.test(head) ? 95 : 0),
  parse: parseIpAddrOneline,
};
