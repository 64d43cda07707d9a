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

/** What is asked of Cisco NX-OS. */
export const ciscoNxosCollectors: readonly Collector[] = deviceCollectors('cisco-nxos', [
  ['version', 'show version', versionOf('cisco-nxos')],
  ['arp', 'show ip arp vrf all', parseDeviceArp],
  ['mac', 'show mac address-table', parseDeviceFdb],
  ['lldp', 'show lldp neighbors detail', parseLldpDetail],
  ['cdp', 'show cdp neighbors detail', parseCdpDetail],
  ['interfaces', 'show interface', parseDeviceInterfaces],
  ['routes', 'show ip route vrf all', parseDeviceRoutes],
  ['vlans', 'show vlan brief', parseVlans],
  ['bundles', 'show port-channel summary', parseBundles],
]);
