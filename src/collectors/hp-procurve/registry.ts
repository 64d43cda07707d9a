import type { Collector } from '../../model/collector.ts';
import { parseDeviceArp } from '../formats/network/arp.ts';
import { parseCdpDetail } from '../formats/network/cdp-detail.ts';
import { deviceCollectors, versionOf } from '../formats/network/device-collector.ts';
import { parseDeviceFdb } from '../formats/network/fdb.ts';
import { parseLldpDetail } from '../formats/network/lldp-detail.ts';
import {
  parseProcurveAddresses,
  parseProcurveBundles,
  parseProcurveInterfaces,
  parseProcurveRoutes,
  parseProcurveVlans,
} from '../formats/network/procurve.ts';

/** What is asked of ArubaOS-Switch (ProCurve). */
export const hpProcurveCollectors: readonly Collector[] = deviceCollectors('hp-procurve', [
  ['version', 'show system information', versionOf('hp-procurve')],
  ['arp', 'show arp', parseDeviceArp],
  ['mac', 'show mac-address', parseDeviceFdb],
  ['lldp', 'show lldp info remote-device detail', parseLldpDetail],
  ['cdp', 'show cdp neighbors detail', parseCdpDetail],
  ['interfaces', 'show interfaces brief', parseProcurveInterfaces],
  ['addresses', 'show ip', parseProcurveAddresses],
  ['routes', 'show ip route', parseProcurveRoutes],
  ['vlans', 'show vlans', parseProcurveVlans],
  ['bundles', 'show trunks', parseProcurveBundles],
]);
