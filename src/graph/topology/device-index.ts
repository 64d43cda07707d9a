import { classifyAddress } from '../address-class.ts';
import type { NeighborKeys } from './neighbor-keys.ts';

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

type Index = Map<string, number[]>;

const bare = (name: string): string => (classifyAddress(name) === 'invalid' ? (name.split('.')[0] ?? name) : name);

function fill(index: Index, keys: Iterable<string>, node: number): void {
  for (const key of new Set(keys)) {
    const nodes = index.get(key);
    if (nodes === undefined) index.set(key, [node]);
    else nodes.push(node);
  }
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
    }
  }

  withMac(mac: string): readonly number[] {
    return this.#macs.get(mac) ?? this.#chassis.get(mac) ?? [];
  }

  withAddress(address: string): readonly number[] {
    return this.#addresses.get(address) ?? [];
  }

  /** A full name first; one without a domain is the same as one with, two domains are two names. */
  #named(name: string): readonly number[] {
    const full = this.#full.get(name);
    if (full !== undefined) return full;
    const short = bare(name);
    const nodes = this.#bare.get(short) ?? [];
    return short === name ? nodes : nodes.filter((node) => this.#entries[node]?.names.has(short));
  }

  #lists(keys: NeighborKeys): readonly (readonly number[])[] {
    const all = (values: readonly string[], find: (value: string) => readonly number[]): number[] => [
      ...new Set(values.flatMap(find)),
    ];
    return [
      keys.chassis === undefined ? [] : (this.#chassis.get(keys.chassis) ?? []),
      all(keys.names, (name) => this.#named(name)),
      all(keys.serials, (serial) => this.#serials.get(serial) ?? []),
      all(keys.addresses, (address) => this.withAddress(address)),
      all(keys.macs, (mac) => this.#macs.get(mac) ?? []),
    ];
  }

  /**
   * Another chassis than the one told is another device, whatever it is called; unless both the name and an address are the
   * same, or it tells of the teller as its neighbor: some tell the address of a port as their chassis.
   */
  #isOther(node: number, keys: NeighborKeys, lists: readonly (readonly number[])[], teller: number): boolean {
    const entry = this.#entries[node];
    if (entry === undefined || keys.chassis === undefined || entry.chassis.size === 0) return false;
    if (entry.chassis.has(keys.chassis) || entry.macs.has(keys.chassis)) return false;
    const [, named, , addressed] = lists;
    if (named?.includes(node) && addressed?.includes(node)) return false;
    const told = this.#entries[teller];
    return told === undefined || ![...told.chassis, ...told.names].some((key) => entry.tells.has(key));
  }

  find(keys: NeighborKeys, teller: number): number | undefined {
    const lists = this.#lists(keys);
    let left: readonly number[] | undefined;
    for (const [rank, list] of lists.entries()) {
      const fitting = rank === 0 ? list : list.filter((node) => !this.#isOther(node, keys, lists, teller));
      const narrowed = left?.filter((node) => fitting.includes(node)) ?? fitting;
      if (narrowed.length > 0) left = narrowed;
      if (left?.length === 1) return left[0];
    }
    return this.#whoAnswers(left ?? [], teller);
  }

  /** Of several the one that tells of the teller. */
  #whoAnswers(nodes: readonly number[], teller: number): number | undefined {
    const told = this.#entries[teller];
    const keys = told === undefined ? [] : [...told.chassis, ...told.names];
    const answering = nodes.filter((node) => keys.some((key) => this.#entries[node]?.tells.has(key)));
    return answering.length === 1 ? answering[0] : undefined;
  }
}

/** Indexes the hosts there is evidence of, by position. */
export const openDeviceIndex = (entries: readonly DeviceEntry[]): DeviceIndex => new Devices(entries);
