import type { PublishedPort } from '../model/container-fact.ts';
import type { SocketFact } from '../model/fact.ts';
import type { AddressBook } from './address-book.ts';
import { shortId } from './container-name.ts';
import { clientHalf, type DirectedConnection, spaceAt } from './directed.ts';
import type { EndTranslator, Spot } from './end-translator.ts';
import type { KnownPlacement } from './host-containers.ts';
import type { InnerContainer } from './host-namespaces.ts';
import type { HostProcesses } from './host-processes.ts';
import type { ListenerTable } from './listeners.ts';
import { type Protocol, portKey } from './protocol.ts';
import { addEndpoint, type ServiceDraft } from './service-draft.ts';
import type { ServiceTable } from './service-table.ts';

/** The ports of containers that their hosts answer on: what comes in there goes on to the container. */
export interface PublishedPorts extends EndTranslator {
  /** True where a listening socket of a host stands for one of a container: of docker-proxy and its like. */
  takeListener(node: number, socket: SocketFact, sample: bigint): boolean;
  /** Makes the container's service known at every published port. Call when all sockets are read. */
  settle(listeners: ListenerTable): void;
  /** True for the second half of the way: from what answers on the host into the container. The first half tells it all. */
  isRelay(connection: DirectedConnection): boolean;
}

/** One published port and the end in the container. */
interface Published {
  readonly node: number;
  readonly protocol: Protocol;
  readonly port: PublishedPort;
  readonly target: Spot;
  readonly placement: KnownPlacement;
  /** Samples in which something on the host listened for it, one bit each. */
  seen: bigint;
}

const everyAddress: ReadonlySet<string | undefined> = new Set([undefined, '', '*', '0.0.0.0', '::']);

const isAt = ({ port: { hostAddress } }: Published, address: string): boolean =>
  everyAddress.has(hostAddress) || hostAddress === address;

class Ports implements PublishedPorts {
  readonly #book: AddressBook;
  readonly #services: ServiceTable;
  /** By host and port, `portKey`. */
  readonly #byPort = new Map<number, Published[]>();
  /** Services that pass connections on, by `portKey` of the end in the container; -1 is one nobody knows. */
  readonly #relays = new Map<number, Set<number>>();

  constructor(book: AddressBook, services: ServiceTable) {
    this.#book = book;
    this.#services = services;
  }

  add(node: number, host: HostProcesses, { fact, netns }: InnerContainer): void {
    const address = host.namespaces.addresses.get(netns)?.[0]?.address ?? '127.0.0.1';
    const placement = host.containers.name({ container: fact.id === undefined ? (fact.name ?? '') : shortId(fact.id) });
    for (const port of fact.ports ?? []) {
      const place = this.#book.locate(node, address, undefined, netns);
      if (place === undefined) continue;
      const key = portKey(node, port.protocol, port.hostPort);
      const target = { place, port: port.port };
      const published: Published = { node, protocol: port.protocol, port, target, placement, seen: 0n };
      this.#byPort.set(key, [...(this.#byPort.get(key) ?? []), published]);
    }
  }

  #find(node: number, protocol: Protocol, port: number, address: string): Published | undefined {
    return this.#byPort.get(portKey(node, protocol, port))?.find((published) => isAt(published, address));
  }

  translate(protocol: Protocol, { place, port }: Spot): Spot | undefined {
    return place.space === place.node ? this.#find(place.node, protocol, port, place.address)?.target : undefined;
  }

  takeListener(node: number, socket: SocketFact, sample: bigint): boolean {
    const { protocol, local, netns } = socket;
    if (netns !== undefined) return false;
    const candidates = this.#byPort.get(portKey(node, protocol, local.port ?? 0)) ?? [];
    const taken = candidates.filter((published) => everyAddress.has(local.address) || isAt(published, local.address ?? ''));
    if (taken.length === 0) return false;
    const relay = this.#services.holderOf(node, socket)?.index ?? -1;
    for (const published of taken) {
      published.seen |= sample;
      const key = portKey(published.target.place.space, protocol, published.target.port);
      this.#relays.set(key, (this.#relays.get(key) ?? new Set()).add(relay));
    }
    return true;
  }

  #serviceOf({ node, protocol, target, placement, seen }: Published, listeners: ListenerTable): ServiceDraft | undefined {
    const { space, address } = target.place;
    const known = listeners.find(space, protocol, address, target.port);
    if (known !== undefined) return this.#services.drafts[known.service];
    const draft = this.#services.ofContainer(node, placement);
    if (draft !== undefined) listeners.declare(space, protocol, target.port, draft.index, seen);
    return draft;
  }

  settle(listeners: ListenerTable): void {
    for (const published of [...this.#byPort.values()].flat()) {
      const draft = this.#serviceOf(published, listeners);
      if (draft === undefined) continue;
      const { hostAddress, hostPort } = published.port;
      const address = everyAddress.has(hostAddress) ? '*' : (hostAddress ?? '*');
      addEndpoint(draft, { protocol: published.protocol, address, port: hostPort });
      draft.listens = true;
    }
  }

  isRelay(connection: DirectedConnection): boolean {
    const half = clientHalf(connection);
    if (half === undefined || this.#relays.size === 0) return false;
    const { server } = connection.direction;
    const key = portKey(spaceAt(connection, server), connection.protocol, connection[server].port);
    // A relay is on the host itself: what another container asks is no second half.
    return (
      half.space === half.node && this.#relays.get(key)?.has(half.service) === true && connection[server].place.node === half.node
    );
  }
}

/**
 * Reads which ports the containers of the hosts publish, from what their runtimes say. `guests` are, by node, the
 * namespaces that are hosts of their own.
 */
export function openPublishedPorts(
  hosts: readonly HostProcesses[],
  guests: readonly ReadonlySet<number>[],
  book: AddressBook,
  services: ServiceTable,
): PublishedPorts {
  const ports = new Ports(book, services);
  for (const [node, host] of hosts.entries()) {
    for (const inner of host.namespaces.containers) if (guests[node]?.has(inner.netns) !== true) ports.add(node, host, inner);
  }
  return ports;
}
