import type { Forwarding } from './forwarding.ts';
import type { Port } from './ports.ts';

/** The ports by which two bridges see each other, as far as they are certain. */
export interface Facing {
  readonly x?: Port;
  readonly y?: Port;
}

/** How much of what two bridges both see may speak against it: stations move while tables are read. */
const tolerated = 0.05;

/** The port behind which most of the own MACs of the other bridge are. */
function seesAt({ portOf }: Forwarding, { own }: Forwarding): Port | undefined {
  const votes = new Map<Port, number>();
  for (const mac of own) {
    const port = portOf.get(mac);
    if (port !== undefined) votes.set(port, (votes.get(port) ?? 0) + 1);
  }
  const [first, second] = [...votes].sort(([, a], [, b]) => b - a);
  return first !== undefined && first[1] !== second?.[1] ? first[0] : undefined;
}

/** How many MACs both see, by the port of the one and of the other. */
type Cells = ReadonlyMap<Port, ReadonlyMap<Port, number>>;

function countCells(x: Forwarding, y: Forwarding): Cells {
  const cells = new Map<Port, Map<Port, number>>();
  const [few, many] = x.portOf.size < y.portOf.size ? [x, y] : [y, x];
  for (const [mac, atFew] of few.portOf) {
    const atMany = many.portOf.get(mac);
    if (atMany === undefined) continue;
    const [atX, atY] = few === x ? [atFew, atMany] : [atMany, atFew];
    const row = cells.get(atX) ?? new Map<Port, number>();
    cells.set(atX, row.set(atY, (row.get(atY) ?? 0) + 1));
  }
  return cells;
}

const transpose = (cells: Cells): Cells => {
  const turned = new Map<Port, Map<Port, number>>();
  for (const [row, counts] of cells) {
    for (const [column, count] of counts) turned.set(column, (turned.get(column) ?? new Map<Port, number>()).set(row, count));
  }
  return turned;
};

/** The row with MACs in two columns: they cannot both be behind the other bridge's way back, so this port leads there. */
function spreadRow(cells: Cells): Port | undefined {
  const spread = [...cells].filter(([, row]) => row.size > 1);
  const total = (row: ReadonlyMap<Port, number>): number => [...row.values()].reduce((sum, count) => sum + count, 0);
  return spread.sort(([, a], [, b]) => b.size - a.size || total(b) - total(a))[0]?.[0];
}

/** The only row with MACs in another column than `known`: what is not behind the other's way back is behind the other. */
function rowBeside(cells: Cells, known: Port): Port | undefined {
  const rows = [...cells].filter(([, row]) => [...row.keys()].some((column) => column !== known));
  return rows.length === 1 ? rows[0]?.[0] : undefined;
}

function fits(cells: Cells, x: Port, y: Port): boolean {
  let [against, total] = [0, 0];
  for (const [row, counts] of cells) {
    for (const [column, count] of counts) {
      total += count;
      if (row !== x && column !== y) against += count;
    }
  }
  return against <= total * tolerated;
}

/**
 * By which ports two bridges of one broadcast domain see each other. A MAC both have learned is behind the one, behind the other, or
 * behind the port of one of them that leads to the other: so all that both see is behind the facing port of either
 * (B. Lowekamp et al., Topology discovery for large Ethernet networks, 2001). Linear in the smaller table.
 */
export function facingPorts(x: Forwarding, y: Forwarding): Facing {
  const cells = countCells(x, y);
  const turned = transpose(cells);
  const directX = seesAt(x, y) ?? spreadRow(cells);
  const directY = seesAt(y, x) ?? spreadRow(turned);
  const atX = directX ?? (directY === undefined ? undefined : rowBeside(cells, directY));
  const atY = directY ?? (directX === undefined ? undefined : rowBeside(turned, directX));
  if (atX !== undefined && atY !== undefined && !fits(cells, atX, atY)) return {};
  return { ...(atX === undefined ? {} : { x: atX }), ...(atY === undefined ? {} : { y: atY }) };
}
