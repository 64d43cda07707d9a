import type { TextFormat } from '../../model/text-format.ts';
import { hasDeviceArp, parseDeviceArp } from '../formats/network/arp.ts';

/** Cisco ASA prints no header: `inside 10.0.0.7 5254.0012.3456 15` */
const asa = /^[ \t]{1,8}[\w-]{1,48} (?:\d{1,3}\.){3}\d{1,3} (?:[\da-f]{4}\.){2}[\da-f]{4} (?:\d{1,9}|-|alias)[ \t]{0,4}\r?$/m;
export const deviceArpText: TextFormat = {
  id: 'device-arp',
  family: 'cisco-arp',
  title: 'neighbors by ARP of a network device',
  example: 'show ip arp',
  group: 'network',
  recognise: (head) => (hasDeviceArp(head) ? 90 : asa.test(head) ? 50 : 0),
  parse: parseDeviceArp,
};
