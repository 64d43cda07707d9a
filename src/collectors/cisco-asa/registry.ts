import type { Collector } from '../../model/collector.ts';
import { parseDeviceArp } from '../formats/network/arp.ts';
import { deviceCollectors, versionOf } from '../formats/network/device-collector.ts';
import { parseDeviceInterfaces } from '../formats/network/interfaces.ts';
import { parseDeviceRoutes } from '../formats/network/routes.ts';

/** What is asked of Cisco ASA. */
export const ciscoAsaCollectors: readonly Collector[] = deviceCollectors('cisco-asa', [
  ['version', 'show version', versionOf('cisco-asa')],
  ['arp', 'show arp', parseDeviceArp],
  ['interfaces', 'show interface', parseDeviceInterfaces],
  ['routes', 'show route', parseDeviceRoutes],
]);
