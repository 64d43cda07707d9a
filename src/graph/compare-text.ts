/** Order by code unit: the same on every machine, whatever its locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The distinct values, in one order. */
export const sortedUnique = (values: Iterable<string>): string[] => [...new Set(values)].sort(compareText);

/** Sorted by id, as every array of a snapshot is. */
export const byId = <T extends { readonly id: string }>(items: Iterable<T>): T[] =>
  [...items].sort((a, b) => compareText(a.id, b.id));
