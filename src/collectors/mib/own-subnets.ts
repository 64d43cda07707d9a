import { scanIpv4 } from '../../text/ipv4.ts';
import { indexParts, inetAddressAt, numberOf, textOf } from '../../text/snmp/values.ts';
import type { DeviceView } from './device-view.ts';

/** An own IPv4 address with its network. */
export interface OwnSubnet {
  readonly address: string;
  readonly ifIndex: number;
  /** First address and number of addresses of the network. */
  readonly first: number;
  readonly size: number;
}

/** ipAdEntIfIndex, ipAdEntNetMask (RFC 1213); ipAddressIfIndex, ipAddressPrefix (RFC 4293). */
const [entryIfIndex, entryMask] = ['1.3.6.1.2.1.4.20.1.2', '1.3.6.1.2.1.4.20.1.3'];
const [addressIfIndex, addressPrefix] = ['1.3.6.1.2.1.4.34.1.3', '1.3.6.1.2.1.4.34.1.5'];

const numberOfIpv4 = (text: string): number | undefined => {
  const read = scanIpv4(text, 0, text.length);
  return read >= 0 ? read : undefined;
};

function subnet(address: string, ifIndex: number | undefined, size: number | undefined): readonly OwnSubnet[] {
  const number = numberOfIpv4(address);
  if (number === undefined || ifIndex === undefined || size === undefined || size < 1 || size > 2 ** 31) return [];
  return [{ address, ifIndex, first: number - (number % size), size }];
}

/** Addresses a mask leaves room for; undefined where it is none (its ones are not all in front). */
function sizeOfMask(mask: string | undefined): number | undefined {
  const number = mask === undefined ? undefined : numberOfIpv4(mask);
  const size = number === undefined ? undefined : 2 ** 32 - number;
  return size !== undefined && Number.isInteger(Math.log2(size)) ? size : undefined;
}

/** The length that ends the row pointer to ipAddressPrefixTable. */
function sizeOfPrefix(pointer: string | undefined): number | undefined {
  const length = indexParts(pointer ?? '').at(-1);
  return length === undefined || length > 32 || pointer === '0.0' ? undefined : 2 ** (32 - length);
}

/** IPv4 networks a device has addresses in, the smallest first. */
export function ownSubnets(device: DeviceView): readonly OwnSubnet[] {
  const old = Array.from(device.column(entryIfIndex), ([address, ifIndex]) =>
    subnet(address, numberOf(ifIndex), sizeOfMask(textOf(device.column(entryMask).get(address)))),
  );
  const current = Array.from(device.column(addressIfIndex), ([index, ifIndex]) => {
    const address = inetAddressAt(indexParts(index))?.address ?? '';
    return subnet(address, numberOf(ifIndex), sizeOfPrefix(textOf(device.column(addressPrefix).get(index))));
  });
  return [...old, ...current].flat().sort((a, b) => a.size - b.size || a.first - b.first || a.ifIndex - b.ifIndex);
}

/** The smallest network of them that an address is in. */
export function subnetOf(subnets: readonly OwnSubnet[], address: string): OwnSubnet | undefined {
  const number = numberOfIpv4(address);
  return number === undefined ? undefined : subnets.find(({ first, size }) => number >= first && number < first + size);
}
