import type { Coverage } from '../model/snapshot.ts';
import { count } from './estate.ts';

type Counted = Pick<Coverage, 'edges' | 'edgesWithBothProcesses'>;

/** How much of the map is known, held against what somebody asked for. */
export interface CoverageBar {
  /** What is measured: the dependencies with the process known at both ends, of all there are. */
  readonly measure: 'edgesWithBothProcesses';
  /** Percent that were asked for. */
  readonly min: number;
  /** Percent there are, cut to one decimal; absent where there is no dependency to measure. */
  readonly percent?: number;
  readonly met: boolean;
}

/**
 * Holds a snapshot against a bar in percent. A map without dependencies is under every bar but 0: nothing
 * was seen, which is not the same as everything that is there.
 */
export function holdAgainst({ edges, edgesWithBothProcesses: known }: Counted, min: number): CoverageBar {
  const bar = { measure: 'edgesWithBothProcesses', min } as const;
  if (edges === 0) return { ...bar, met: min === 0 };
  // Whole numbers, so that a bar which is just reached is reached.
  const met = known * 100_000 >= Math.round(min * 1000) * edges;
  return { ...bar, percent: Math.floor((known * 1000) / edges) / 10, met };
}

/** One line for a person that says by how much the bar was missed, and what next. */
export function underBarText({ min, percent }: CoverageBar, { edges, edgesWithBothProcesses: known }: Counted): string {
  const start = `coverage is under the bar of ${min}%`;
  if (percent === undefined) return `${start}: there is no dependency on the map; scan the hosts that talk to each other`;
  return (
    `${start}: the process is known at both ends of ${known} of ${count(edges, 'dependency', 'dependencies')} (${percent}%); ` +
    'map coverage lists the hosts to read, and those to read as root'
  );
}
