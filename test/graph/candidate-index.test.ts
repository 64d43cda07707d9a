import { describe, expect, it } from 'vitest';
import { createCandidateIndex } from '../../src/graph/candidate-index.ts';
import { readTraits } from '../../src/graph/traits.ts';
import { machine, visit } from './build.ts';

describe('createCandidateIndex', () => {
  it('finds what shares any value, once, in order', () => {
    const index = createCandidateIndex();
    for (const number of [3, 1, 2]) index.add(number, readTraits(machine(number, { name: 'same' })));
    expect(index.find(readTraits(machine(2, { name: 'other' })))).toEqual([2]);
    expect(index.find(readTraits(visit({ target: 'x', name: 'same' })))).toEqual([1, 2, 3]);
    expect(index.find(readTraits(visit({ target: 'x' })))).toEqual([]);
  });

  it('does not look through what too many share, but still finds by the rest', () => {
    const index = createCandidateIndex();
    const clone = (number: number) =>
      readTraits(visit({ target: `t${number}`, machineId: 'a1', addresses: [`10.0.0.${number}/24`] }));
    for (let number = 1; number <= 50; number++) index.add(number, clone(number));
    expect(index.find(readTraits(visit({ target: 'x', machineId: 'a1' })))).toEqual([]);
    expect(index.find(clone(7))).toEqual([7]);
  });
});
