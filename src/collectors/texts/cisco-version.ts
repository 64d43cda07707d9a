import type { TextFormat } from '../../model/text-format.ts';
import { versionOf } from '../formats/network/device-collector.ts';

const software = /^Cisco (?:IOS|Internetwork Operating System) /m;
const uptime = /^\S{1,64} uptime is /m;
export const ciscoVersionText: TextFormat = {
  id: 'cisco-version',
  family: 'cisco-version',
  title: 'name, model and serial number of a device with Cisco IOS',
  example: 'show version',
  group: 'network',
  recognise: (head) => (software.test(head) && uptime.test(head) ? 90 : 0),
  parse: versionOf('cisco-ios'),
};
