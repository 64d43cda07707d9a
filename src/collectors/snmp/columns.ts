/** Columns of a table: its entry (`1.3.6.1.2.1.2.2.1`) and their numbers. */
export const columns = (entry: string, ...numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => `${entry}.${number}`);
