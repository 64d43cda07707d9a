import type { AddressFact } from '../../model/fact.ts';
import type { Varbind } from '../../model/varbind.ts';
import { isAnyAddress } from '../../text/address.ts';
import { addressBits, maskLength } from '../../text/prefix.ts';
import { addressOf, addressOfOctets, indexParts, inetAddressAt, numberOf, oidOf } from '../../text/snmp/values.ts';
import type { DeviceView } from './device-view.ts';

/** ipAddressTable (RFC 4293), indexed by type and address. */
const ifIndexColumn = '1.3.6.1.2.1.4.34.1.3';
const typeColumn = '1.3.6.1.2.1.4.34.1.4';
const prefixColumn = '1.3.6.1.2.1.4.34.1.5';
const broadcast = 3;
/** ipAddrTable (RFC 1213), indexed by an IPv4 address. */
const oldIfIndex = '1.3.6.1.2.1.4.20.1.2';
const oldMask = '1.3.6.1.2.1.4.20.1.3';
/** ipAddressPrefix points to a row of ipAddressPrefixTable, whose index ends in the length of the prefix. */
const prefixRow = '1.3.6.1.2.1.4.32.1.5.';

interface Found {
  readonly address: string;
  readonly ifIndex?: number;
  readonly prefix?: number;
  readonly line?: number;
}

function pointedPrefix(pointer: Varbind | undefined, address: string): number | undefined {
  const oid = oidOf(pointer);
  if (oid?.startsWith(prefixRow) !== true) return undefined;
  const length = Number(oid.slice(oid.lastIndexOf('.') + 1));
  return length > 0 && length <= addressBits(address) ? length : undefined;
}

function newAddresses(device: DeviceView): readonly Found[] {
  return [...device.column(ifIndexColumn)].flatMap(([index, object]): readonly Found[] => {
    const read = inetAddressAt(indexParts(index));
    if (read === undefined || read.address === '*' || numberOf(device.column(typeColumn).get(index)) === broadcast) return [];
    const prefix = pointedPrefix(device.column(prefixColumn).get(index), read.address);
    const ifIndex = numberOf(object);
    return [
      {
        address: read.address,
        ...(ifIndex === undefined ? {} : { ifIndex }),
        ...(prefix === undefined ? {} : { prefix }),
        ...(object.line === undefined ? {} : { line: object.line }),
      },
    ];
  });
}

function oldAddresses(device: DeviceView): readonly Found[] {
  const indexes = new Set([...device.column(oldIfIndex).keys(), ...device.column(oldMask).keys()]);
  return [...indexes].flatMap((index): readonly Found[] => {
    const address = addressOfOctets(indexParts(index));
    if (address === undefined) return [];
    const [object, mask] = [device.column(oldIfIndex).get(index), device.column(oldMask).get(index)];
    const ifIndex = numberOf(object);
    const prefix = maskLength(addressOf(mask) ?? '');
    const line = (object ?? mask)?.line;
    return [
      {
        address,
        ...(ifIndex === undefined ? {} : { ifIndex }),
        ...(prefix === undefined || prefix === 0 ? {} : { prefix }),
        ...(line === undefined ? {} : { line }),
      },
    ];
  });
}

/** Addresses of the device, each once an interface: what the new table lacks is taken from the old one. */
export function readAddresses(device: DeviceView): readonly AddressFact[] {
  const found = new Map<string, Found>();
  for (const one of [...newAddresses(device), ...oldAddresses(device)]) {
    if (isAnyAddress(one.address)) continue;
    const key = `${one.address} ${one.ifIndex ?? ''}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, one);
    else if (known.prefix === undefined && one.prefix !== undefined) found.set(key, { ...known, prefix: one.prefix });
  }
  return [...found.values()].map(({ address, ifIndex, prefix, line }) => {
    const name = ifIndex === undefined ? undefined : device.portName(ifIndex);
    return {
      fact: 'address',
      ...(line === undefined ? {} : { line }),
      ...(name === undefined ? {} : { interface: name }),
      address,
      ...(prefix === undefined ? {} : { prefix }),
    };
  });
}
