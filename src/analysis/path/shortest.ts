/** One step of a way: over what, and to where. */
export interface Step<Edge> {
  readonly edge: Edge;
  readonly to: string;
}

interface Reached<Edge> {
  readonly at: string;
  readonly before?: Reached<Edge>;
  readonly step?: Step<Edge>;
}

function stepsTo<Edge>(end: Reached<Edge>): Step<Edge>[] {
  const steps: Step<Edge>[] = [];
  for (let at: Reached<Edge> | undefined = end; at?.step !== undefined; at = at.before) steps.push(at.step);
  return steps.reverse();
}

/**
 * One way with the fewest steps, breadth first: the first in the order of `starts` and of what `stepsFrom` gives. Every place is left at most
 * once, so the time is linear in the steps there are. Undefined where no way leads there; no steps where a start is a goal.
 */
export function shortestWay<Edge>(
  starts: readonly string[],
  isGoal: (place: string) => boolean,
  stepsFrom: (place: string) => Iterable<Step<Edge>>,
): readonly Step<Edge>[] | undefined {
  const seen = new Set(starts);
  const queue: Reached<Edge>[] = starts.map((at) => ({ at }));
  // The queue grows while it is read.
  for (const reached of queue) {
    if (isGoal(reached.at)) return stepsTo(reached);
    for (const step of stepsFrom(reached.at)) {
      if (seen.has(step.to)) continue;
      seen.add(step.to);
      queue.push({ at: step.to, before: reached, step });
    }
  }
  return undefined;
}
