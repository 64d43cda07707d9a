import type { Collector } from '../../model/collector.ts';
import { parseDeviceArp } from '../formats/network/arp.ts';
import { deviceCollectors } from '../formats/network/device-collector.ts';
import { parseDeviceFdb } from '../formats/network/fdb.ts';
import { parseLldpDetail } from '../formats/network/lldp-detail.ts';
import { parsePanosInterfaces } from '../formats/network/panos-interfaces.ts';
import { parsePanosRoutes } from '../formats/network/panos-routes.ts';
import { parsePanosSystem } from '../formats/network/panos-system.ts';

/** What is asked of PAN-OS. */
export const paloaltoPanosCollectors: readonly Collector[] = deviceCollectors('paloalto-panos', [
  ['version', 'show system info', parsePanosSystem],
  ['arp', 'show arp all', parseDeviceArp],
  ['mac', 'show mac all', parseDeviceFdb],
  ['lldp', 'show lldp neighbors all', parseLldpDetail],
  ['interfaces', 'show interface all', parsePanosInterfaces],
  ['routes', 'show routing route', parsePanosRoutes],
]);
