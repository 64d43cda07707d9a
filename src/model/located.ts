/** Where in a raw output a fact stands. */
export interface Located {
  /** 1-based line of the raw output the fact begins on. */
  readonly line?: number;
}
