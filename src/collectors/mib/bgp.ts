import type { Varbind } from '../../model/varbind.ts';
import { isAnyAddress } from '../../text/address.ts';
import { addressOf, ipv4At, numberOf } from '../../text/snmp/values.ts';
import type { MibReader } from './device-view.ts';
import { known, rowsOf } from './rows.ts';

const [localAs, identifier] = ['1.3.6.1.2.1.15.2', '1.3.6.1.2.1.15.4'];
const peers = '1.3.6.1.2.1.15.3.1';
const [remoteId, stateColumn, localAddress, remoteAddress, remoteAs] = [1, 2, 5, 7, 9] as const;

/** bgpPeerState */
const states: Readonly<Record<number, string>> = {
  1: 'idle',
  2: 'connect',
  3: 'active',
  4: 'opensent',
  5: 'openconfirm',
  6: 'established',
};

/** A session that is not up has 0.0.0.0 for what it does not know. */
function toldAddress(varbind: Varbind | undefined): string | undefined {
  const address = addressOf(varbind);
  return isAnyAddress(address) ? undefined : address;
}

const positive = (number: number | undefined): number | undefined => (number !== undefined && number > 0 ? number : undefined);

/** Peers of BGP (BGP4-MIB, RFC 4273: bgpPeerTable by bgpPeerRemoteAddr). */
export const readBgp: MibReader = (device) => {
  const own = { localId: toldAddress(device.scalar(identifier)), localAs: positive(numberOf(device.scalar(localAs))) };
  return rowsOf(device, peers, [remoteId, stateColumn, localAddress, remoteAddress, remoteAs]).flatMap(({ parts, get, at }) => {
    const address = toldAddress(get(remoteAddress)) ?? (parts.length === 4 ? ipv4At(parts) : undefined);
    if (address === undefined) return [];
    const told = {
      ...own,
      localAddress: toldAddress(get(localAddress)),
      remoteId: toldAddress(get(remoteId)),
      remoteAddress: address,
      remoteAs: positive(numberOf(get(remoteAs))),
      state: states[numberOf(get(stateColumn)) ?? 0],
    };
    return [{ fact: 'routing-peer' as const, protocol: 'bgp' as const, ...at, ...known(told) }];
  });
};
