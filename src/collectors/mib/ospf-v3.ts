import type { Varbind } from '../../model/varbind.ts';
import { addressOf, addressOfOctets, numberOf } from '../../text/snmp/values.ts';
import type { MibReader } from './device-view.ts';
import { ospfStates } from './ospf-states.ts';
import { known, rowsOf } from './rows.ts';

const routerId = '1.3.6.1.2.1.191.1.1.1';
const neighbors = '1.3.6.1.2.1.191.1.9.1';
const [address, state] = [5, 8] as const;

/** Ospfv3RouterIdTC: an unsigned number of 32 bits. */
function dotted(number: number | undefined): string | undefined {
  if (number === undefined || number < 0 || number >= 2 ** 32) return undefined;
  return addressOfOctets([24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256));
}

const ownId = (varbind: Varbind | undefined): string | undefined => dotted(numberOf(varbind)) ?? addressOf(varbind);

/** Neighbors of OSPF version 3 (OSPFV3-MIB, RFC 5643: ospfv3NbrTable by ifIndex, instance and router id). */
export const readOspfV3: MibReader = (device) => {
  const localId = ownId(device.scalar(routerId));
  return rowsOf(device, neighbors, [address, state]).flatMap(({ parts, get, at }) => {
    const [ifIndex, , remote] = parts;
    if (ifIndex === undefined || remote === undefined) return [];
    const localIfIndex = ifIndex > 0 ? ifIndex : undefined;
    const told = {
      localId,
      localPort: localIfIndex === undefined ? undefined : device.portName(localIfIndex),
      localIfIndex,
      remoteId: dotted(remote),
      remoteAddress: addressOf(get(address)),
      state: ospfStates[numberOf(get(state)) ?? 0],
    };
    return [{ fact: 'routing-peer' as const, protocol: 'ospf' as const, ...at, ...known(told) }];
  });
};
