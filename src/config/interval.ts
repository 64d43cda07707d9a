/** Unsigned 32-bit numbers from `first` to `last`, both included. */
export interface Interval {
  readonly first: number;
  readonly last: number;
}

/** Sorted, apart from each other: what `contains` and `subtract` can search quickly. */
export type IntervalSet = readonly Interval[];

/** Joins overlapping and touching intervals. O(n log n), so that 20,000 excludes cost nothing. */
export function mergeIntervals(intervals: readonly Interval[]): IntervalSet {
  const merged: Interval[] = [];
  for (const next of intervals.toSorted((a, b) => a.first - b.first)) {
    const previous = merged.at(-1);
    if (previous === undefined || next.first > previous.last + 1) merged.push(next);
    else if (next.last > previous.last) merged[merged.length - 1] = { first: previous.first, last: next.last };
  }
  return merged;
}

/** Index of the first interval that ends at or after `value`. */
function lowerBound(set: IntervalSet, value: number): number {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((set[middle]?.last ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function containsValue(set: IntervalSet, value: number): boolean {
  const candidate = set[lowerBound(set, value)];
  return candidate !== undefined && candidate.first <= value;
}

/** What of `from` is left without the set, in ascending order. */
export function subtractIntervals(from: Interval, set: IntervalSet): readonly Interval[] {
  const left: Interval[] = [];
  let first = from.first;
  for (let index = lowerBound(set, from.first); index < set.length; index += 1) {
    const hole = set[index];
    if (hole === undefined || hole.first > from.last) break;
    if (hole.first > first) left.push({ first, last: hole.first - 1 });
    first = hole.last + 1;
  }
  if (first <= from.last) left.push({ first, last: from.last });
  return left;
}

/** How many numbers the intervals hold; they must not overlap. */
export const countValues = (intervals: readonly Interval[]): number =>
  intervals.reduce((sum, { first, last }) => sum + last - first + 1, 0);
