import type { AdjacencyFact } from '../../model/network-fact.ts';
import type { DeviceView } from './device-view.ts';
import { localInterface, localPort } from './lldp-local-port.ts';
import { lldpNeighbors } from './lldp-neighbors.ts';
import { type LldpShape, lldpMib, lldpV2Mib } from './lldp-shape.ts';

const ends = ({ localIfIndex, localPort: port, remoteChassis, remotePort }: AdjacencyFact): string =>
  JSON.stringify([localIfIndex ?? port, remoteChassis, remotePort]);

/** The neighbors of a MIB in which rows that differ in the destination address alone are one cable. */
const neighborsByInterface = (device: DeviceView, shape: LldpShape): readonly AdjacencyFact[] =>
  lldpNeighbors(device, shape, localInterface, true);

/** Those that the MIBs before it did not tell already: an agent may have several. */
function without(neighbors: readonly AdjacencyFact[], told: () => readonly AdjacencyFact[]): readonly AdjacencyFact[] {
  if (neighbors.length === 0) return [];
  const known = new Set(told().map(ends));
  return known.size === 0 ? neighbors : neighbors.filter((fact) => !known.has(ends(fact)));
}

/** Neighbors of LLDP-V2-MIB that LLDP-MIB does not tell. */
export const untoldByMib = (device: DeviceView): readonly AdjacencyFact[] =>
  without(neighborsByInterface(device, lldpV2Mib), () => lldpNeighbors(device, lldpMib, localPort, false));

/** Of the neighbors of a maker's own MIB those that no standard one tells. */
export const untoldByStandard = (device: DeviceView, neighbors: readonly AdjacencyFact[]): readonly AdjacencyFact[] =>
  without(neighbors, () => [
    ...lldpNeighbors(device, lldpMib, localPort, false),
    ...lldpNeighbors(device, lldpV2Mib, localInterface, true),
  ]);

/** Neighbors of a maker's own MIB of that form that no standard one tells. */
export const untoldOf = (device: DeviceView, shape: LldpShape): readonly AdjacencyFact[] =>
  untoldByStandard(device, neighborsByInterface(device, shape));
