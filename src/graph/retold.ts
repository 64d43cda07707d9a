import type { Host } from '../model/snapshot.ts';
import type { Arrow } from './arrows.ts';
import { hostsKey } from './dependency-ids.ts';
import type { Standing } from './estate.ts';

/** The arrows, with those set aside that say nothing new. */
export interface ToldArrows {
  readonly arrows: readonly Arrow[];
  /** Told only by evidence the snapshot before has used: what that says of them stands. By `hostsKey`. */
  readonly retold: ReadonlyMap<string, readonly Arrow[]>;
}

const isToldAnew = ({ connections }: Arrow, standingOf: (node: number) => Standing): boolean =>
  connections.some(({ lowHalf, highHalf }) =>
    [lowHalf, highHalf].some((half) => half !== undefined && standingOf(half.node) !== 'unchanged'),
  );

/**
 * Sets aside the arrows that only evidence tells of which the snapshot before has used. That snapshot saw
 * the other end at the same time and knew more, and a dependency it found to be gone must not come back
 * because nobody looked again.
 */
export function setAsideRetold(
  arrows: readonly Arrow[],
  nodes: readonly Host[],
  standingOf: (node: number) => Standing,
): ToldArrows {
  const retold = new Map<string, Arrow[]>();
  const news = arrows.filter((arrow) => {
    if (isToldAnew(arrow, standingOf)) return true;
    const key = hostsKey(nodes[arrow.from]?.id ?? '', nodes[arrow.to]?.id ?? '', arrow);
    const known = retold.get(key);
    if (known === undefined) retold.set(key, [arrow]);
    else known.push(arrow);
    return false;
  });
  return { arrows: news, retold };
}
