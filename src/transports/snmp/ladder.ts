/** How much is asked for at once: first a lot, less where an agent does not manage. */
export interface Step {
  readonly kind: 'getBulk' | 'getNext';
  /** Rows at once, where few columns are asked. */
  readonly repetitions: number;
  /** Columns at once. */
  readonly columns: number;
}

/**
 * A response of 25 rows of one column fits one Ethernet frame; what does not is fragmented, and some devices and
 * firewalls lose fragments. The last step asks for one object, as any agent must manage.
 */
const bulkSteps: readonly Step[] = [
  { kind: 'getBulk', repetitions: 25, columns: 16 },
  { kind: 'getBulk', repetitions: 10, columns: 8 },
  { kind: 'getBulk', repetitions: 5, columns: 4 },
  { kind: 'getNext', repetitions: 1, columns: 1 },
];

/** Version 1 has no GetBulk (RFC 1157). */
const firstSteps: readonly Step[] = [
  { kind: 'getNext', repetitions: 1, columns: 16 },
  { kind: 'getNext', repetitions: 1, columns: 1 },
];

/** Objects of one response, all columns together: about four fragments. */
const mostObjects = 200;

/** What an agent manages, learned on the way and kept for the whole session. */
export interface Ladder {
  step(): Step;
  /** The step has been answered before: silence may be a lost packet, so it is worth asking the same again. */
  proven(): boolean;
  answered(): void;
  /** Asks for less; false at the end. */
  down(): boolean;
  /** Back to what was answered last, after an agent was given up on. */
  reset(): void;
}

export function createLadder(version: '1' | '2c' | '3'): Ladder {
  const steps = version === '1' ? firstSteps : bulkSteps;
  let at = 0;
  let good: number | undefined;
  const current = (): Step => steps[at] ?? { kind: 'getNext', repetitions: 1, columns: 1 };
  return {
    step: current,
    proven: () => good === at || at === steps.length - 1,
    answered() {
      good = at;
    },
    down() {
      if (at >= steps.length - 1) return false;
      at++;
      return true;
    },
    reset() {
      at = good ?? 0;
    },
  };
}

/** Rows to ask for of so many columns. */
export const repetitionsFor = ({ repetitions }: Step, columns: number): number =>
  Math.max(1, Math.min(repetitions, Math.floor(mostObjects / Math.max(1, columns))));

/** Rows and objects of the first question of a table. */
const first = { rows: 4, objects: 24 } as const;

/**
 * Rows to ask for first. Most agents have few of the tables, and many of those they have are short: what follows the table
 * would be read, sent and thrown away, six objects for each that is kept.
 */
export const firstRepetitionsFor = (step: Step, columns: number): number =>
  Math.max(1, Math.min(first.rows, Math.floor(first.objects / Math.max(1, columns)), repetitionsFor(step, columns)));
