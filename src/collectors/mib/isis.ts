import type { RoutingPeerFact } from '../../model/network-fact.ts';
import type { Varbind } from '../../model/varbind.ts';
import { addressOf, hexOf, macOf, numberOf } from '../../text/snmp/values.ts';
import type { DeviceView, MibReader } from './device-view.ts';
import { known, rowsOf } from './rows.ts';

/** ISIS-MIB (RFC 4444), and CISCO-IETF-ISIS-MIB, which is an earlier draft of it with the same numbers. */
const mibs = ['1.3.6.1.2.1.138.1', '1.3.6.1.4.1.9.10.118.1'];

const [stateColumn, snpa, systemId] = [2, 4, 6] as const;

/** isisISAdjState */
const states: Readonly<Record<number, string>> = { 1: 'down', 2: 'initializing', 3: 'up', 4: 'failed' };

/** `0000.0000.0001`: six octets as hexadecimal. */
function systemIdOf(varbind: Varbind | undefined): string | undefined {
  const hex = hexOf(varbind);
  return hex?.length === 12 ? hex.match(/.{4}/g)?.join('.') : undefined;
}

/** The first IPv4 address of an adjacency (isisISAdjIPAddrTable by circuit, adjacency and number), or else the first. */
function addressesByAdjacency(device: DeviceView, mib: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [index, varbind] of device.column(`${mib}.6.3.1.3`)) {
    const adjacency = index.slice(0, Math.max(0, index.lastIndexOf('.')));
    const address = addressOf(varbind);
    const other = found.get(adjacency);
    if (address !== undefined && (other === undefined || (other.includes(':') && !address.includes(':')))) {
      found.set(adjacency, address);
    }
  }
  return found;
}

function neighbors(device: DeviceView, mib: string): readonly RoutingPeerFact[] {
  const localId = systemIdOf(device.scalar(`${mib}.1.1.3`));
  const addresses = addressesByAdjacency(device, mib);
  return rowsOf(device, `${mib}.6.1.1`, [stateColumn, snpa, systemId]).flatMap(({ index, parts, get, at }) => {
    const [circuit] = parts;
    if (circuit === undefined || parts.length !== 2) return [];
    const ifIndex = numberOf(device.column(`${mib}.3.2.1.2`).get(`${circuit}`));
    const localIfIndex = ifIndex !== undefined && ifIndex > 0 ? ifIndex : undefined;
    const told = {
      localId,
      localPort: localIfIndex === undefined ? undefined : device.portName(localIfIndex),
      localIfIndex,
      remoteId: systemIdOf(get(systemId)),
      remoteAddress: addresses.get(index),
      remoteMac: macOf(get(snpa)),
      state: states[numberOf(get(stateColumn)) ?? 0],
    };
    return [{ fact: 'routing-peer', protocol: 'isis', ...at, ...known(told) }];
  });
}

/** Adjacencies of IS-IS: isisISAdjTable by circuit and number; the circuit tells the interface. */
export const readIsis: MibReader = (device) => mibs.flatMap((mib) => neighbors(device, mib));
