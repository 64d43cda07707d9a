import type { NetworkDevice } from './device.ts';
import { bridgeObjects, qBridgeObjects, vlanBridgeObjects, vtpObjects } from './objects/bridge.ts';
import { addressObjects, bundleObjects, interfaceObjects, ospfObjects } from './objects/interfaces.ts';
import { cdpObjects, lldpObjects } from './objects/neighbors.ts';
import { hardwareObjects, systemObjects } from './objects/system.ts';

/** What an agent tells, as `startSnmpAgent` takes it. */
export interface AgentText {
  /** snmprec */
  readonly text: string;
  /** By VLAN, what a Cisco switch tells in the context of it. */
  readonly contexts?: Readonly<Record<number, string>>;
}

const parts = [
  systemObjects,
  interfaceObjects,
  bundleObjects,
  addressObjects,
  ospfObjects,
  bridgeObjects,
  qBridgeObjects,
  vtpObjects,
  lldpObjects,
  cdpObjects,
  hardwareObjects,
];

const joined = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** Everything the agent of a device tells. */
export function agentText(device: NetworkDevice): AgentText {
  const text = joined(parts.flatMap((render) => render(device)));
  if (device.vendor !== 'cisco' || device.kind !== 'switch') return { text };
  const perVlan = device.vlans.map(({ id }) => [id, joined(vlanBridgeObjects(device, id))] as const);
  return { text, contexts: Object.fromEntries(perVlan) };
}
