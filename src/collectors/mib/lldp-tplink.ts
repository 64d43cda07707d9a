import type { AdjacencyFact } from '../../model/network-fact.ts';
import type { Varbind } from '../../model/varbind.ts';
import { canonicalAddress, isAnyAddress } from '../../text/address.ts';
import { addressOf, indexParts, inetAddressAt, textOf } from '../../text/snmp/values.ts';
import type { DeviceView, MibReader } from './device-view.ts';
import { chassisId, portId } from './lldp-id.ts';
import { untoldByStandard } from './lldp-untold.ts';
import { known, type Row, rowsOf } from './rows.ts';

/** lldpNeighborInfoTable (TPLINK-LLDPINFO-MIB), by ifIndex and the number of the neighbor there. */
const entry = '1.3.6.1.4.1.11863.6.35.1.2.2.1';
const [chassisType, chassis, portType, port, portDescription, name, description] = [3, 4, 5, 6, 8, 9, 10] as const;
const [available, enabled, address] = [11, 12, 13] as const;
const columns = [chassisType, chassis, portType, port, portDescription, name, description, available, enabled, address];
/** lldpNeighborManAddrTable, which newer firmware has too: the address stands in the index. */
const addressColumn = '1.3.6.1.4.1.11863.6.35.1.2.3.1.5';

/** Subtypes are words: `MAC address`, `Interface name`. Of the others all is text. */
const subtypeOf = (type: Varbind | undefined, mac: number, network: number): number | undefined => {
  const word = textOf(type) ?? '';
  return /\bMAC\b/i.test(word) ? mac : /\bnetwork\b/i.test(word) ? network : undefined;
};

/** Capabilities are words too: `Bridge Router`. */
const capabilityWords: readonly (readonly [form: RegExp, word: string])[] = [
  [/\brepeater\b/i, 'repeater'],
  [/\bbridge\b/i, 'bridge'],
  [/\b(?:WLAN|access point)\b/i, 'wlan-access-point'],
  [/\brouter\b/i, 'router'],
  [/\b(?:tele)?phone\b/i, 'telephone'],
  [/\bDOCSIS\b/i, 'docsis-cable-device'],
  [/\bstation\b/i, 'station-only'],
];

function capabilitiesOf(varbind: Varbind | undefined): readonly string[] | undefined {
  const text = textOf(varbind) ?? '';
  const words = capabilityWords.flatMap(([form, word]) => (form.test(text) ? [word] : []));
  return words.length === 0 ? undefined : words;
}

/** Firmware that knows IPv6 writes an IPv4 address as the compatible one: `::10.1.2.3` (RFC 4291, 2.5.5.1). */
function toldAddress(varbind: Varbind | undefined): string | undefined {
  const [, ipv4] = /^::(\d{1,3}(?:\.\d{1,3}){3})$/.exec(textOf(varbind) ?? '') ?? [];
  const read = ipv4 === undefined ? addressOf(varbind) : canonicalAddress(ipv4);
  return isAnyAddress(read) ? undefined : read;
}

function addressesByNeighbor(device: DeviceView): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const index of device.column(addressColumn).keys()) {
    const parts = indexParts(index);
    const told = inetAddressAt(parts, 2)?.address;
    if (told === undefined || told === '*' || isAnyAddress(told)) continue;
    const key = `${parts[0]}.${parts[1]}`;
    found.set(key, [...(found.get(key) ?? []), told]);
  }
  return found;
}

function adjacency(device: DeviceView, row: Row, listed: readonly string[]): readonly AdjacencyFact[] {
  const { parts, get, at } = row;
  const [ifIndex] = parts;
  if (ifIndex === undefined || parts.length !== 2) return [];
  const own = toldAddress(get(address));
  const addresses = [...new Set([...listed, ...(own === undefined ? [] : [own])])].sort();
  return [
    {
      fact: 'adjacency',
      protocol: 'lldp',
      ...at,
      ...known({
        localPort: device.portName(ifIndex),
        localIfIndex: ifIndex,
        remoteChassis: chassisId(get(chassis), subtypeOf(get(chassisType), 4, 5)),
        remoteName: textOf(get(name)),
        remotePort: portId(get(port), subtypeOf(get(portType), 3, 4)),
        remotePortDescription: textOf(get(portDescription)),
        remoteAddresses: addresses.length === 0 ? undefined : addresses,
        remoteDescription: textOf(get(description)),
        remoteCapabilities: capabilitiesOf(get(enabled)) ?? capabilitiesOf(get(available)),
      }),
    },
  ];
}

/** Neighbors of TP-Link's switches (JetStream, Omada), whose agents have them in a table of their own, in words. */
export const readLldpTplink: MibReader = (device) => {
  const rows = rowsOf(device, entry, columns);
  if (rows.length === 0) return [];
  const listed = addressesByNeighbor(device);
  const neighbors = rows.flatMap((row) => adjacency(device, row, listed.get(row.index) ?? []));
  return untoldByStandard(device, neighbors);
};
