import type { Collector } from '../../model/collector.ts';
import { parseDeviceArp } from '../formats/network/arp.ts';
import { parseBundles } from '../formats/network/bundles.ts';
import { parseCdpDetail } from '../formats/network/cdp-detail.ts';
import { deviceCollectors, versionOf } from '../formats/network/device-collector.ts';
import { parseDeviceFdb } from '../formats/network/fdb.ts';
import { parseDeviceInterfaces } from '../formats/network/interfaces.ts';
import { parseLldpDetail } from '../formats/network/lldp-detail.ts';
import { parseDeviceRoutes } from '../formats/network/routes.ts';
import { parseVlans } from '../formats/network/vlans.ts';

/** What is asked of Cisco IOS and IOS-XE. */
export const ciscoIosCollectors: readonly Collector[] = deviceCollectors('cisco-ios', [
  ['version', 'show version', versionOf('cisco-ios')],
  ['arp', 'show ip arp', parseDeviceArp],
  ['mac', 'show mac address-table', parseDeviceFdb],
  ['lldp', 'show lldp neighbors detail', parseLldpDetail],
  ['cdp', 'show cdp neighbors detail', parseCdpDetail],
  ['interfaces', 'show interfaces', parseDeviceInterfaces],
  ['routes', 'show ip route', parseDeviceRoutes],
  ['vlans', 'show vlan brief', parseVlans],
  ['bundles', 'show etherchannel summary', parseBundles],
]);
