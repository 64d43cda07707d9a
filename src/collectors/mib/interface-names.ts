import { macOf, numberOf, textOf } from '../../text/snmp/values.ts';
import type { DeviceView } from './device-view.ts';

/** Interfaces of a device by what else they are called (IF-MIB, RFC 2863). */
export interface InterfaceNames {
  /** How many there are. */
  readonly count: number;
  has(ifIndex: number): boolean;
  /** IANAifType. */
  typeOf(ifIndex: number): number | undefined;
  /** The only interface of this ifName, or else of this ifDescr; in any case and with or without blanks if need be. */
  named(text: string): number | undefined;
  /** The only one of this ifAlias. */
  aliased(text: string): number | undefined;
  /** The only one of this MAC. */
  withMac(mac: string): number | undefined;
}

const ifEntry = '1.3.6.1.2.1.2.2.1';
const ifXEntry = '1.3.6.1.2.1.31.1.1.1';
const [ifIndexColumn, ifDescr, ifType, ifPhysAddress] = [1, 2, 3, 6].map((column) => `${ifEntry}.${column}`) as [
  string,
  string,
  string,
  string,
];
const [ifName, ifAlias] = [`${ifXEntry}.1`, `${ifXEntry}.18`];

const blanks = /\s+/g;
/** `gigabitEthernet 1/0/1` and `GigabitEthernet1/0/1` are one name. */
function fold(text: string): string;
function fold(text: string | undefined): string | undefined;
function fold(text: string | undefined): string | undefined {
  return text?.replace(blanks, '').toLowerCase();
}

/** Index by a value; null where several interfaces share it. */
function byValue(device: DeviceView, column: string, read: typeof textOf): ReadonlyMap<string, number | null> {
  const found = new Map<string, number | null>();
  for (const [index, varbind] of device.column(column)) {
    const value = read(varbind);
    if (value !== undefined) found.set(value, found.has(value) ? null : Number(index));
  }
  return found;
}

/** Made when somebody first asks. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function readNames(device: DeviceView): InterfaceNames {
  const all = new Set<number>();
  for (const column of [ifIndexColumn, ifDescr, ifType, ifName]) {
    for (const index of device.column(column).keys()) all.add(Number(index));
  }
  const names = once(() => byValue(device, ifName, textOf));
  const descriptions = once(() => byValue(device, ifDescr, textOf));
  const folded = once(() => byValue(device, ifName, (varbind) => fold(textOf(varbind))));
  const foldedDescriptions = once(() => byValue(device, ifDescr, (varbind) => fold(textOf(varbind))));
  const aliases = once(() => byValue(device, ifAlias, textOf));
  const macs = once(() => byValue(device, ifPhysAddress, macOf));
  return {
    count: all.size,
    has: (ifIndex) => all.has(ifIndex),
    typeOf: (ifIndex) => numberOf(device.column(ifType).get(`${ifIndex}`)),
    named: (text) =>
      names().get(text) ??
      descriptions().get(text) ??
      folded().get(fold(text)) ??
      foldedDescriptions().get(fold(text)) ??
      undefined,
    aliased: (text) => aliases().get(text) ?? undefined,
    withMac: (mac) => macs().get(mac) ?? undefined,
  };
}

const kept = new WeakMap<DeviceView, InterfaceNames>();

/** What the interfaces of a device are called; read once a device. */
export function interfaceNames(device: DeviceView): InterfaceNames {
  let names = kept.get(device);
  if (names === undefined) {
    names = readNames(device);
    kept.set(device, names);
  }
  return names;
}

/** An interface as part of a fact. */
export interface PortPart {
  readonly port?: string;
  readonly ifIndex?: number;
}

const parts = new WeakMap<DeviceView, Map<number, PortPart>>();

function readPart(device: DeviceView, ifIndex: number): PortPart {
  const port = device.portName(ifIndex);
  return port === undefined ? { ifIndex } : { port, ifIndex };
}

/** An interface as part of a fact: its index, and what the device calls it. A table asks for the same ones over and over. */
export function portOf(device: DeviceView, ifIndex: number | undefined): PortPart {
  if (ifIndex === undefined) return {};
  const known = parts.get(device) ?? new Map<number, PortPart>();
  parts.set(device, known);
  const part = known.get(ifIndex) ?? readPart(device, ifIndex);
  known.set(ifIndex, part);
  return part;
}
