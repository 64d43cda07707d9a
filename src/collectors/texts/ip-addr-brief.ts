import type { TextFormat } from '../../model/text-format.ts';
import { parseIpAddrBrief } from '../formats/ip-addr-line.ts';

const header =
  /^\S{1,64}[ \t]{1,40}(?:UNKNOWN|UP|DOWN|LOWERLAYERDOWN|DORMANT)[ \t]{1,40}(?:[\da-f.:]{3,45}\/\d{1,3}|[\da-f.:]{3,45} peer|[\da-f:]{17,59} <)/m;

export const ipAddrBriefText: TextFormat = {
  id: 'ip-addr-brief',
  family: 'ip-addr',
  title: 'addresses by ip of iproute2, brief',
  example: 'ip -br addr',
  group: 'addresses',
  recognise: (head) => (header.test(head) ? 70 : 0),
  parse: parseIpAddrBrief,
};
