import { type RunningSnmpAgent, type SnmpAgentOptions, startSnmpAgent } from '../snmp-agent.ts';
import { agentText } from './agent-text.ts';
import type { NetworkDevice } from './device.ts';
import type { Station } from './plan.ts';
import { stationText } from './station-text.ts';

export interface AgentPlace {
  readonly name: string;
  readonly address: string;
}

/** Running simulated agents. */
export interface RunningNetwork {
  readonly agents: readonly AgentPlace[];
  /** The one UDP port of all. */
  readonly port: number;
  close(): Promise<void>;
}

export interface NetworkOptions {
  /** The first two bytes of the loopback addresses: `127.90`. */
  readonly prefix: string;
  /** 0: any that is free on the first address. */
  readonly port: number;
  readonly community: string;
  /** Stations whose agents answer too, on the addresses behind those of the devices. */
  readonly stations?: readonly Station[];
}

/** The N-th address: hosts 1 to 254 of one /24 after the other. */
export const addressAt = (prefix: string, index: number): string => `${prefix}.${Math.floor(index / 254)}.${1 + (index % 254)}`;

/**
 * Starts an agent for every device, and for the stations that have one, each on a loopback address of its own.
 * @throws where an address or the port cannot be had.
 */
export async function startNetwork(devices: readonly NetworkDevice[], options: NetworkOptions): Promise<RunningNetwork> {
  const { prefix, community, stations = [] } = options;
  const texts: readonly (Pick<SnmpAgentOptions, 'text' | 'contexts'> & { name: string })[] = [
    ...devices.map((device) => ({ name: device.name, ...agentText(device) })),
    ...stations.map((station) => ({ name: station.name, text: stationText(station) })),
  ];
  const running: RunningSnmpAgent[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(running.map((agent) => agent.close()));
  };
  let { port } = options;
  try {
    for (const [index, { name: _, ...told }] of texts.entries()) {
      const agent = await startSnmpAgent({ address: addressAt(prefix, index), port, community, ...told });
      running.push(agent);
      port = agent.port;
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { agents: texts.map(({ name }, index) => ({ name, address: addressAt(prefix, index) })), port, close };
}
