import type { MibTables } from '../../text/snmp/varbind-table.ts';
import { ifIndexOfPort } from './bridge-port.ts';
import type { DeviceView } from './device-view.ts';
import { interfaceNames, portOf } from './interface-names.ts';

/** Where a MAC was learned, as part of a fact. */
export interface PlacedPort {
  readonly port?: string;
  readonly ifIndex?: number;
  readonly bridgePort?: number;
}

/**
 * The interface that an entry of a forwarding table means by a number. That is a bridge port (RFC 4188). Where no port
 * has it, it may be an ifIndex, as on Alcatel OmniSwitch (1003) and on Junos without a table of ports (514): that is
 * believed of a number that an interface has and that bridge ports, counted from one, do not reach. 0 is no port.
 */
export function placedPort(device: DeviceView, number: number, context?: MibTables): PlacedPort {
  if (number <= 0) return {};
  const ifIndex = ifIndexOfPort(device, number, context);
  if (ifIndex !== undefined) return { ...portOf(device, ifIndex), bridgePort: number };
  const names = interfaceNames(device);
  const placed = names.has(number) && number > names.count ? portOf(device, number) : {};
  // As told, whatever it turned out to be.
  return { ...placed, bridgePort: number };
}

/** The interface of a number that is known to be an ifIndex. */
export const placedInterface = (device: DeviceView, ifIndex: number): PlacedPort =>
  ifIndex > 0 ? { ...portOf(device, ifIndex), bridgePort: ifIndex } : {};
