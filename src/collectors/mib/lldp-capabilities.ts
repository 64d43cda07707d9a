import type { Varbind } from '../../model/varbind.ts';
import { octetsOf } from '../../text/snmp/values.ts';

/** LldpSystemCapabilitiesMap (IEEE 802.1AB, 9.5.8), bit 0 first: the highest of the first octet. */
const words = [
  'other',
  'repeater',
  'bridge',
  'wlan-access-point',
  'router',
  'telephone',
  'docsis-cable-device',
  'station-only',
  'c-vlan-component',
  's-vlan-component',
  'two-port-mac-relay',
];

/**
 * A map as walks without the MIB print it: its octets in hexadecimal and then the numbers of the bits (`28 00 2 4`). Some
 * agents send their map in such letters (`00`). No map looks like that by itself: its second octet would have bits that
 * mean nothing.
 */
const printed = /^([0-9a-fA-F]{2})(?: ([0-9a-fA-F]{2}))?(?: |$)/;

function unprinted(octets: Uint8Array): Uint8Array {
  const [, first, second = '00'] = printed.exec(Buffer.from(octets).toString('latin1')) ?? [];
  return first === undefined ? octets : Buffer.from(first + second, 'hex');
}

function bitsOf(varbind: Varbind | undefined): ArrayLike<number> | undefined {
  const octets = octetsOf(varbind);
  // What an agent sent in letters a walk may print once more.
  return octets === undefined ? undefined : unprinted(unprinted(octets));
}

/** The words of a map of capabilities; undefined where there is none of it. */
export function lldpCapabilities(varbind: Varbind | undefined): readonly string[] | undefined {
  const octets = bitsOf(varbind);
  if (octets === undefined || octets.length === 0) return undefined;
  return words.filter((_, bit) => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}
