import { isIPv4 } from 'node:net';
import type { SocketFact } from '../model/fact.ts';
import { type Protocol, portKey } from './connections.ts';
import { serverPorts } from './server-ports.ts';

/** A socket that waits for connections. */
interface Listener {
  readonly address: string;
  /** Position of the service in the table. */
  readonly service: number;
  /** The samples of the host that showed it, one bit each. */
  seen: bigint;
}

/** Who listens where, by node. */
export interface ListenerTable {
  add(node: number, socket: SocketFact, service: number, sample: bigint): void;
  /**
   * The listener that takes connections to `address`; with `translated`, any one on the port, because
   * the address is not the one the host itself has.
   */
  find(node: number, protocol: Protocol, address: string, port: number, translated?: boolean): Listener | undefined;
  /** True where the node showed listeners of the protocol, so that one it did not show is not there. */
  covers(node: number, protocol: Protocol): boolean;
}

/** Default of net.ipv4.ip_local_port_range (Linux, ip-sysctl). */
export const isEphemeral = (port: number): boolean => port >= 32768 && port <= 60999;

/**
 * True for a socket that waits for others: LISTEN, and for UDP an unconnected one, unless its port is
 * one the kernel hands out to clients that wait for an answer.
 */
export function isListener(socket: SocketFact): boolean {
  const { protocol, state, local } = socket;
  if (local.port === undefined || local.port === 0) return false;
  if (state === 'listen') return true;
  return protocol === 'udp' && state === 'unconnected' && (!isEphemeral(local.port) || serverPorts.has(local.port));
}

/** `*` and `::` also take IPv4 (ipv6(7), IPV6_V6ONLY); tools that print `::` do not tell whether it is so. */
function isWildcardFor(listening: string, address: string): boolean {
  if (listening === '*' || listening === '::') return true;
  return listening === '0.0.0.0' && isIPv4(address);
}

export function createListenerTable(): ListenerTable {
  const table = new Map<number, Listener[]>();
  const covered = new Set<number>();
  return {
    add(node, { protocol, local }, service, sample) {
      covered.add(portKey(node, protocol, 0));
      const key = portKey(node, protocol, local.port ?? 0);
      const address = local.address ?? '*';
      const known = table.get(key) ?? [];
      const same = known.find((listener) => listener.address === address);
      // Of two that share a port (SO_REUSEPORT) the first stands for both.
      if (same !== undefined) same.seen |= sample;
      else table.set(key, [...known, { address, service, seen: sample }]);
    },
    covers: (node, protocol) => covered.has(portKey(node, protocol, 0)),
    find(node, protocol, address, port, translated = false) {
      const known = table.get(portKey(node, protocol, port));
      if (known === undefined) return undefined;
      const exact = known.find((listener) => listener.address === address);
      return exact ?? known.find((listener) => translated || isWildcardFor(listener.address, address));
    },
  };
}
