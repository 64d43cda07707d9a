import type { NeighborFact } from '../../model/fact.ts';
import type { Varbind } from '../../model/varbind.ts';
import { indexParts, inetAddressAt, ipv4At, macOf, numberOf } from '../../text/snmp/values.ts';
import type { DeviceView } from './device-view.ts';

/** ipNetToPhysicalTable (RFC 4293), indexed by interface, type and address. */
const physical = '1.3.6.1.2.1.4.35.1';
/** ipNetToMediaTable (RFC 1213), indexed by interface and IPv4 address; atTable before it has a 1 between them. */
const media = '1.3.6.1.2.1.4.22.1';
const translation = '1.3.6.1.2.1.3.1.1';

/** ipNetToPhysicalState. */
const stateNames = ['reachable', 'stale', 'delay', 'probe', 'invalid', 'unknown', 'incomplete'];
/** ipNetToPhysicalType and ipNetToMediaType. */
const typeNames = ['other', 'invalid', 'dynamic', 'static', 'local'];
/** These types are what the state says; of the others the state says more. */
const telling = new Set(['invalid', 'static', 'local']);

function stateOf(type: Varbind | undefined, state: Varbind | undefined): string | undefined {
  const typeName = typeNames[(numberOf(type) ?? 0) - 1];
  if (typeName !== undefined && telling.has(typeName)) return typeName;
  return stateNames[(numberOf(state) ?? 0) - 1];
}

interface Found {
  readonly ifIndex: number;
  readonly address: string;
  readonly object: Varbind;
  readonly state: string | undefined;
}

function physicalRows(device: DeviceView): readonly Found[] {
  const [types, states] = [device.column(`${physical}.6`), device.column(`${physical}.7`)];
  return Array.from(device.column(`${physical}.4`)).flatMap(([index, object]) => {
    const parts = indexParts(index);
    const read = inetAddressAt(parts, 1);
    if (read === undefined || read.address === '*') return [];
    return [{ ifIndex: parts[0] ?? 0, address: read.address, object, state: stateOf(types.get(index), states.get(index)) }];
  });
}

function oldRows(device: DeviceView, column: string, typeColumn: string | undefined): readonly Found[] {
  const types = typeColumn === undefined ? undefined : device.column(typeColumn);
  return Array.from(device.column(column)).flatMap(([index, object]) => {
    const parts = indexParts(index);
    const address = parts.length < 5 ? undefined : ipv4At(parts, parts.length - 4);
    if (address === undefined) return [];
    return [{ ifIndex: parts[0] ?? 0, address, object, state: stateOf(types?.get(index), undefined) }];
  });
}

function neighborOf(device: DeviceView, { ifIndex, address, object, state }: Found): NeighborFact {
  const mac = macOf(object);
  const name = device.portName(ifIndex);
  return {
    fact: 'neighbor',
    ...(object.line === undefined ? {} : { line: object.line }),
    address,
    ...(mac === undefined ? {} : { mac }),
    ...(name === undefined ? {} : { interface: name }),
    ...(state === undefined ? {} : { state }),
  };
}

/** Neighbors by IP address, each once an interface; the new table tells more of them than the old. */
export function readNeighbors(device: DeviceView): readonly NeighborFact[] {
  const seen = new Set<string>();
  const rows = [
    ...physicalRows(device),
    ...oldRows(device, `${media}.2`, `${media}.4`),
    ...oldRows(device, `${translation}.2`, undefined),
  ];
  return rows.flatMap((row) => {
    const key = `${row.ifIndex} ${row.address}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [neighborOf(device, row)];
  });
}
