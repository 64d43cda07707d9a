import type { Collector } from '../../model/collector.ts';
import { parseDeviceArp } from '../formats/network/arp.ts';
import { deviceCollectors, versionOf } from '../formats/network/device-collector.ts';
import { parseDeviceFdb } from '../formats/network/fdb.ts';
import { parseLldpDetail } from '../formats/network/lldp-detail.ts';

/** What is asked of Comware (HPE, H3C). */
export const hpComwareCollectors: readonly Collector[] = deviceCollectors('hp-comware', [
  ['version', 'display version', versionOf('hp-comware')],
  ['arp', 'display arp', parseDeviceArp],
  ['mac', 'display mac-address', parseDeviceFdb],
  ['lldp', 'display lldp neighbor-information verbose', parseLldpDetail],
]);
