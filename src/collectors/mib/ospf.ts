import type { RoutingPeerFact } from '../../model/network-fact.ts';
import { addressOf, ipv4At, numberOf } from '../../text/snmp/values.ts';
import type { DeviceView, MibReader } from './device-view.ts';
import { ospfStates } from './ospf-states.ts';
import { type OwnSubnet, ownSubnets, subnetOf } from './own-subnets.ts';
import { known, rowsOf } from './rows.ts';

const routerId = '1.3.6.1.2.1.14.1.1';
const neighbors = '1.3.6.1.2.1.14.10.1';
const [neighborId, state] = [3, 6] as const;

/** The own interface: that of the network both are in; on a line without addresses the index tells it. */
function localEnd(
  device: DeviceView,
  subnets: readonly OwnSubnet[],
  address: string,
  addressless: number,
): Partial<RoutingPeerFact> {
  const subnet = addressless > 0 ? undefined : subnetOf(subnets, address);
  const localIfIndex = addressless > 0 ? addressless : subnet?.ifIndex;
  const localPort = localIfIndex === undefined ? undefined : device.portName(localIfIndex);
  return known({ localAddress: subnet?.address, localPort, localIfIndex });
}

/**
 * Neighbors of OSPF version 2 (OSPF-MIB, RFC 4750: ospfNbrTable by ospfNbrIpAddr and ospfNbrAddressLessIndex).
 */
export const readOspf: MibReader = (device) => {
  const localId = addressOf(device.scalar(routerId));
  const rows = rowsOf(device, neighbors, [neighborId, state]);
  const subnets = rows.length === 0 ? [] : ownSubnets(device);
  return rows.flatMap(({ parts, get, at }) => {
    const remoteAddress = ipv4At(parts);
    if (remoteAddress === undefined || parts.length < 4) return [];
    const told = { localId, remoteId: addressOf(get(neighborId)), remoteAddress, state: ospfStates[numberOf(get(state)) ?? 0] };
    const local = localEnd(device, subnets, remoteAddress, parts[4] ?? 0);
    return [{ fact: 'routing-peer' as const, protocol: 'ospf' as const, ...at, ...known(told), ...local }];
  });
};
