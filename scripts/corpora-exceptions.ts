/** Records another tool prints and no fact can hold, by case, and why. */
export const exceptions: ReadonlyMap<string, { readonly records: number; readonly why: string }> = new Map([]);
