import type { MibReader } from './device-view.ts';
import { localPort } from './lldp-local-port.ts';
import { lldpNeighbors } from './lldp-neighbors.ts';
import { lldpMib } from './lldp-shape.ts';
import { lldpSystem } from './lldp-system.ts';

/** Neighbors on cables and the device as it presents itself to them (LLDP-MIB, IEEE 802.1AB-2005, annex 12). */
export const readLldp: MibReader = (device) => [
  ...lldpSystem(device, lldpMib),
  ...lldpNeighbors(device, lldpMib, localPort, false),
];
