import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../build.ts';
import { links } from './build-network.ts';
import { learnedTree, type TreeOptions } from './learned-tree.ts';

/** How many of the links there are were found, and those that are none. */
function score(options: TreeOptions): { readonly recall: number; readonly invented: readonly string[] } {
  const { observations, cables, count } = learnedTree(options);
  const found = links(snapshotOf(observations)).map((link) => link.split(' fdb ')[0] ?? '');
  return { recall: found.length / count, invented: found.filter((link) => !cables.has(link)) };
}

const nothing: readonly string[] = [];

describe.each([0, 5])(
  'bridges in a tree that tell nothing but their tables, one in %i on a segment with another',
  (sharedEvery) => {
    it.each([1, 2, 3])('are all found by whole tables (tree %i)', (seed) => {
      expect(score({ bridges: 30, stations: 6, seed, sharedEvery })).toEqual({ recall: 1, invented: nothing });
    });

    it.each([0, 0.1, 0.5])('are all found by what passed them lately, with a share of %d of the stations active', (active) => {
      for (const seed of [1, 2]) {
        expect(score({ bridges: 30, stations: 6, active, seed, sharedEvery })).toEqual({ recall: 1, invented: nothing });
      }
    });

    it.each([0.2, 0.5])('are never invented from a share of %d of the rows', (share) => {
      for (const seed of [1, 2, 3]) {
        expect(score({ bridges: 30, stations: 6, share, seed, sharedEvery }).invented).toEqual(nothing);
      }
    });
  },
);

describe('200 bridges in a tree', () => {
  it('are all found by what passed them lately', () => {
    expect(score({ bridges: 200, stations: 6, active: 0.1, seed: 1 })).toEqual({ recall: 1, invented: nothing });
  });

  it.each([0.2, 0.5])('are never invented from a share of %d of the rows', (share) => {
    expect(score({ bridges: 200, stations: 1, share, seed: 2, sharedEvery: 5 }).invented).toEqual(nothing);
  });
});
