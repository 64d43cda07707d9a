import type { Collector } from '../../model/collector.ts';
import { redactFortios } from '../../text/secrets/device-config.ts';
import { parseDeviceArp } from '../formats/network/arp.ts';
import { deviceCollectors, versionOf } from '../formats/network/device-collector.ts';
import { parseDeviceFdb } from '../formats/network/fdb.ts';
import { parseFortiosCards } from '../formats/network/fortios-cards.ts';
import { parseFortiosInterfaces } from '../formats/network/fortios-interfaces.ts';
import { parseFortiosLldp } from '../formats/network/fortios-lldp.ts';
import { parseFortiosSettings } from '../formats/network/fortios-settings.ts';
import { parseDeviceRoutes } from '../formats/network/routes.ts';

/**
 * What is asked of FortiOS. `diagnose` is for profiles that have `cli-diagnose` (`system-diagnostics` before 7.4.2); without it the
 * rest is read. Tables of MACs have the name of a bridge: that of the root domain in transparent mode, and of the switches that
 * desktop models come with.
 */
export const fortinetFortiosCollectors: readonly Collector[] = deviceCollectors('fortinet-fortios', [
  ['version', 'get system status', versionOf('fortinet-fortios')],
  ['arp', 'get system arp', parseDeviceArp],
  ['interfaces', 'get system interface', parseFortiosInterfaces],
  ['ports', 'get system interface physical', parseFortiosInterfaces],
  ['settings', 'show system interface', parseFortiosSettings, redactFortios],
  ['routes', 'get router info routing-table all', parseDeviceRoutes],
  ['cards', 'diagnose netlink interface list', parseFortiosCards],
  ['lldp', 'diagnose lldprx neighbor details', parseFortiosLldp],
  ['mac', 'diagnose netlink brctl name host root.b', parseDeviceFdb],
  ['mac-internal', 'diagnose netlink brctl name host internal', parseDeviceFdb],
  ['mac-lan', 'diagnose netlink brctl name host lan', parseDeviceFdb],
]);
