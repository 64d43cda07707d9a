import type { Collector } from '../../model/collector.ts';
import { parseDeviceArp } from '../formats/network/arp.ts';
import { parseBundles } from '../formats/network/bundles.ts';
import { deviceCollectors, versionOf } from '../formats/network/device-collector.ts';
import { parseEosHostname } from '../formats/network/eos-hostname.ts';
import { parseDeviceFdb } from '../formats/network/fdb.ts';
import { parseDeviceInterfaces } from '../formats/network/interfaces.ts';
import { parseLldpDetail } from '../formats/network/lldp-detail.ts';
import { parseDeviceRoutes } from '../formats/network/routes.ts';
import { parseVlans } from '../formats/network/vlans.ts';

/** What is asked of Arista EOS. Old releases know no `dense`, new ones no `summary`. */
export const aristaEosCollectors: readonly Collector[] = deviceCollectors('arista-eos', [
  ['version', 'show version', versionOf('arista-eos')],
  ['hostname', 'show hostname', parseEosHostname],
  ['arp', 'show ip arp vrf all', parseDeviceArp],
  ['mac', 'show mac address-table', parseDeviceFdb],
  ['lldp', 'show lldp neighbors detail', parseLldpDetail],
  ['interfaces', 'show interfaces', parseDeviceInterfaces],
  ['routes', 'show ip route vrf all', parseDeviceRoutes],
  ['vlans', 'show vlan brief', parseVlans],
  ['bundles', 'show port-channel dense', parseBundles],
  ['bundles-old', 'show port-channel summary', parseBundles],
]);
