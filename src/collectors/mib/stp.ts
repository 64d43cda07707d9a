import type { BridgePortFact } from '../../model/network-fact.ts';
import { numberOf, octetsOf } from '../../text/snmp/values.ts';
import { bridgeIdMac, portIdNumber } from './bridge-id.ts';
import { contextsOf, type Scope } from './contexts.ts';
import type { DeviceView, MibReader } from './device-view.ts';
import { portOf } from './interface-names.ts';
import { known, rowsOf } from './rows.ts';

const entry = '1.3.6.1.2.1.17.2.15.1';
const [state, designatedBridge, designatedPort] = [3, 8, 9] as const;

const states: Readonly<Record<number, NonNullable<BridgePortFact['state']>>> = {
  1: 'disabled',
  2: 'blocking',
  3: 'listening',
  4: 'learning',
  5: 'forwarding',
  6: 'broken',
};

function portFacts(device: DeviceView, { tables, vlan, context }: Scope): readonly BridgePortFact[] {
  return rowsOf(tables, entry, [state, designatedBridge, designatedPort]).flatMap(({ parts, get, at }) => {
    const [bridgePort] = parts;
    if (bridgePort === undefined || parts.length !== 1) return [];
    const told = {
      designatedBridge: bridgeIdMac(octetsOf(get(designatedBridge))),
      designatedPort: portIdNumber(octetsOf(get(designatedPort))),
      state: states[numberOf(get(state)) ?? 0],
      vlan,
    };
    return [
      {
        fact: 'bridge-port' as const,
        ...at,
        ...portOf(device, device.ifIndexOfBridgePort(bridgePort, context)),
        bridgePort,
        ...known(told),
      },
    ];
  });
}

/** Ports in a spanning tree (BRIDGE-MIB, RFC 4188: dot1dStpPortTable), once a context that has one. */
export const readStp: MibReader = (device) => contextsOf(device).flatMap((scope) => portFacts(device, scope));
