import type { Collector } from '../../model/collector.ts';
import { parseDeviceArp } from '../formats/network/arp.ts';
import { parseComwareBundles, parseComwareIdentity, parseComwareRoutes, parseComwareVlans } from '../formats/network/comware.ts';
import { parseComwareInterfaces } from '../formats/network/comware-interfaces.ts';
import { deviceCollectors, versionOf } from '../formats/network/device-collector.ts';
import { parseDeviceFdb } from '../formats/network/fdb.ts';
import { parseLldpDetail } from '../formats/network/lldp-detail.ts';

/** What is asked of Comware (HPE, H3C). */
export const hpComwareCollectors: readonly Collector[] = deviceCollectors('hp-comware', [
  ['version', 'display version', versionOf('hp-comware')],
  ['identity', 'display lldp local-information global', parseComwareIdentity],
  ['arp', 'display arp', parseDeviceArp],
  ['mac', 'display mac-address', parseDeviceFdb],
  ['lldp', 'display lldp neighbor-information verbose', parseLldpDetail],
  ['interfaces', 'display interface', parseComwareInterfaces],
  ['routes', 'display ip routing-table', parseComwareRoutes],
  ['vlans', 'display vlan brief', parseComwareVlans],
  ['bundles', 'display link-aggregation verbose', parseComwareBundles],
]);
