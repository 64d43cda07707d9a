import { isIPv6 } from 'node:net';
import { createLane, type Lane } from './lane.ts';

/** Sockets shared by everything asked over SNMP, never more than the cap. */
export interface SnmpSockets {
  /** For many short questions to different agents: one socket a family, open while somebody holds it. */
  shared(address: string): Hold;
  /** For a conversation: a socket of its own while there are any, then the one with the fewest conversations. */
  own(address: string): Hold;
  /** For one question to one agent; undefined where no socket is free. */
  connected(address: string, port: number): Hold | undefined;
  /** How many are open. */
  open(): number;
  close(): void;
}

interface Hold {
  readonly lane: Lane;
  release(): void;
}

interface Entry {
  readonly lane: Lane;
  readonly kind: string;
  holders: number;
}

const familyOf = (address: string): boolean => isIPv6(address.split('%')[0] ?? '');

class Sockets implements SnmpSockets {
  readonly #entries = new Set<Entry>();
  readonly #cap: number;

  constructor(cap: number) {
    // One socket of each family is for the questions to everybody.
    this.#cap = Math.max(4, cap);
  }

  open(): number {
    return this.#entries.size;
  }

  shared(address: string): Hold {
    const kind = `shared ${familyOf(address)}`;
    return this.#hold(this.#least(kind) ?? this.#add(kind, createLane(familyOf(address))));
  }

  own(address: string): Hold {
    const kind = `own ${familyOf(address)}`;
    const least = this.#least(kind);
    const full = this.#entries.size >= this.#cap - 2;
    return this.#hold(full && least ? least : this.#add(kind, createLane(familyOf(address))));
  }

  connected(address: string, port: number): Hold | undefined {
    if (this.#entries.size >= this.#cap - 2) return undefined;
    return this.#hold(this.#add('connected', createLane(familyOf(address), { address, port })));
  }

  close(): void {
    for (const { lane } of this.#entries) lane.close();
    this.#entries.clear();
  }

  #least(kind: string): Entry | undefined {
    let least: Entry | undefined;
    for (const entry of this.#entries) {
      if (entry.kind === kind && entry.holders < (least?.holders ?? Number.POSITIVE_INFINITY)) least = entry;
    }
    return least;
  }

  #add(kind: string, lane: Lane): Entry {
    const entry = { lane, kind, holders: 0 };
    this.#entries.add(entry);
    return entry;
  }

  #hold(entry: Entry): Hold {
    entry.holders++;
    let held = true;
    const release = (): void => {
      if (!held) return;
      held = false;
      if (--entry.holders > 0) return;
      this.#entries.delete(entry);
      entry.lane.close();
    };
    return { lane: entry.lane, release };
  }
}

/** `cap`: how many UDP sockets may be open at once. */
export const createSnmpSockets = (cap: number): SnmpSockets => new Sockets(cap);
