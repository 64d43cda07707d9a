import type { HostListing } from './listings.ts';
import type { Traits } from './traits.ts';

/** A listed machine, and what tells who it is. */
export interface ToldMachine {
  readonly listing: HostListing;
  readonly traits: Traits;
}

const keysOf = ({ listing: { family }, traits: { identity, macs } }: ToldMachine): readonly string[] => [
  ...[...identity].flatMap(([kind, values]) => [...values].map((value) => `${family} ${kind} ${value}`)),
  ...[...macs].map((mac) => `${family} mac ${mac}`),
];

/**
 * The machines without boards, cards and the like that one inventory lists for several: nodes of a cluster in containers show the board of their
 * host, copies of a virtual machine that of the first. They tell nothing of which machine it is.
 */
export function withoutShared(told: readonly ToldMachine[]): readonly ToldMachine[] {
  const uses = new Map<string, number>();
  for (const one of told) for (const key of keysOf(one)) uses.set(key, (uses.get(key) ?? 0) + 1);
  return told.map((one) => {
    if (keysOf(one).every((key) => uses.get(key) === 1)) return one;
    const { listing, traits } = one;
    const isOwn = (key: string): boolean => uses.get(`${listing.family} ${key}`) === 1;
    const identity = [...traits.identity].map(
      ([kind, values]) => [kind, new Set([...values].filter((value) => isOwn(`${kind} ${value}`)))] as const,
    );
    const macs = new Set([...traits.macs].filter((mac) => isOwn(`mac ${mac}`)));
    return { listing, traits: { ...traits, identity: new Map(identity.filter(([, values]) => values.size > 0)), macs } };
  });
}
