import type { Collector } from '../../model/collector.ts';
import { parseDeviceArp } from '../formats/network/arp.ts';
import { deviceCollectors, versionOf } from '../formats/network/device-collector.ts';
import { parseDeviceFdb } from '../formats/network/fdb.ts';
import { parseJunosInterfaces, parseJunosLldp, parseJunosRoutes, parseJunosVlans } from '../formats/network/junos.ts';

/** What is asked of Junos. */
export const juniperJunosCollectors: readonly Collector[] = deviceCollectors('juniper-junos', [
  ['version', 'show version', versionOf('juniper-junos')],
  ['hardware', 'show chassis hardware', versionOf('juniper-junos')],
  ['arp', 'show arp no-resolve', parseDeviceArp],
  ['mac', 'show ethernet-switching table', parseDeviceFdb],
  ['lldp', 'show lldp neighbors', parseJunosLldp],
  ['interfaces', 'show interfaces terse', parseJunosInterfaces],
  ['routes', 'show route', parseJunosRoutes],
  ['vlans', 'show vlans', parseJunosVlans],
]);
