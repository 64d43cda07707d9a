/** Counts what was checked and prints one line each on standard output. */
export interface CheckList {
  /** Passes where `complaints` is empty. */
  readonly check: (name: string, complaints: readonly string[]) => void;
  /** Runs a part that may throw; what it throws is a failed check of that name. */
  readonly part: (name: string, work: () => Promise<void>) => Promise<void>;
  readonly passed: () => number;
  readonly failed: () => number;
}

export function openCheckList(print: (line: string) => void): CheckList {
  let passed = 0;
  let failed = 0;
  const check = (name: string, complaints: readonly string[]): void => {
    if (complaints.length === 0) passed += 1;
    else failed += 1;
    print(`${complaints.length === 0 ? 'ok    ' : 'FAILED'} ${name}`);
    for (const complaint of complaints) print(`         ${complaint}`);
  };
  const part = async (name: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      check(name, [error instanceof Error ? error.message : String(error)]);
    }
  };
  return { check, part, passed: () => passed, failed: () => failed };
}
