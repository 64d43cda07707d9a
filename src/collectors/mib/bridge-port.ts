import type { MibTables } from '../../text/snmp/varbind-table.ts';
import type { DeviceView } from './device-view.ts';

const basePortIfIndex = '1.3.6.1.2.1.17.1.4.1.2';
/** A port has 12 bits in the identifiers of a spanning tree (IEEE 802.1D-2004, 9.2.7). */
const twelveBits = 4_096;

const kept = new WeakMap<DeviceView, ReadonlyMap<number, number | null>>();

/** Bridge ports by their low 12 bits, where all have numbers beyond them; null where several share them. */
function shortNumbers(device: DeviceView): ReadonlyMap<number, number | null> {
  const known = kept.get(device);
  if (known !== undefined) return known;
  const found = new Map<number, number | null>();
  const ports = [...device.column(basePortIfIndex).keys()].map(Number);
  for (const port of ports.some((port) => port < twelveBits) ? [] : ports) {
    const short = port % twelveBits;
    found.set(short, found.has(short) ? null : port);
  }
  kept.set(device, found);
  return found;
}

/**
 * The interface of a bridge port. TP-Link JetStream numbers its ports by their ifIndexes, 49153 and on, and calls them 1
 * and on in its forwarding table and in LLDP, as in its spanning tree.
 */
export function ifIndexOfPort(device: DeviceView, port: number, context?: MibTables): number | undefined {
  const ifIndex = device.ifIndexOfBridgePort(port, context);
  if (ifIndex !== undefined || port >= twelveBits) return ifIndex;
  const long = shortNumbers(device).get(port);
  return long === undefined || long === null ? undefined : device.ifIndexOfBridgePort(long);
}
