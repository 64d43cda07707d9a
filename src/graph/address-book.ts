import { type AddressClass, classifyAddress, isHostAddress, unmapAddress } from './address-class.ts';
import {
  findAliases,
  findFormerOwners,
  findInnerOwners,
  findOwners,
  findScoped,
  type Inner,
  type Resident,
} from './address-owners.ts';
import type { Inside } from './inside-addresses.ts';
import { broadcastOf, isBroadcastOf, subnetContains } from './subnet.ts';

/** Where an address is: the node that has it. Two places with one `id` are one address. */
export interface Place {
  readonly id: number;
  /** Position among the nodes: first the hosts that are known, then peers as they are found. */
  readonly node: number;
  readonly address: string;
  /** Number of the network namespace it is in, over the whole estate: that of a host's own is the host's node. */
  readonly space: number;
  /** The namespace as its host numbers it, where it is not the host's own. */
  readonly netns?: number;
  /** The host that stands behind the address does not have it itself. */
  readonly translated: boolean;
}

/** An address, or a name without one, that none of the known hosts has. */
export interface Peer {
  /** Empty where only the name is known. */
  readonly address: string;
  readonly name?: string;
  readonly kind: 'unknown' | 'external' | 'virtual-address';
  /** Position of the only host to which the address means anything. */
  readonly scope?: number;
}

export interface AddressBook {
  /** Where `address` is, as seen by the host at position `host`, or from its namespace `netns`; nothing for a group or no address at all. */
  locate(host: number, address: string, zone?: string, netns?: number): Place | undefined;
  /** The same for what was read in this scan, whenever the sockets of the host were: no former address is meant. */
  locateNow(host: number, address: string): Place | undefined;
  /** Where an address is that something on the way saw: no address that only means something to one host. */
  locateBetween(address: string): Place | undefined;
  /** Number of a network namespace of a host; its own without `netns`. */
  spaceOf(host: number, netns?: number): number;
  /** True for the place of a known host whose address it is, and no virtual one. */
  isFixed(place: Place): boolean;
  /** True for the node of an address of the internet that no known host has. */
  isExternal(node: number): boolean;
  /** The known host that has the address, by position, as everybody sees it. */
  ownerOf(address: string): number | undefined;
  /** The node of a peer of which a name is known and no address. */
  peerNamed(name: string): number;
  /** Former addresses that older evidence of others still names, by the position of the host that had them. */
  formerInUse(): ReadonlyMap<number, readonly string[]>;
  /** The peers found so far; the first one's node is the number of residents. */
  readonly peers: readonly Peer[];
}

class Book implements AddressBook {
  readonly peers: Peer[] = [];
  readonly #residents: readonly Resident[];
  readonly #virtual: ReadonlySet<string>;
  readonly #owners: ReadonlyMap<string, number>;
  readonly #aliases: ReadonlyMap<string, number>;
  readonly #formerOwners: ReadonlyMap<string, number>;
  readonly #innerOwners: ReadonlyMap<string, Inner | null>;
  readonly #inside: readonly ReadonlyMap<number, Inside>[];
  readonly #scoped: readonly ReadonlyMap<string, number | null>[];
  readonly #spaces = new Map<string, number>();
  readonly #named = new Map<string, number>();
  readonly #global = new Map<string, Place>();
  readonly #former = new Map<string, Place>();
  /** Places of addresses that somebody else has for the rest of the world, by node and address. */
  readonly #near = new Map<string, Place>();
  /** What each host has looked up, so that a row costs one look-up. */
  readonly #seen: readonly Map<string, Place | null>[];
  /** The same by the number of a namespace that is not a host's own. */
  readonly #seenInside = new Map<number, Map<string, Place | null>>();
  #places = 0;
  /** Broadcast addresses of all networks; made when somebody asks. */
  #broadcasts: ReadonlySet<string> | undefined;

  constructor(residents: readonly Resident[], virtual: ReadonlySet<string>) {
    this.#virtual = virtual;
    this.#residents = residents;
    this.#owners = findOwners(residents);
    this.#aliases = findAliases(this.#owners, residents);
    this.#formerOwners = findFormerOwners(this.#owners, residents);
    this.#innerOwners = findInnerOwners(this.#owners, residents);
    this.#inside = residents.map(({ own }) => new Map(own.inside.map((inside) => [inside.netns, inside])));
    this.#scoped = residents.map(findScoped);
    this.#seen = residents.map(() => new Map());
  }

  ownerOf(address: string): number | undefined {
    return this.#owners.get(address) ?? this.#aliases.get(address) ?? this.#innerOwners.get(address)?.node;
  }

  isFixed({ node, address }: Place): boolean {
    return node < this.#residents.length && !this.#virtual.has(address);
  }

  isExternal(node: number): boolean {
    return this.peers[node - this.#residents.length]?.kind === 'external';
  }

  peerNamed(name: string): number {
    const known = this.#named.get(name);
    if (known !== undefined) return known;
    this.peers.push({ address: '', name, kind: 'unknown' });
    const node = this.#residents.length + this.peers.length - 1;
    this.#named.set(name, node);
    return node;
  }

  formerInUse(): ReadonlyMap<number, readonly string[]> {
    const inUse = new Map<number, string[]>();
    for (const { node, address } of this.#former.values()) inUse.set(node, [...(inUse.get(node) ?? []), address]);
    return inUse;
  }

  spaceOf(host: number, netns?: number): number {
    if (netns === undefined) return host;
    const key = `${host} ${netns}`;
    // Below zero, so that no node has it: there are always more of those.
    const space = this.#spaces.get(key) ?? -1 - this.#spaces.size;
    this.#spaces.set(key, space);
    return space;
  }

  locate(host: number, address: string, zone?: string, netns?: number): Place | undefined {
    if (netns !== undefined) return this.#locateFrom(host, netns, unmapAddress(address));
    const key = zone !== undefined && address.startsWith('fe80:') ? `${address}%${zone}` : address;
    const seen = this.#seen[host];
    const known = seen?.get(key);
    if (known !== undefined) return known ?? undefined;
    const place = this.#find(host, unmapAddress(address), key);
    seen?.set(key, place ?? null);
    return place;
  }

  locateNow(host: number, address: string): Place | undefined {
    const plain = unmapAddress(address);
    return this.#formerOwners.has(plain) ? this.#find(host, plain, address, true) : this.locate(host, address);
  }

  locateBetween(address: string): Place | undefined {
    const plain = unmapAddress(address);
    if (!isHostAddress(plain)) return undefined;
    const known = this.#global.get(plain);
    if (known !== undefined) return known;
    this.#broadcasts ??= new Set(
      this.#residents.flatMap(({ own }) => own.subnets.flatMap((subnet) => broadcastOf(subnet) ?? [])),
    );
    return this.#broadcasts.has(plain) ? undefined : this.#addGlobal(plain, classifyAddress(plain));
  }

  /** As a namespace sees it: its own loopback and addresses, and whatever its host sees. */
  #locateFrom(host: number, netns: number, address: string): Place | undefined {
    const space = this.spaceOf(host, netns);
    const seen = this.#seenInside.get(space) ?? new Map<string, Place | null>();
    this.#seenInside.set(space, seen);
    const known = seen.get(address);
    if (known !== undefined) return known ?? undefined;
    const place = this.#findFrom(host, netns, address);
    seen.set(address, place ?? null);
    return place;
  }

  #findFrom(host: number, netns: number, address: string): Place | undefined {
    if (classifyAddress(address) === 'loopback') return this.#addPlace(host, address, false, netns);
    const inside = this.#inside[host]?.get(netns);
    if (inside?.subnets.some((subnet) => isBroadcastOf(subnet, address))) return undefined;
    const place = this.locate(host, address);
    const isOwn = inside?.addresses.has(address) === true;
    if (!isOwn || (place?.node === host && place.netns === netns)) return place;
    // Several have it, so it means this one only to itself.
    return this.#addPlace(host, address, false, netns);
  }

  #find(host: number, address: string, key: string, now = false): Place | undefined {
    const kind = classifyAddress(address);
    const own = this.#residents[host]?.own;
    if (kind === 'loopback' || own?.scoped.has(address)) return this.#addPlace(host, address);
    if (kind === 'link-local') return this.#addPlace(this.#addPeer(address, 'unknown', host), key);
    if (!isHostAddress(address) || own?.subnets.some((subnet) => isBroadcastOf(subnet, address))) return undefined;
    const neighbor = this.#residents[host]?.neighbors?.get(address);
    if (neighbor !== undefined && neighbor !== this.ownerOf(address)) return this.#findNear(neighbor, address);
    const netns = this.#scoped[host]?.get(address);
    const isReachable = own?.global.has(address) !== true && (netns ?? undefined) !== undefined;
    const scoped = own?.scopedSubnets.some((subnet) => subnetContains(subnet, address)) ?? false;
    if (isReachable && (scoped || !this.#owners.has(address))) return this.#addPlace(host, address, false, netns ?? undefined);
    const isRouted = this.#innerOwners.get(address)?.node === host;
    if (scoped && !isRouted) return this.#addPlace(this.#addPeer(address, 'unknown', host), address);
    const former = now ? undefined : this.#findFormer(host, address);
    return former ?? this.#global.get(address) ?? this.#addGlobal(address, kind);
  }

  /** What was written down before a host moved means the host, not whoever may have its address next. */
  #findFormer(host: number, address: string): Place | undefined {
    const owner = this.#formerOwners.get(address);
    if (owner === undefined || this.#residents[host]?.freshSockets !== false || this.#aliases.has(address)) return undefined;
    const place = this.#former.get(address) ?? this.#addPlace(owner, address, true);
    this.#former.set(address, place);
    return place;
  }

  /** An address of this network that another one has too. */
  #findNear(node: number, address: string): Place {
    const key = `${node} ${address}`;
    const place = this.#near.get(key) ?? this.#addPlace(node, address, this.#residents[node]?.own.global.has(address) !== true);
    this.#near.set(key, place);
    return place;
  }

  #addGlobal(address: string, kind: AddressClass): Place {
    const alias = this.#aliases.get(address);
    const peerKind = this.#virtual.has(address) ? 'virtual-address' : kind === 'public' ? 'external' : 'unknown';
    const node = this.ownerOf(address) ?? this.#addPeer(address, peerKind);
    const isInner = !this.#owners.has(address) && alias === undefined;
    const netns = isInner ? this.#innerOwners.get(address)?.netns : undefined;
    const place = this.#addPlace(node, address, alias === node, netns);
    this.#global.set(address, place);
    return place;
  }

  #addPlace(node: number, address: string, translated = false, netns?: number): Place {
    const place = { id: this.#places++, node, address, space: this.spaceOf(node, netns), translated };
    return netns === undefined ? place : { ...place, netns };
  }

  #addPeer(address: string, kind: Peer['kind'], scope?: number): number {
    this.peers.push(scope === undefined ? { address, kind } : { address, kind, scope });
    return this.#residents.length + this.peers.length - 1;
  }
}

/**
 * Opens the estate's address book. Positions are those of `residents`.
 * @param virtual addresses that are no machine's own; a resident that has one at the moment has it
 */
export const openAddressBook = (residents: readonly Resident[], virtual: ReadonlySet<string> = new Set()): AddressBook =>
  new Book(residents, virtual);
