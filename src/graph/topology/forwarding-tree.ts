import { DomainTables, judgeCable, measureSight } from './bridge-between.ts';
import { findDomains } from './bridge-domains.ts';
import { growTrees, type Member, type Tree } from './bridge-members.ts';
import { type Above, orderTree, proveAbove } from './bridge-order.ts';
import type { Forwarding, Learned } from './forwarding.ts';
import type { Port } from './ports.ts';

/** A bridge and the port of the one above it, as their tables tell. */
export interface Branch {
  readonly parent: Forwarding;
  readonly parentPort: Port;
  readonly child: Forwarding;
  /** The port of the child that leads to the root of its tree. */
  readonly up: Port;
  /** Nothing can be between them; otherwise what could be has seen nothing of what passes there. */
  readonly proven: boolean;
}

export interface Branches {
  readonly branches: readonly Branch[];
  /** Ports behind which there are other bridges, whether it is known which one is the next or not. */
  readonly trunks: ReadonlySet<Port>;
}

/** The bridges that may be the next above one: no other one that is above it is certainly below them. */
function lowestOf(above: readonly Above[]): Above[] {
  return above.filter((one) => above.every((other) => other === one || proveAbove(one.member, other.member) === undefined));
}

function branchesOf(tree: Tree, tables: DomainTables, trunks: Set<Port>): Branch[] {
  const order = orderTree(tree);
  const sight = measureSight(order);
  const next = ([member, above]: readonly [Member, readonly Above[]]): Branch[] => {
    if (member.up === undefined) return [];
    trunks.add(member.up);
    for (const { port } of above) trunks.add(port);
    for (const one of lowestOf(above)) {
      const verdict = judgeCable(tables, one, member, sight);
      if (verdict === undefined) continue;
      const ends = { parent: one.member.bridge, parentPort: one.port, child: member.bridge, up: member.up };
      return [{ ...ends, proven: verdict === 'proven' }];
    }
    return [];
  };
  return [...order].flatMap(next);
}

/**
 * Which bridge is behind which port of which other one, as their forwarding tables tell: a tree a broadcast domain. Tables are never
 * whole, so a branch is told only where no other bridge can be between the two (B. Lowekamp et al., Topology
 * discovery for large Ethernet networks, 2001, have the same by contradiction); what stays open is left out.
 */
export function findBranches({ bridges, macs }: Learned): Branches {
  const trunks = new Set<Port>();
  const branches = findDomains(bridges, macs.count).flatMap((domain) => {
    if (domain.length < 2) return [];
    const trees = growTrees(domain);
    const tables = trees.length === 0 ? undefined : new DomainTables(domain);
    return tables === undefined ? [] : trees.flatMap((tree) => branchesOf(tree, tables, trunks));
  });
  return { branches, trunks };
}
