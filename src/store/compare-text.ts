/** By UTF-16 code unit, as the snapshot's arrays are sorted: the one order that no locale changes. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
