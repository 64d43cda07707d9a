import type { TextFormat } from '../../model/text-format.ts';
import { parseIpAddrJson } from '../formats/ip-addr-json.ts';

const keys = /^\s{0,40}\[\s{0,40}\{[\s\S]{0,400}"ifindex"[\s\S]{0,400}"(?:flags|ifname)"/;

export const ipAddrJsonText: TextFormat = {
  id: 'ip-addr-json',
  family: 'ip-addr',
  title: 'addresses by ip of iproute2, JSON',
  example: 'ip -j addr',
  group: 'addresses',
  recognise: (head) => (keys.test(head) ? 90 : 0),
  parse: parseIpAddrJson,
};
