import type { Collector } from '../../model/collector.ts';
import { parseDeviceArp } from '../formats/network/arp.ts';
import { deviceCollectors, versionOf } from '../formats/network/device-collector.ts';

/** What is asked of PAN-OS. */
export const paloaltoPanosCollectors: readonly Collector[] = deviceCollectors('paloalto-panos', [
  ['version', 'show system info', versionOf('paloalto-panos')],
  ['arp', 'show arp all', parseDeviceArp],
]);
