import { type Estate, type Flow, type FlowEnd, flowEnds, ipv4Of, ipv6Of } from './estate.ts';
import { hashOf } from './hash.ts';

/** One end of a connection: who, and its address and port. */
export interface ConnectionEnd extends FlowEnd {
  readonly address: string;
  readonly port: number;
}

/** One connection of a flow. Both hosts' socket tables are made from it, so their halves agree to the port. */
export interface Connection {
  readonly flow: Flow;
  /** Position among the connections of its flow. */
  readonly index: number;
  readonly client: ConnectionEnd;
  readonly server: ConnectionEnd;
  /** Payload from the client, and to it. */
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly rttMs: number;
}

/** Linux's net.ipv4.ip_local_port_range (ip(7)). */
const firstEphemeral = 32_768;
const ephemeralCount = 28_232;

/** Every connection of the estate, the same ones every time. */
export function connectionsOf(estate: Estate): Connection[] {
  const taken = new Set<string>();
  const endOf = flowEnds(estate.hosts);
  return estate.flows.flatMap((flow) => {
    const [client, server] = [endOf(flow.from), endOf(flow.to)];
    const local = client.host !== undefined && client.host === server.host;
    const address = (end: FlowEnd) => (local ? (end.program?.container?.address ?? '127.0.0.1') : addressOf(end, flow.over));
    return Array.from({ length: flow.connections }, (_, index): Connection => {
      const seed = hashOf(`${flow.from} ${flow.to} ${flow.protocol}/${flow.port} ${flow.over} ${flow.state} ${index}`);
      return {
        flow,
        index,
        client: { ...client, address: address(client), port: freePort(address(client), seed, taken) },
        server: { ...server, address: address(server), port: flow.port },
        bytesUp: 400 + (seed % 90_000),
        bytesDown: 900 + (seed % 700_000),
        rttMs: local ? 0.02 : (200 + (seed % 600)) / 1000,
      };
    });
  });
}

function addressOf(end: FlowEnd, over: Flow['over']): string {
  if (end.host === undefined) return end.address ?? '';
  return over === 'ipv6' ? ipv6Of(end.host) : ipv4Of(end.host);
}

function freePort(address: string, seed: number, taken: Set<string>): number {
  for (let step = 0; ; step++) {
    const port = firstEphemeral + ((seed + step) % ephemeralCount);
    const key = `${address} ${port}`;
    if (taken.has(key)) continue;
    taken.add(key);
    return port;
  }
}
