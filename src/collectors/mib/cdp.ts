import type { Fact } from '../../model/fact.ts';
import type { AdjacencyFact } from '../../model/network-fact.ts';
import { textOf } from '../../text/snmp/values.ts';
import { cdpAddress, cdpCapabilities, cdpDevice, cdpSerial } from './cdp-values.ts';
import type { DeviceView, MibReader } from './device-view.ts';
import { known, type Row, rowsOf } from './rows.ts';

const entry = '1.3.6.1.4.1.9.9.23.1.2.1.1';
const [addressType, address, version, deviceId, port, platform, capabilities] = [3, 4, 5, 6, 7, 8, 9] as const;
/** cdpCacheSysName; cdpCachePrimaryMgmtAddr, cdpCacheSecondaryMgmtAddr, each behind its type. */
const [toldName, firstType, firstAddress, secondType, secondAddress] = [17, 19, 20, 21, 22] as const;
const columns = [
  ...[addressType, address, version, deviceId, port, platform, capabilities],
  ...[toldName, firstType, firstAddress, secondType, secondAddress],
];
const interfaceName = '1.3.6.1.4.1.9.9.23.1.1.1.1.6';
const globalDeviceId = '1.3.6.1.4.1.9.9.23.1.3.4';
const sysName = '1.3.6.1.2.1.1.5';

function localEnd(device: DeviceView, ifIndex: number): Partial<AdjacencyFact> {
  const localPort = device.portName(ifIndex) ?? textOf(device.column(interfaceName).get(`${ifIndex}`));
  return known({ localPort, localIfIndex: ifIndex > 0 ? ifIndex : undefined });
}

/** The address of the port, then those the neighbor is managed by, each once. */
function addressesOf({ get }: Row): readonly string[] | undefined {
  const told = [
    cdpAddress(get(address), get(addressType)),
    cdpAddress(get(firstAddress), get(firstType)),
    cdpAddress(get(secondAddress), get(secondType)),
  ];
  const addresses = [...new Set(told.filter((one) => one !== undefined))];
  return addresses.length === 0 ? undefined : addresses;
}

function adjacency(device: DeviceView, row: Row): readonly AdjacencyFact[] {
  const { parts, get, at } = row;
  const [ifIndex] = parts;
  // cdpCacheIfIndex, cdpCacheDeviceIndex
  if (ifIndex === undefined || parts.length !== 2) return [];
  return [
    {
      fact: 'adjacency',
      protocol: 'cdp',
      ...at,
      ...localEnd(device, ifIndex),
      ...cdpDevice(get(deviceId)),
      ...known({
        remoteSystemName: textOf(get(toldName)),
        remotePort: textOf(get(port)),
        remoteAddresses: addressesOf(row),
        remoteDescription: textOf(get(version)),
        remotePlatform: textOf(get(platform)),
        remoteCapabilities: cdpCapabilities(get(capabilities)),
      }),
    },
  ];
}

/** ProCurve lists a neighbor twice; rows that differ in anything but their number are kept. */
function withoutRepeats(facts: readonly AdjacencyFact[]): readonly AdjacencyFact[] {
  const seen = new Map<string, AdjacencyFact>();
  for (const fact of facts) {
    const key = JSON.stringify({ ...fact, line: undefined });
    if (!seen.has(key)) seen.set(key, fact);
  }
  return [...seen.values()];
}

/** What a device calls itself in CDP: its name, or the serial number of its chassis with the name behind it. */
function ownId(device: DeviceView): readonly Fact[] {
  const told = device.scalar(globalDeviceId);
  const id = textOf(told);
  if (told === undefined || id === undefined) return [];
  const at = known({ line: told.line });
  const serial = cdpSerial(id);
  if (serial !== undefined) return [{ fact: 'identity', kind: 'device-serial', value: serial, ...at }];
  return textOf(device.scalar(sysName)) === undefined ? [{ fact: 'system', name: id, ...at }] : [];
}

/**
 * Neighbors on cables that speak the Cisco Discovery Protocol (CISCO-CDP-MIB: cdpCacheTable, cdpGlobalDeviceId).
 */
export const readCdp: MibReader = (device) => {
  const rows = rowsOf(device, entry, columns);
  const onInterfaces = rows.length === 0 ? [] : rows.flatMap((row) => adjacency(device, row));
  return [...ownId(device), ...withoutRepeats(onInterfaces)];
};
