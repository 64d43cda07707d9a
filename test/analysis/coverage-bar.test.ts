import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverage } from '../../src/analysis/coverage.ts';
import { holdAgainst, underBarText } from '../../src/analysis/coverage-bar.ts';
import { indexEstate } from '../../src/analysis/estate.ts';
import { shop } from './build-snapshot.ts';

const counted = (edgesWithBothProcesses: number, edges: number) => ({ edges, edgesWithBothProcesses });

describe('a bar for coverage', () => {
  it('is met by what reaches it, and by nothing less', () => {
    expect(holdAgainst(counted(2, 3), 66.6)).toEqual({
      ...{ measure: 'edgesWithBothProcesses', min: 66.6, percent: 66.6, met: true },
    });
    expect(holdAgainst(counted(2, 3), 66.7)).toMatchObject({ percent: 66.6, met: false });
    expect(holdAgainst(counted(999, 1000), 100)).toMatchObject({ percent: 99.9, met: false });
    expect(holdAgainst(counted(9999, 10_000), 100)).toMatchObject({ percent: 99.9, met: false });
    expect(holdAgainst(counted(7, 7), 100)).toMatchObject({ percent: 100, met: true });
    expect(holdAgainst(counted(0, 7), 0)).toMatchObject({ percent: 0, met: true });
  });

  it('is met exactly where the share is the bar, whatever the fractions', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 50 }), (thousandths, times) => {
        const edges = 100_000 * times;
        expect(holdAgainst(counted(thousandths * times, edges), thousandths / 1000).met).toBe(true);
        expect(holdAgainst(counted(thousandths * times - 1, edges), thousandths / 1000).met).toBe(false);
      }),
    );
  });

  it('is missed by a map on which nothing was seen, but for the bar that asks for nothing', () => {
    expect(holdAgainst(counted(0, 0), 1)).toEqual({ measure: 'edgesWithBothProcesses', min: 1, met: false });
    expect(holdAgainst(counted(0, 0), 0).met).toBe(true);
    expect(underBarText(holdAgainst(counted(0, 0), 1), counted(0, 0))).toMatch(
      /^coverage is under the bar of 1%: there is no dep/,
    );
  });

  it('says in one line what was measured, what was asked for and what next', () => {
    expect(underBarText(holdAgainst(counted(12, 40), 80), counted(12, 40))).toBe(
      'coverage is under the bar of 80%: the process is known at both ends of 12 of 40 dependencies (30%); ' +
        'map coverage lists the hosts to read, and those to read as root',
    );
  });

  it('is in the document only where there is one', () => {
    const estate = indexEstate(shop);
    expect(coverage(estate)).not.toHaveProperty('bar');
    expect(coverage(estate, { min: 0 }).bar).toMatchObject({ min: 0, met: true });
  });
});
