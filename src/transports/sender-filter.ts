import { BlockList, isIPv6 } from 'node:net';

/** Addresses of one network; the length in bits. */
export interface Network {
  readonly address: string;
  readonly length: number;
}

/** Senders that are named: whoever sends to an open port may call himself anything. */
const mostNamed = 10;

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** Tells who may be listened to, and counts the others. */
export class SenderFilter {
  /** Datagrams of others. */
  refused = 0;
  readonly #from = new Set<string>();
  readonly #admitted = new BlockList();
  readonly #admitsAll: boolean;

  /** @param networks none admits everybody */
  constructor(networks: readonly Network[]) {
    this.#admitsAll = networks.length === 0;
    for (const { address, length } of networks) this.#admitted.addSubnet(address, length, familyOf(address));
  }

  /** The first of those whose datagrams were refused. */
  get refusedFrom(): readonly string[] {
    return [...this.#from];
  }

  admits(sender: string): boolean {
    if (this.#admitsAll || this.#admitted.check(sender, familyOf(sender))) return true;
    this.refused += 1;
    if (this.#from.size < mostNamed) this.#from.add(sender);
    return false;
  }
}
