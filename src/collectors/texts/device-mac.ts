import type { TextFormat } from '../../model/text-format.ts';
import { hasDeviceFdb, parseDeviceFdb } from '../formats/network/fdb.ts';

export const deviceMacText: TextFormat = {
  id: 'device-mac',
  family: 'cisco-mac',
  title: 'MAC addresses a switch has learned',
  example: 'show mac address-table',
  group: 'network',
  recognise: (head) => (hasDeviceFdb(head) ? 90 : 0),
  parse: parseDeviceFdb,
};
