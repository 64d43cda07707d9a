/** Groups of positions that turn out to belong together. */
export interface Groups {
  unite(a: number, b: number): void;
  /** The smallest position of the group. */
  of(position: number): number;
}

/** Every one of `count` positions is a group at first. */
export function createGroups(count: number): Groups {
  const parents = Int32Array.from({ length: count }, (_, position) => position);
  const rootOf = (position: number): number => {
    let root = position;
    while (parents[root] !== root) root = parents[root] ?? root;
    let next = position;
    while (parents[next] !== root) [next, parents[next]] = [parents[next] ?? root, root];
    return root;
  };
  return {
    unite(a, b) {
      const [x, y] = [rootOf(a), rootOf(b)];
      parents[Math.max(x, y)] = Math.min(x, y);
    },
    of: rootOf,
  };
}
