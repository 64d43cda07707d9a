import type { Varbind } from '../../model/varbind.ts';
import { isAnyAddress } from '../../text/address.ts';
import { canonicalMac } from '../../text/mac.ts';
import { addressOfOctets, hexOf, macOf, octetsOf, textOf } from '../../text/snmp/values.ts';

type IdKind = 'mac' | 'address' | 'text' | undefined;

/** LldpChassisIdSubtype (IEEE 802.1AB, 9.5.2): component, alias, port, MAC, address, interface, local. */
const chassisKinds: Readonly<Record<number, IdKind>> = {
  1: 'text',
  2: 'text',
  3: 'text',
  4: 'mac',
  5: 'address',
  6: 'text',
  7: 'text',
};
/** LldpPortIdSubtype (9.5.3): alias, component, MAC, address, interface, agent circuit, local. */
const portKinds: Readonly<Record<number, IdKind>> = {
  1: 'text',
  2: 'text',
  3: 'mac',
  4: 'address',
  5: 'text',
  6: 'text',
  7: 'text',
};

const bareMac = /^[0-9a-fA-F]{12}$/;
const separators = /[:. -]/;
/** What a device without an address of its own tells: it is kept as it was told, and is nobody's. */
const zeroMac = '00:00:00:00:00:00';
const allZeros = /^[0:.-]+$/;

/** Blanks, letters and the like; a line end ends some texts. */
function isPrintable(octets: Uint8Array): boolean {
  const last = octets.at(-1) === 0 ? octets.length - 1 : octets.length;
  return octets.subarray(0, last).every((octet) => (octet >= 32 && octet !== 127) || octet === 9 || octet === 10 || octet === 13);
}

/** Octets that are no text, as hexadecimal with colons. */
const octetText = (varbind: Varbind): string | undefined => hexOf(varbind)?.match(/../g)?.join(':');

/** A MAC in octets, as `0012.7f9d.2d80` or `00-12-7F-9D-2D-80`, and without separators where it is declared to be one. */
function writtenMac(varbind: Varbind, declared: boolean): string | undefined {
  const octets = octetsOf(varbind);
  if (octets === undefined) return undefined;
  if (octets.length === 6 && (declared || !isPrintable(octets))) return macOf(varbind);
  const text = textOf(varbind) ?? '';
  if (declared && bareMac.test(text)) return canonicalMac(text.match(/../g)?.join(':') ?? '');
  return text.length >= 11 && text.length <= 17 && separators.test(text) ? canonicalMac(text.replaceAll(' ', ':')) : undefined;
}

/** An address behind its family (IANA AddressFamilyNumbers), or without it, or as text. */
function writtenAddress(varbind: Varbind): string | undefined {
  const octets = octetsOf(varbind) ?? new Uint8Array();
  const hasFamily = (octets.length === 5 && octets[0] === 1) || (octets.length === 17 && octets[0] === 2);
  const address = addressOfOctets(hasFamily ? octets.slice(1) : octets);
  return address === undefined || isAnyAddress(address) ? undefined : address;
}

function readId(varbind: Varbind | undefined, kind: IdKind): string | undefined {
  if (varbind === undefined) return undefined;
  const octets = octetsOf(varbind);
  if (octets === undefined) return textOf(varbind);
  if (octets.length === 6 && kind === 'mac' && octets.every((octet) => octet === 0)) return zeroMac;
  if (octets.length === 0 || octets.every((octet) => octet === 0)) return undefined;
  if (kind === 'address') {
    const address = writtenAddress(varbind);
    if (address !== undefined) return address;
  }
  const mac = writtenMac(varbind, kind === 'mac');
  if (mac !== undefined) return mac;
  if (!isPrintable(octets)) return octetText(varbind);
  const text = textOf(varbind);
  return kind === 'mac' && text !== undefined && allZeros.test(text) ? undefined : text;
}

/** A chassis id: a MAC with colons, an address, or the text as sent; hexadecimal of octets that are none of that. */
export const chassisId = (varbind: Varbind | undefined, subtype: number | undefined): string | undefined =>
  readId(varbind, chassisKinds[subtype ?? 0]);

/** A port id, likewise. */
export const portId = (varbind: Varbind | undefined, subtype: number | undefined): string | undefined =>
  readId(varbind, portKinds[subtype ?? 0]);
