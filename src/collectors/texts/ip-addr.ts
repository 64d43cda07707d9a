import type { TextFormat } from '../../model/text-format.ts';
import { parseIpAddr } from '../formats/ip-addr.ts';

/** `2: eth0: <BROADCAST,UP> mtu 1500 …` */
const heading = /^\d{1,12}: \S{1,120}: <[A-Z0-9_,-]*> mtu \d{1,12}/m;

export const ipAddrText: TextFormat = {
  id: 'ip-addr',
  family: 'ip-addr',
  title: 'addresses by ip of iproute2 or busybox',
  example: 'ip addr',
  group: 'addresses',
  recognise: (head) => (heading.test(head) ? 90 : 0),
  parse: parseIpAddr,
};
