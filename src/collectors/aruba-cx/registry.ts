import type { Collector } from '../../model/collector.ts';
import { parseAoscxBundles, parseAoscxRoutes, parseAoscxVlans } from '../formats/network/aoscx.ts';
import { parseDeviceArp } from '../formats/network/arp.ts';
import { deviceCollectors, versionOf } from '../formats/network/device-collector.ts';
import { parseDeviceFdb } from '../formats/network/fdb.ts';
import { parseDeviceInterfaces } from '../formats/network/interfaces.ts';
import { parseLldpDetail } from '../formats/network/lldp-detail.ts';

/** What is asked of AOS-CX. */
export const arubaCxCollectors: readonly Collector[] = deviceCollectors('aruba-cx', [
  ['version', 'show version', versionOf('aruba-cx')],
  ['system', 'show system', versionOf('aruba-cx')],
  ['arp', 'show arp all-vrfs', parseDeviceArp],
  ['mac', 'show mac-address-table', parseDeviceFdb],
  ['lldp', 'show lldp neighbor-info detail', parseLldpDetail],
  ['interfaces', 'show interface', parseDeviceInterfaces],
  ['routes', 'show ip route all-vrfs', parseAoscxRoutes],
  ['vlans', 'show vlan', parseAoscxVlans],
  ['bundles', 'show lacp aggregates', parseAoscxBundles],
]);
