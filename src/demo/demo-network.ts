import { type Estate, type EstateHost, ipv4Of, macOf } from './estate/estate.ts';
import { estate } from './estate/shop.ts';
import { agentText } from './network/agent-text.ts';
import type { NetworkDevice } from './network/device.ts';
import type { NetworkPlan, PlannedDevice, Station } from './network/plan.ts';
import { runNetwork } from './network/run-network.ts';
import { type RunningNetwork, startAgents } from './network/start-network.ts';

/** The one VLAN of the shop. */
const vlan = { id: 77, name: 'shop' };

/** N of 10.77.0.N and of its loopback address, as the hosts have it. */
const numbers = { rtr1: 1, sw1: 2, sw2: 3 } as const;

const managed = (number: number) => [{ vlan: vlan.id, address: ipv4Of({ number }), prefix: 24 }];
const device = { vendor: 'hpe', ports: 24, vlans: [vlan], hears: 'all' } as const;

const sw1: PlannedDevice = { ...device, name: 'sw1', number: numbers.sw1, kind: 'switch', addresses: managed(numbers.sw1) };
const sw2: PlannedDevice = { ...device, name: 'sw2', number: numbers.sw2, kind: 'switch', addresses: managed(numbers.sw2) };
/** The gateway, which all hosts have in their neighbor tables. */
const rtr1: PlannedDevice = {
  ...device,
  ...{ name: 'rtr1', number: numbers.rtr1, kind: 'router', vendor: 'cisco', ports: 4 },
  ...{ addresses: managed(numbers.rtr1), vlanMac: macOf({ number: numbers.rtr1 }) },
};
const transit = { a: '10.77.255.2', b: '10.77.255.1' };

/** The provider's: nobody may ask it, so it is known from its neighbor alone. */
const edge1: PlannedDevice = {
  ...{ name: 'edge1', number: 200, kind: 'router', vendor: 'cisco', ports: 4, hears: 'all' },
  ...{ vlans: [], addresses: [{ vlan: 1, address: transit.b, prefix: 30 }] },
};

const cables: NetworkPlan['cables'] = [
  { a: { device: 'sw1', port: 23 }, b: { device: 'sw2', port: 23 }, bundle: 1 },
  { a: { device: 'sw1', port: 24 }, b: { device: 'sw2', port: 24 }, bundle: 1 },
  { a: { device: 'rtr1', port: 1 }, b: { device: 'sw1', port: 22 } },
  { a: { device: 'rtr1', port: 2 }, b: { device: 'edge1', port: 4 }, routed: transit },
];

/** The two racks: what customers reach and who serves it, and below, from the databases on, what keeps the data. */
const rackOf = ({ number }: EstateHost): 'sw1' | 'sw2' => (number < 30 || number > 52 ? 'sw1' : 'sw2');

/** Everybody who is not switched off, each on a port of its own that it keeps. */
function stationsOf({ hosts }: Estate): Station[] {
  const racks = { sw1: 0, sw2: 0 };
  return hosts.flatMap((host) => {
    const rack = rackOf(host);
    racks[rack] += 1;
    if (host.fault?.kind === 'refused') return [];
    return [{ name: host.name, mac: macOf(host), address: ipv4Of(host), vlan: vlan.id, at: { device: rack, port: racks[rack] } }];
  });
}

/** The network of the shop in one of its two states: two switches with a bundle between them, and the router. */
export function demoNetwork(state: 'before' | 'after'): NetworkDevice[] {
  const devices = runNetwork({ devices: [rtr1, sw1, sw2, edge1], cables, stations: stationsOf(estate(state)) });
  return devices.filter(({ name }) => name !== edge1.name);
}

/**
 * Starts their agents.
 * @param aliases each on a loopback address of its own; all on 127.0.0.1 otherwise
 */
export function startDemoNetwork(state: 'before' | 'after', community: string, aliases: boolean): Promise<RunningNetwork> {
  const plans = demoNetwork(state).map((one) => ({
    ...{ name: one.name, address: aliases ? `127.77.0.${one.number}` : '127.0.0.1', port: 0 },
    ...agentText(one),
  }));
  return startAgents(plans, community);
}
