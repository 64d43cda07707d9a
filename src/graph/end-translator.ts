import type { Place } from './address-book.ts';
import type { Protocol } from './protocol.ts';

/** An address and a port, and whose they are. */
export interface Spot {
  readonly place: Place;
  readonly port: number;
  /** Node of the host that turned another address into this one. */
  readonly via?: number;
}

/**
 * Tells where the end of a connection really is, if a host on the way turned its address into another: ports that runtimes
 * publish, rules of NAT, tracked connections. Both halves of a connection are then found at the same two ends.
 */
export interface EndTranslator {
  /**
   * The end behind `end`, as `peer` reaches it; nothing where it is what it seems.
   * @param own the host that has the address has the socket too
   */
  translate(protocol: Protocol, end: Spot, peer: Spot, own: boolean): Spot | undefined;
}

/** What the first that knows says. */
export function translateEnd(
  translators: readonly EndTranslator[],
  protocol: Protocol,
  end: Spot,
  peer: Spot,
  own: boolean,
): Spot {
  for (const translator of translators) {
    const found = translator.translate(protocol, end, peer, own);
    if (found !== undefined) return found;
  }
  return end;
}
