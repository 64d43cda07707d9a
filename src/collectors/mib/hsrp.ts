import { isAnyAddress } from '../../text/address.ts';
import { addressOf, numberOf } from '../../text/snmp/values.ts';
import type { MibReader } from './device-view.ts';
import { known, rowsOf } from './rows.ts';

const groups = '1.3.6.1.4.1.9.9.106.1.2.1.1';
const [virtualAddress, stateColumn] = [11, 15] as const;

/** cHsrpGrpStandbyState (HsrpState) */
const states: Readonly<Record<number, string>> = { 1: 'initial', 2: 'learn', 3: 'listen', 4: 'speak', 5: 'standby', 6: 'active' };

/** Addresses that Cisco routers share (CISCO-HSRP-MIB: cHsrpGrpTable by ifIndex and group). */
export const readHsrp: MibReader = (device) =>
  rowsOf(device, groups, [virtualAddress, stateColumn]).flatMap(({ parts, get, at }) => {
    const [ifIndex, group] = parts;
    const address = addressOf(get(virtualAddress));
    if (ifIndex === undefined || group === undefined || address === undefined || isAnyAddress(address)) return [];
    const told = { interface: device.portName(ifIndex), state: states[numberOf(get(stateColumn)) ?? 0] };
    return [{ fact: 'virtual-address' as const, ...at, address, protocol: 'hsrp' as const, group, ...known(told) }];
  });
