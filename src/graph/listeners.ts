import { isIPv4 } from 'node:net';
import type { SocketFact } from '../model/fact.ts';
import { type Protocol, portKey } from './protocol.ts';
import { serverPorts } from './server-ports.ts';

/** A socket that waits for connections. */
interface Listener {
  readonly address: string;
  /** Position of the service in the table. */
  readonly service: number;
  /** The samples of the host that showed it, one bit each. */
  seen: bigint;
}

/** Who listens where, by network namespace: `Place.space`, which for the namespace of a host itself is its node. */
export interface ListenerTable {
  add(space: number, socket: SocketFact, service: number, sample: bigint): void;
  /** A listener no table showed but something else tells of, for connections that find no other. */
  declare(space: number, protocol: Protocol, port: number, service: number, sample: bigint): void;
  /**
   * The listener that takes connections to `address`; with `translated`, any one on the port, because
   * the address is not the one the host itself has.
   */
  find(space: number, protocol: Protocol, address: string, port: number, translated?: boolean): Listener | undefined;
  /** True where listeners of the protocol were shown, so that one that was not shown is not there. */
  covers(space: number, protocol: Protocol): boolean;
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

/** Of two on one port the one for IPv4 alone is asked first: the other one is for IPv6, then. */
const everyAddress = ['0.0.0.0', '*', '::'] as const;

const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1';

/** One that takes whatever comes; with `translated` else the first that others can reach, or that there is. */
function findAny(known: ReadonlyMap<string, Listener> | undefined, address: string, translated: boolean): Listener | undefined {
  if (known === undefined) return undefined;
  for (const every of everyAddress) {
    const listener = known.get(every);
    if (listener !== undefined && (translated || isWildcardFor(every, address))) return listener;
  }
  if (!translated) return undefined;
  for (const listener of known.values()) if (!isLoopback(listener.address)) return listener;
  return known.values().next().value;
}

export function createListenerTable(): ListenerTable {
  /** By port, then by address: a host may listen on one port of very many addresses. */
  const table = new Map<number, Map<string, Listener>>();
  const declared = new Map<number, Listener>();
  const covered = new Set<number>();
  return {
    add(space, { protocol, local }, service, sample) {
      covered.add(portKey(space, protocol, 0));
      const key = portKey(space, protocol, local.port ?? 0);
      const address = local.address ?? '*';
      const known = table.get(key) ?? new Map<string, Listener>();
      const same = known.get(address);
      // Of two that share a port (SO_REUSEPORT) the first stands for both.
      if (same !== undefined) same.seen |= sample;
      else table.set(key, known.set(address, { address, service, seen: sample }));
    },
    declare: (space, protocol, port, service, seen) =>
      void declared.set(portKey(space, protocol, port), { address: '*', service, seen }),
    covers: (space, protocol) => covered.has(portKey(space, protocol, 0)),
    find(space, protocol, address, port, translated = false) {
      const key = portKey(space, protocol, port);
      const known = table.get(key);
      return known?.get(address) ?? findAny(known, address, translated) ?? declared.get(key);
    },
  };
}
