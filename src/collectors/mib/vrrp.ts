import type { VirtualAddressFact } from '../../model/translation-fact.ts';
import { isAnyAddress } from '../../text/address.ts';
import { inetAddressAt, ipv4At, numberOf } from '../../text/snmp/values.ts';
import type { DeviceView, MibReader } from './device-view.ts';
import { known, rowsOf } from './rows.ts';

/** vrrpOperState (RFC 2787), vrrpv3OperationsStatus (RFC 6527). */
const states: Readonly<Record<number, string>> = { 1: 'initialize', 2: 'backup', 3: 'master' };

interface VirtualRouter {
  readonly ifIndex: number;
  readonly group: number;
  readonly address: string | undefined;
  readonly state: number | undefined;
}

function virtualAddress(
  device: DeviceView,
  router: VirtualRouter,
  at: { readonly line?: number },
): readonly VirtualAddressFact[] {
  const { ifIndex, group, address } = router;
  if (address === undefined || isAnyAddress(address)) return [];
  const told = { interface: device.portName(ifIndex), state: states[router.state ?? 0] };
  return [{ fact: 'virtual-address', ...at, address, protocol: 'vrrp', group, ...known(told) }];
}

/**
 * Addresses that routers share (VRRP-MIB, RFC 2787: vrrpAssoIpAddrTable by ifIndex, virtual router and address, its state
 * in vrrpOperTable).
 */
export const readVrrp: MibReader = (device) =>
  rowsOf(device, '1.3.6.1.2.1.68.1.4.1', [2]).flatMap(({ parts, at }) => {
    const [ifIndex, group] = parts;
    if (ifIndex === undefined || group === undefined || parts.length !== 6) return [];
    const state = numberOf(device.column('1.3.6.1.2.1.68.1.3.1.3').get(`${ifIndex}.${group}`));
    return virtualAddress(device, { ifIndex, group, address: ipv4At(parts, 2), state }, at);
  });

/** The same of version 3 (VRRPV3-MIB, RFC 6527), whose rows are by ifIndex, virtual router and type of address. */
export const readVrrpV3: MibReader = (device) =>
  rowsOf(device, '1.3.6.1.2.1.207.1.1.2.1', [2]).flatMap(({ parts, at }) => {
    const [ifIndex, group, family] = parts;
    if (ifIndex === undefined || group === undefined || family === undefined) return [];
    const state = numberOf(device.column('1.3.6.1.2.1.207.1.1.1.1.6').get(`${ifIndex}.${group}.${family}`));
    return virtualAddress(device, { ifIndex, group, address: inetAddressAt(parts, 2)?.address, state }, at);
  });
