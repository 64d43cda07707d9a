import type { AdjacencyFact } from '../../model/network-fact.ts';
import type { MibReader } from './device-view.ts';
import { localInterface, localPort } from './lldp-local-port.ts';
import { lldpNeighbors } from './lldp-neighbors.ts';
import { lldpMib, lldpV2Mib } from './lldp-shape.ts';
import { lldpSystem } from './lldp-system.ts';

const ends = ({ localIfIndex, localPort, remoteChassis, remotePort }: AdjacencyFact): string =>
  JSON.stringify([localIfIndex ?? localPort, remoteChassis, remotePort]);

/**
 * The same of LLDP-V2-MIB (IEEE 802.1AB-2009, annex 11). Several destination addresses are one cable, and so is what the
 * older MIB told already.
 */
export const readLldpV2: MibReader = (device) => {
  const neighbors = lldpNeighbors(device, lldpV2Mib, localInterface, true);
  const older = new Set((neighbors.length === 0 ? [] : lldpNeighbors(device, lldpMib, localPort, false)).map(ends));
  return [...lldpSystem(device, lldpV2Mib), ...neighbors.filter((fact) => !older.has(ends(fact)))];
};
