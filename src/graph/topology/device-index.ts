import { classifyAddress } from '../address-class.ts';
import { isFactoryName, type NeighborKeys } from './neighbor-keys.ts';

/** A host that was looked at, by all that others may call it. Names are in lower case. */
export interface DeviceEntry {
  readonly chassis: ReadonlySet<string>;
  readonly serials: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly addresses: ReadonlySet<string>;
  readonly macs: ReadonlySet<string>;
  /** Names and chassis ids of the neighbors it tells of itself. */
  readonly tells: ReadonlySet<string>;
}

type Index = Map<string, Set<number>>;

/** Positions of the first of the lists that `find` goes through, the surest first. */
const ranks = { chassis: 0, name: 1 } as const;

const bare = (name: string): string => (classifyAddress(name) === 'invalid' ? (name.split('.')[0] ?? name) : name);

function fill(index: Index, keys: Iterable<string>, node: number): void {
  for (const key of new Set(keys)) {
    const nodes = index.get(key);
    if (nodes === undefined) index.set(key, new Set([node]));
    else nodes.add(node);
  }
}

const none: ReadonlySet<number> = new Set();

/** All of them; of one that is not empty no copy is made, because many may have one name. */
function union(sets: readonly (ReadonlySet<number> | undefined)[]): ReadonlySet<number> {
  const [first = none, ...more] = sets.filter((set) => set !== undefined);
  return more.length === 0 ? first : new Set([first, ...more].flatMap((set) => [...set]));
}

/** Finds hosts by what their neighbors call them. */
export interface DeviceIndex {
  /** The one host the keys are of, as `teller` has them; nothing where none or several may be meant. */
  find(keys: NeighborKeys, teller: number): number | undefined;
  withMac(mac: string): readonly number[];
  withAddress(address: string): readonly number[];
}

class Devices implements DeviceIndex {
  readonly #chassis: Index = new Map();
  readonly #serials: Index = new Map();
  readonly #full: Index = new Map();
  readonly #bare: Index = new Map();
  readonly #addresses: Index = new Map();
  readonly #macs: Index = new Map();
  readonly #tellers: Index = new Map();
  readonly #entries: readonly DeviceEntry[];

  constructor(entries: readonly DeviceEntry[]) {
    this.#entries = entries;
    for (const [node, entry] of entries.entries()) {
      fill(this.#chassis, [...entry.chassis, ...entry.macs], node);
      fill(this.#serials, entry.serials, node);
      fill(this.#full, entry.names, node);
      fill(this.#bare, [...entry.names].map(bare), node);
      fill(this.#addresses, entry.addresses, node);
      fill(this.#macs, entry.macs, node);
      fill(this.#tellers, entry.tells, node);
    }
  }

  withMac(mac: string): readonly number[] {
    return [...(this.#macs.get(mac) ?? this.#chassis.get(mac) ?? [])];
  }

  withAddress(address: string): readonly number[] {
    return [...(this.#addresses.get(address) ?? [])];
  }

  /** A full name first; one without a domain is the same as one with, two domains are two names. */
  #named(name: string): ReadonlySet<number> | undefined {
    const full = this.#full.get(name);
    if (full !== undefined) return full;
    const short = bare(name);
    const nodes = this.#bare.get(short);
    return short === name ? nodes : new Set([...(nodes ?? [])].filter((node) => this.#entries[node]?.names.has(short)));
  }

  #lists(keys: NeighborKeys): readonly ReadonlySet<number>[] {
    return [
      keys.chassis === undefined ? none : (this.#chassis.get(keys.chassis) ?? none),
      union(keys.names.map((name) => this.#named(name))),
      union(keys.serials.map((serial) => this.#serials.get(serial))),
      union(keys.addresses.map((address) => this.#addresses.get(address))),
      union(keys.macs.map((mac) => this.#macs.get(mac))),
    ];
  }

  /**
   * Another chassis than the one told is another device, whatever it is called; unless both the name and an address are the
   * same, or it tells of the teller as its neighbor: some tell the address of a port as their chassis.
   */
  #isOther(node: number, keys: NeighborKeys, lists: readonly ReadonlySet<number>[], teller: number): boolean {
    const entry = this.#entries[node];
    if (entry === undefined || keys.chassis === undefined || entry.chassis.size === 0) return false;
    if (entry.chassis.has(keys.chassis) || entry.macs.has(keys.chassis)) return false;
    const [, named, , addressed] = lists;
    if (named?.has(node) && addressed?.has(node)) return false;
    return !this.#keysOf(teller).some((key) => entry.tells.has(key));
  }

  find(keys: NeighborKeys, teller: number): number | undefined {
    const lists = this.#lists(keys);
    // Of a name that everybody has the only one looked at need not be the one that is meant.
    const isCommonName = keys.names.every(isFactoryName);
    const fits = (node: number): boolean => !this.#isOther(node, keys, lists, teller);
    let left: readonly number[] | undefined;
    for (const [rank, list] of lists.entries()) {
      if (rank === ranks.name && left === undefined && isCommonName) continue;
      const near = left === undefined ? [...list] : left.filter((node) => list.has(node));
      const narrowed = rank === ranks.chassis ? near : near.filter(fits);
      if (narrowed.length > 0) left = narrowed;
      if (left?.length === 1) return left[0];
    }
    return this.#whoAnswers(left === undefined ? (lists[ranks.name] ?? none) : new Set(left), fits, teller);
  }

  /** What tells of a host, if a neighbor of it says so: not a name that everybody has. */
  #keysOf(node: number): readonly string[] {
    const entry = this.#entries[node];
    return entry === undefined ? [] : [...entry.chassis, ...[...entry.names].filter((name) => !isFactoryName(name))];
  }

  /** Of several the one that tells of the teller. */
  #whoAnswers(nodes: ReadonlySet<number>, fits: (node: number) => boolean, teller: number): number | undefined {
    const tellers = union(this.#keysOf(teller).map((key) => this.#tellers.get(key)));
    const answering = [...tellers].filter((node) => nodes.has(node) && fits(node));
    return answering.length === 1 ? answering[0] : undefined;
  }
}

/** Indexes the hosts there is evidence of, by position. */
export const openDeviceIndex = (entries: readonly DeviceEntry[]): DeviceIndex => new Devices(entries);
