import { type AddressClass, classifyAddress, isHostAddress, unmapAddress } from './address-class.ts';
import type { OwnAddresses } from './own-addresses.ts';
import { isBroadcastOf, subnetContains } from './subnet.ts';

/** Where an address is: the node that has it. Two places with one `id` are one address. */
export interface Place {
  readonly id: number;
  /** Position among the nodes: first the hosts that are known, then peers as they are found. */
  readonly node: number;
  readonly address: string;
  /** The host that stands behind the address does not have it itself. */
  readonly translated: boolean;
}

/** An address, or a name without one, that none of the known hosts has. */
export interface Peer {
  /** Empty where only the name is known. */
  readonly address: string;
  readonly name?: string;
  readonly kind: 'unknown' | 'external';
  /** Position of the only host to which the address means anything. */
  readonly scope?: number;
}

/** A known host as the address book needs it. */
export interface Resident {
  readonly own: OwnAddresses;
  /** Addresses it was reached at and does not have itself: translated ones. */
  readonly aliases: readonly string[];
  /** Addresses it had before and has no longer. */
  readonly former: readonly string[];
  /** Its addresses were read in this scan. */
  readonly fresh: boolean;
  /** So were its connections. */
  readonly freshSockets: boolean;
}

export interface AddressBook {
  /** Where `address` is, as seen by the host at position `host`; nothing for a group or no address at all. */
  locate(host: number, address: string, zone?: string): Place | undefined;
  /** The known host that has the address, by position, as everybody sees it. */
  ownerOf(address: string): number | undefined;
  /** The node of a peer of which a name is known and no address. */
  peerNamed(name: string): number;
  /** Former addresses that older evidence of others still names, by the position of the host that had them. */
  formerInUse(): ReadonlyMap<number, readonly string[]>;
  /** The peers found so far; the first one's node is the number of residents. */
  readonly peers: readonly Peer[];
}

/** Who owns what. A floating address belongs to the host that had it most recently, then to the first. */
function findOwners(residents: readonly Resident[]): Map<string, number> {
  const owners = new Map<string, number>();
  const claim = (fresh: boolean): void => {
    for (const [position, resident] of residents.entries()) {
      if (resident.fresh !== fresh) continue;
      for (const address of resident.own.global) if (!owners.has(address)) owners.set(address, position);
    }
  };
  claim(true);
  claim(false);
  return owners;
}

/** Translated addresses stand for a host only where no one else has or claims them. */
function findAliases(owners: ReadonlyMap<string, number>, residents: readonly Resident[]): Map<string, number> {
  const claims = new Map<string, number[]>();
  for (const [position, { aliases }] of residents.entries()) {
    for (const alias of aliases) claims.set(alias, [...(claims.get(alias) ?? []), position]);
  }
  const aliases = new Map<string, number>();
  for (const [alias, [position, ...more]] of claims) {
    if (position !== undefined && more.length === 0 && !owners.has(alias)) aliases.set(alias, position);
  }
  return aliases;
}

function findFormerOwners(owners: ReadonlyMap<string, number>, residents: readonly Resident[]): Map<string, number> {
  const former = new Map<string, number>();
  for (const [position, resident] of residents.entries()) {
    for (const address of resident.former) if (!owners.has(address) && !former.has(address)) former.set(address, position);
  }
  return former;
}

class Book implements AddressBook {
  readonly peers: Peer[] = [];
  readonly #residents: readonly Resident[];
  readonly #owners: ReadonlyMap<string, number>;
  readonly #aliases: ReadonlyMap<string, number>;
  readonly #formerOwners: ReadonlyMap<string, number>;
  readonly #named = new Map<string, number>();
  readonly #global = new Map<string, Place>();
  readonly #former = new Map<string, Place>();
  /** What each host has looked up, so that a row costs one look-up. */
  readonly #seen: readonly Map<string, Place | null>[];
  #places = 0;

  constructor(residents: readonly Resident[]) {
    this.#residents = residents;
    this.#owners = findOwners(residents);
    this.#aliases = findAliases(this.#owners, residents);
    this.#formerOwners = findFormerOwners(this.#owners, residents);
    this.#seen = residents.map(() => new Map());
  }

  ownerOf(address: string): number | undefined {
    return this.#owners.get(address) ?? this.#aliases.get(address);
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

  locate(host: number, address: string, zone?: string): Place | undefined {
    const key = zone !== undefined && address.startsWith('fe80:') ? `${address}%${zone}` : address;
    const seen = this.#seen[host];
    const known = seen?.get(key);
    if (known !== undefined) return known ?? undefined;
    const place = this.#find(host, unmapAddress(address), key);
    seen?.set(key, place ?? null);
    return place;
  }

  #find(host: number, address: string, key: string): Place | undefined {
    const kind = classifyAddress(address);
    const own = this.#residents[host]?.own;
    if (kind === 'loopback' || own?.scoped.has(address)) return this.#addPlace(host, address);
    if (kind === 'link-local') return this.#addPlace(this.#addPeer(address, 'unknown', host), key);
    if (!isHostAddress(address) || own?.subnets.some((subnet) => isBroadcastOf(subnet, address))) return undefined;
    const scoped = own?.scopedSubnets.some((subnet) => subnetContains(subnet, address)) ?? false;
    if (scoped) return this.#addPlace(this.#addPeer(address, 'unknown', host), address);
    return this.#findFormer(host, address) ?? this.#global.get(address) ?? this.#addGlobal(address, kind);
  }

  /** What was written down before a host moved means the host, not whoever may have its address next. */
  #findFormer(host: number, address: string): Place | undefined {
    const owner = this.#formerOwners.get(address);
    if (owner === undefined || this.#residents[host]?.freshSockets !== false || this.#aliases.has(address)) return undefined;
    const place = this.#former.get(address) ?? this.#addPlace(owner, address, true);
    this.#former.set(address, place);
    return place;
  }

  #addGlobal(address: string, kind: AddressClass): Place {
    const alias = this.#aliases.get(address);
    const node = this.ownerOf(address) ?? this.#addPeer(address, kind === 'public' ? 'external' : 'unknown');
    const place = this.#addPlace(node, address, alias === node);
    this.#global.set(address, place);
    return place;
  }

  #addPlace(node: number, address: string, translated = false): Place {
    return { id: this.#places++, node, address, translated };
  }

  #addPeer(address: string, kind: Peer['kind'], scope?: number): number {
    this.peers.push(scope === undefined ? { address, kind } : { address, kind, scope });
    return this.#residents.length + this.peers.length - 1;
  }
}

/** Opens the estate's address book. Positions are those of `residents`. */
export const openAddressBook = (residents: readonly Resident[]): AddressBook => new Book(residents);
