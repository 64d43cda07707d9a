import type { Varbind } from '../../model/varbind.ts';
import { numberOf, textOf } from '../../text/snmp/values.ts';
import { ifIndexOfPort } from './bridge-port.ts';
import type { DeviceView } from './device-view.ts';
import { interfaceNames } from './interface-names.ts';
import { portId } from './lldp-id.ts';
import type { LldpShape } from './lldp-shape.ts';

/** The own port of an adjacency. */
export interface LocalPort {
  readonly localPort?: string;
  readonly localIfIndex?: number;
}

const macAddress = 3;
const digits = /^\d{1,10}$/;
/** IANAifType of what a cable is put into: ethernetCsmacd and its former names. */
const cabled: ReadonlySet<number> = new Set([6, 26, 62, 69, 117]);

interface ToldPort {
  readonly id: string | undefined;
  readonly isMac: boolean;
  readonly description: string | undefined;
}

function toldPort(device: DeviceView, { local }: LldpShape, port: number): ToldPort {
  const get = (column: number): Varbind | undefined => device.column(`${local}.7.1.${column}`).get(`${port}`);
  const subtype = numberOf(get(2));
  const id = portId(get(3), subtype);
  return { id, isMac: subtype === macAddress || /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(id ?? ''), description: textOf(get(4)) };
}

/** By what the device calls the port: its id is a name, a MAC or an alias, its description mostly ifDescr or ifAlias. */
function byName(device: DeviceView, { id, isMac, description }: ToldPort): number | undefined {
  const names = interfaceNames(device);
  const byId = id === undefined ? undefined : isMac ? names.withMac(id) : names.named(id);
  if (byId !== undefined) return byId;
  const described = description === undefined ? undefined : (names.named(description) ?? names.aliased(description));
  return described ?? (id === undefined || isMac ? undefined : names.aliased(id));
}

/**
 * By number. The port number of LLDP is that of the bridge port where there is one (IEEE 802.1AB, lldpPortNumber) and an
 * ifIndex on many others; a port id that is a number is an ifIndex first. A port that takes a cable is preferred to a VLAN
 * that happens to have the number.
 */
function byNumber(device: DeviceView, port: number, id: string | undefined): number | undefined {
  const names = interfaceNames(device);
  const interfaceOf = (number: number): number | undefined => (names.has(number) ? number : undefined);
  const asId = id !== undefined && digits.test(id) ? interfaceOf(Number(id)) : undefined;
  const found = [asId, ifIndexOfPort(device, port), interfaceOf(port)].filter((one) => one !== undefined);
  return found.find((ifIndex) => cabled.has(names.typeOf(ifIndex) ?? 0)) ?? found[0];
}

/** The interface a port number of LLDP-MIB stands for, and its name: as the device itself tells it in its port id. */
export function localPort(device: DeviceView, shape: LldpShape, port: number): LocalPort {
  const told = toldPort(device, shape, port);
  const localIfIndex = byName(device, told) ?? byNumber(device, port, told.id);
  const name = localIfIndex === undefined ? undefined : device.portName(localIfIndex);
  const named = name ?? (told.isMac ? undefined : told.id) ?? told.description ?? told.id;
  return { ...(named === undefined ? {} : { localPort: named }), ...(localIfIndex === undefined ? {} : { localIfIndex }) };
}

/** In the newer MIB the number is the ifIndex itself. */
export function localInterface(device: DeviceView, shape: LldpShape, ifIndex: number): LocalPort {
  const told = toldPort(device, shape, ifIndex);
  const named = device.portName(ifIndex) ?? (told.isMac ? undefined : told.id) ?? told.description ?? told.id;
  return { ...(named === undefined ? {} : { localPort: named }), localIfIndex: ifIndex };
}
