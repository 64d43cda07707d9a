import type { AdjacencyFact } from '../../model/network-fact.ts';
import { isAnyAddress } from '../../text/address.ts';
import { indexParts, inetAddressAt, numberOf, textOf } from '../../text/snmp/values.ts';
import type { DeviceView } from './device-view.ts';
import { lldpCapabilities } from './lldp-capabilities.ts';
import { chassisId, portId } from './lldp-id.ts';
import type { LocalPort } from './lldp-local-port.ts';
import type { LldpKey, LldpShape } from './lldp-shape.ts';
import { known, type Row, rowsOf } from './rows.ts';

/** Management addresses by neighbor: the index of each ends with its family, its length and its octets. */
function managementAddresses(
  device: DeviceView,
  { addresses, keyOf }: LldpShape,
  mark: boolean,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const index of addresses.flatMap((column) => [...device.column(column).keys()])) {
    const parts = indexParts(index);
    const key = keyOf(parts, mark);
    const address = key === undefined ? undefined : inetAddressAt(parts, key.length)?.address;
    if (key === undefined || address === undefined || isAnyAddress(address)) continue;
    const all = found.get(key.neighbor) ?? new Set();
    found.set(key.neighbor, all.add(address));
  }
  return new Map(Array.from(found, ([neighbor, all]) => [neighbor, [...all].sort()]));
}

function remote({ get }: Row, first: number): Partial<AdjacencyFact> {
  const capabilities = lldpCapabilities(get(first + 8)) ?? lldpCapabilities(get(first + 7));
  return known({
    remoteChassis: chassisId(get(first + 1), numberOf(get(first))),
    remoteName: textOf(get(first + 5)),
    remotePort: portId(get(first + 3), numberOf(get(first + 2))),
    remotePortDescription: textOf(get(first + 4)),
    remoteDescription: textOf(get(first + 6)),
    remoteCapabilities: capabilities?.length === 0 ? undefined : capabilities,
  });
}

/** What makes two rows the same neighbor: a time filter and several destination addresses repeat one. */
const content = (fact: AdjacencyFact, { neighbor, port }: LldpKey, repeats: boolean): string =>
  JSON.stringify([repeats ? port : neighbor, { ...fact, line: undefined }]);

/**
 * Neighbors of one LLDP MIB. `repeats`: rows that differ in their number alone are one neighbor.
 */
export function lldpNeighbors(
  device: DeviceView,
  shape: LldpShape,
  localOf: (device: DeviceView, shape: LldpShape, port: number) => LocalPort,
  repeats: boolean,
): readonly AdjacencyFact[] {
  const { remotes, firstColumn, keyOf } = shape;
  const rows = rowsOf(
    device,
    remotes,
    Array.from({ length: 9 }, (_, at) => firstColumn + at),
  );
  const width = keyOf([0, 0, 0, 0], true)?.length ?? 0;
  // Some agents leave the time mark out, in the whole table; one row may be damaged.
  const mark = 2 * rows.filter(({ parts }) => parts.length >= width).length >= rows.length;
  const addresses = managementAddresses(device, shape, mark);
  const facts = new Map<string, AdjacencyFact>();
  for (const row of rows) {
    const key = keyOf(row.parts, mark);
    if (key === undefined) continue;
    const fact: AdjacencyFact = {
      fact: 'adjacency',
      protocol: 'lldp',
      ...row.at,
      ...localOf(device, shape, key.port),
      ...remote(row, firstColumn),
      ...known({ remoteAddresses: addresses.get(key.neighbor) }),
    };
    const same = content(fact, key, repeats);
    if (!facts.has(same)) facts.set(same, fact);
  }
  return [...facts.values()];
}
