import { type RunningSnmpAgent, startSnmpAgent } from '../snmp-agent.ts';
import { type AgentText, agentText } from './agent-text.ts';
import type { NetworkDevice } from './device.ts';
import type { Station } from './plan.ts';
import { stationText } from './station-text.ts';

interface AgentPlace {
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

/** Running simulated agents. */
export interface RunningNetwork {
  readonly agents: readonly AgentPlace[];
  close(): Promise<void>;
}

interface AgentPlan extends AgentText, AgentPlace {}

/**
 * Starts agents, each at its loopback address. Port 0: any that is free there.
 * @throws where an address or a port cannot be had; none is left then.
 */
export async function startAgents(plans: readonly AgentPlan[], community: string): Promise<RunningNetwork> {
  const running: RunningSnmpAgent[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(running.map((agent) => agent.close()));
  };
  try {
    for (const { name: _, ...plan } of plans) running.push(await startSnmpAgent({ ...plan, community }));
  } catch (error) {
    await close();
    throw error;
  }
  return { agents: plans.map(({ name, address }, index) => ({ name, address, port: running[index]?.port ?? 0 })), close };
}

export interface NetworkOptions {
  /** The first two bytes of the loopback addresses: `127.90`. */
  readonly prefix: string;
  /** Of all agents. */
  readonly port: number;
  readonly community: string;
  /** Stations whose agents answer too, on the addresses behind those of the devices. */
  readonly stations?: readonly Station[];
}

/** The N-th address: hosts 1 to 254 of one /24 after the other. */
export const addressAt = (prefix: string, index: number): string => `${prefix}.${Math.floor(index / 254)}.${1 + (index % 254)}`;

/** Starts the agents of a whole fleet, each device on a loopback address of its own. */
export function startNetwork(devices: readonly NetworkDevice[], options: NetworkOptions): Promise<RunningNetwork> {
  const { prefix, port, community, stations = [] } = options;
  const texts = [
    ...devices.map((device) => ({ name: device.name, ...agentText(device) })),
    ...stations.map((station) => ({ name: station.name, text: stationText(station) })),
  ];
  const plans = texts.map((told, index) => ({ ...told, address: addressAt(prefix, index), port }));
  return startAgents(plans, community);
}
