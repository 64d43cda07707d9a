import type { AdjacencyFact } from '../../model/network-fact.ts';
import type { Varbind } from '../../model/varbind.ts';
import { canonicalAddress, isAnyAddress } from '../../text/address.ts';
import { canonicalMac } from '../../text/mac.ts';
import { addressOfOctets, macOf, numberOf, octetsOf, textOf } from '../../text/snmp/values.ts';

/** CiscoNetworkProtocol: ip(1), ipv6(20); the others are no addresses of ours. */
const addressTypes: ReadonlySet<number> = new Set([1, 20]);

/** cdpCacheAddress: octets of the type beside it, or on some agents the text of an address. */
export function cdpAddress(address: Varbind | undefined, type: Varbind | undefined): string | undefined {
  const kind = numberOf(type);
  if (kind !== undefined && !addressTypes.has(kind)) return undefined;
  const octets = octetsOf(address);
  const isBinary = octets?.length === 4 || octets?.length === 16;
  const read = octets !== undefined && isBinary ? addressOfOctets(octets) : canonicalAddress(textOf(address) ?? '');
  return read === undefined || isAnyAddress(read) ? undefined : read;
}

const isPrintable = (octets: Uint8Array): boolean => octets.every((octet) => octet >= 32 && octet < 127);
const separatedMac = /^(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}$|^(?:[0-9a-fA-F]{4}\.){2}[0-9a-fA-F]{4}$/;
const bareMac = /^[0-9a-fA-F]{12}$/;

/** A MAC that a device gives as its id: six octets, or text with and without separators. */
function deviceMac(varbind: Varbind, text: string | undefined): string | undefined {
  const octets = octetsOf(varbind);
  if (octets?.length === 6 && !isPrintable(octets)) return macOf(varbind);
  if (text === undefined) return undefined;
  if (separatedMac.test(text)) return canonicalMac(text);
  return bareMac.test(text) ? canonicalMac(text.match(/../g)?.join(':') ?? '') : undefined;
}

/** cdpCacheDeviceId: a name, `name(serial)`, `serial(name)`, or a MAC (small switches, phones, ProCurve). */
export function cdpDevice(varbind: Varbind | undefined): Pick<AdjacencyFact, 'remoteName' | 'remoteChassis'> {
  if (varbind === undefined) return {};
  const text = textOf(varbind);
  const mac = deviceMac(varbind, text);
  const isOctets = mac !== undefined && octetsOf(varbind)?.length === 6;
  const remoteName = isOctets ? mac : text;
  return { ...(mac === undefined ? {} : { remoteChassis: mac }), ...(remoteName === undefined ? {} : { remoteName }) };
}

/** Three letters of the place, year and week, four characters. */
const serial = /^[A-Z]{3}\d{4}[0-9A-Z]{4}$/;
const withName = /^([^()]{1,64})\(([^()]{1,255})\)$/;

/** The serial number in a device id (`JAB043408B7`, `JAB043408B7(core1)`, `core1(SSI14040BHN)`). */
export function cdpSerial(id: string): string | undefined {
  const [, outside, inside] = withName.exec(id) ?? [undefined, id, ''];
  return [outside, inside].find((part) => part !== undefined && serial.test(part));
}

/** Bits of cdpCacheCapabilities, lowest first, in the words of LLDP: router, three kinds of bridge, host, IGMP, repeater, phone. */
const bits = ['router', 'bridge', 'bridge', 'bridge', 'station-only', undefined, 'repeater', 'telephone'];
/** As IOS prints them; IOS XR and NX-OS answer with these letters. */
const letters: Readonly<Record<string, string>> = {
  R: 'router',
  T: 'bridge',
  B: 'bridge',
  S: 'bridge',
  H: 'station-only',
  r: 'repeater',
  P: 'telephone',
};
const onlyLetters = /^[RTBSHIrPDCM ]{1,16}$/;

/** cdpCacheCapabilities as words: four octets with the highest first, or letters. */
export function cdpCapabilities(varbind: Varbind | undefined): readonly string[] | undefined {
  const octets = octetsOf(varbind);
  if (varbind === undefined || octets === undefined || octets.length === 0) return undefined;
  const text = textOf(varbind) ?? '';
  const lowest = octets.at(-1) ?? 0;
  const found =
    onlyLetters.test(text) && octets[0] !== 0
      ? Array.from(text, (letter) => letters[letter])
      : bits.filter((_, bit) => (lowest & (1 << bit)) !== 0);
  const words = [...new Set(found.filter((word) => word !== undefined))];
  return words.length === 0 ? undefined : words;
}
