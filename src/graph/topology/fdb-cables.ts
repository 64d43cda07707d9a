import type { CableBook } from './cable-book.ts';
import { isIn, tellAlso } from './cable-book.ts';
import type { Forwarding } from './forwarding.ts';
import type { Branch } from './forwarding-tree.ts';
import type { Port } from './ports.ts';
import type { Cable } from './report.ts';

const joins = (cable: Cable, a: string, b: string): boolean =>
  (cable.a === a && cable.b === b) || (cable.a === b && cable.b === a);

/** How sure a link between bridges is that only their tables tell: nothing can be between them, nothing seems to be, a segment with several. */
const confidence = { proven: 0.8, likely: 0.7, shared: 0.6 } as const;

function makeCable({ parent, parentPort, child, up, proven }: Branch, shared: boolean): Cable {
  const ends = [
    { id: parent.site.id, port: parentPort },
    { id: child.site.id, port: up },
  ].sort((x, y) => (x.id < y.id ? -1 : 1));
  const [a, b] = ends as [(typeof ends)[0], (typeof ends)[0]];
  return {
    ...{ a: a.id, b: b.id, aPort: a.port, bPort: b.port, toldByA: new Set(['fdb']), toldByB: new Set(['fdb']) },
    confidence: shared ? confidence.shared : proven ? confidence.proven : confidence.likely,
    ...(shared ? { shared: true } : {}),
  };
}

/**
 * The links between bridges that forwarding tables tell, where nothing told better of either port. Several bridges behind one
 * port are a segment: each has a link to that port.
 */
export function addBranches(branches: readonly Branch[], book: CableBook): void {
  const children = new Map<Port, number>();
  for (const { parentPort } of branches) children.set(parentPort, (children.get(parentPort) ?? 0) + 1);
  const made = branches.flatMap((branch): Cable[] => {
    const { parent, parentPort, child, up } = branch;
    const there = [...book.at(parentPort), ...book.at(up)];
    for (const cable of there) {
      if (!joins(cable, parent.site.id, child.site.id)) continue;
      if (!isIn(cable, parentPort, book)) continue;
      tellAlso(cable, parent.site.id, 'fdb');
      tellAlso(cable, child.site.id, 'fdb');
    }
    return there.length > 0 ? [] : [makeCable(branch, (children.get(parentPort) ?? 0) > 1)];
  });
  for (const cable of made) book.add(cable);
}

/** Ports that have learned the address of one of the switches themselves. */
function portsToSwitches(switches: readonly Forwarding[]): ReadonlySet<Port> {
  const owners = new Set<number>();
  for (const { own } of switches) for (const mac of own) owners.add(mac);
  const ports = new Set<Port>();
  for (const { portOf } of switches) for (const [mac, port] of portOf) if (owners.has(mac)) ports.add(port);
  return ports;
}

/** What tells behind which ports there are other bridges. */
export interface Bridging {
  /** Ports their tables tell of. */
  readonly trunks: ReadonlySet<Port>;
  /** Bridges that are switches by trade, not hosts with a bridge for their guests. */
  readonly switches: readonly Forwarding[];
  /** True for a cable between two that learn MACs. */
  isBetween(cable: Cable): boolean;
}

/** Ports behind which there are other bridges, so that nobody is placed there. */
export function findUplinks({ trunks, switches, isBetween }: Bridging, book: CableBook): ReadonlySet<Port> {
  const uplinks = new Set<Port>();
  const add = (port: Port | undefined): void => {
    for (const one of port === undefined ? [] : book.family(port)) uplinks.add(one);
  };
  for (const port of [...trunks, ...portsToSwitches(switches)]) add(port);
  for (const cable of book.cables.filter(isBetween)) {
    add(cable.aPort);
    add(cable.bPort);
  }
  return uplinks;
}
