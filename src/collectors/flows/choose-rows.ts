import type { FlowGroup, Row } from './flow-group.ts';
import { isOutside } from './outside.ts';

/** More tries than this between two addresses, each at another port, are a sweep. */
const sweep = 64;
/** Records are compared up to this number. */
const mostCompared = 255;
const levels = mostCompared + 1;

/** 0: scans; 1: with the internet; 2: between hosts inside. */
function importanceOf({ kind, isTry, size }: FlowGroup): number {
  if (isTry && (size > sweep || isOutside(kind.from))) return 0;
  return isOutside(kind.from) || isOutside(kind.to) ? 1 : 2;
}

const rankOf = (importance: number, { records }: Row): number => importance * levels + Math.min(records, mostCompared);

function countRanks(groups: readonly FlowGroup[]): number[] {
  const counts = new Array<number>(3 * levels).fill(0);
  for (const group of groups) {
    const importance = importanceOf(group);
    for (const [, row] of group.rows()) {
      const rank = rankOf(importance, row);
      counts[rank] = (counts[rank] ?? 0) + 1;
    }
  }
  return counts;
}

/** What was left out. */
export interface LeftOut {
  readonly conversations: number;
  readonly records: number;
}

/**
 * Leaves `excess` rows out: scans first, then those with the internet, then the others, each time those with the
 * fewest records, and of those that are alike the ones that came first. One pass over all.
 */
export function leaveOut(groups: readonly FlowGroup[], excess: number): LeftOut {
  const counts = countRanks(groups);
  let limit = 0;
  let alike = excess;
  while (limit < counts.length && (counts[limit] ?? 0) <= alike) {
    alike -= counts[limit] ?? 0;
    limit += 1;
  }
  const left = { conversations: 0, records: 0 };
  for (const group of groups) {
    const importance = importanceOf(group);
    for (const [key, row] of group.rows()) {
      const rank = rankOf(importance, row);
      if (rank > limit || (rank === limit && alike === 0)) continue;
      if (rank === limit) alike -= 1;
      left.conversations += 1;
      left.records += row.records;
      group.remove(key);
    }
  }
  return left;
}
