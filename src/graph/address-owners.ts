import type { OwnAddresses } from './own-addresses.ts';

/** A known host as the address book needs it. */
export interface Resident {
  readonly own: OwnAddresses;
  /** Addresses it was reached at and does not have itself: translated ones. */
  readonly aliases: readonly string[];
  /** Addresses it had before and has no longer. */
  readonly former: readonly string[];
  /** Who has an address in its own network, where others elsewhere have it too; by position. */
  readonly neighbors?: ReadonlyMap<string, number>;
  /** Its addresses were read in this scan. */
  readonly fresh: boolean;
  /** So were its connections. */
  readonly freshSockets: boolean;
}

/** Who owns what. A floating address belongs to the host that had it most recently, then to the first. */
export function findOwners(residents: readonly Resident[]): Map<string, number> {
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
export function findAliases(owners: ReadonlyMap<string, number>, residents: readonly Resident[]): Map<string, number> {
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

export function findFormerOwners(owners: ReadonlyMap<string, number>, residents: readonly Resident[]): Map<string, number> {
  const former = new Map<string, number>();
  for (const [position, resident] of residents.entries()) {
    for (const address of resident.former) if (!owners.has(address) && !former.has(address)) former.set(address, position);
  }
  return former;
}

/** Who has an address: a host in one of its other namespaces. */
export interface Inner {
  readonly node: number;
  readonly netns: number;
}

/**
 * Addresses of containers that everybody can reach, where no host has them itself. One that several claim is nobody's.
 * What was read in this scan counts before what was not: a container moves.
 */
export function findInnerOwners(owners: ReadonlyMap<string, number>, residents: readonly Resident[]): Map<string, Inner | null> {
  const inner = new Map<string, Inner | null>();
  const claim = (fresh: boolean): void => {
    const claims = new Map<string, Inner | null>();
    for (const [node, { own, fresh: isFresh }] of residents.entries()) {
      if (isFresh !== fresh) continue;
      for (const { netns, global } of own.inside) {
        for (const address of global) {
          if (!owners.has(address)) claims.set(address, claims.has(address) ? null : { node, netns });
        }
      }
    }
    for (const [address, owner] of claims) if (!inner.has(address)) inner.set(address, owner);
  };
  claim(true);
  claim(false);
  return inner;
}

/** The namespace of each address behind the bridges of one host; null where several have it. */
export function findScoped({ own }: Resident): ReadonlyMap<string, number | null> {
  const scoped = new Map<string, number | null>();
  for (const { netns, scoped: addresses } of own.inside) {
    for (const address of addresses) scoped.set(address, scoped.has(address) ? null : netns);
  }
  return scoped;
}
