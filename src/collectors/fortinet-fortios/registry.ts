import type { Collector } from '../../model/collector.ts';
import { parseDeviceArp } from '../formats/network/arp.ts';
import { deviceCollectors, versionOf } from '../formats/network/device-collector.ts';
import { parseDeviceRoutes } from '../formats/network/routes.ts';

/** What is asked of FortiOS. */
export const fortinetFortiosCollectors: readonly Collector[] = deviceCollectors('fortinet-fortios', [
  ['version', 'get system status', versionOf('fortinet-fortios')],
  ['arp', 'get system arp', parseDeviceArp],
  ['routes', 'get router info routing-table all', parseDeviceRoutes],
]);
