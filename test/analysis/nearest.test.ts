import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/analysis/nearest.ts';

describe('nearest', () => {
  const names = ['web1', 'web2', 'web10', 'db1', 'cache1', 'db1/postgresql'];

  it.each([
    ['wbe1', 'web1'],
    ['we1', 'web1'],
    ['dbb1', 'db1'],
    ['CACHE', 'cache1'],
    ['chace1', 'cache1'],
    ['postgres', 'db1/postgresql'],
  ])('takes %s for %s', (text, name) => {
    expect(nearest(text, names)[0]).toBe(name);
  });

  it('gives nothing for what looks like nothing, and for an empty text', () => {
    expect(nearest('mailrelay', names)).toEqual([]);
    expect(nearest('', names)).toEqual([]);
  });

  it('gives as many as asked for, each once, in one order', () => {
    expect(nearest('web', [...names, 'web1'], 2)).toEqual(['web1', 'web10']);
    expect(nearest('web', [...names].reverse(), 2)).toEqual(['web1', 'web10']);
  });

  it('finds a name with one letter changed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{4,12}$/), fc.nat({ max: 3 }), (name, at) => {
        const typed = `${name.slice(0, at)}#${name.slice(at + 1)}`;
        expect(nearest(typed, [name, '0000000000000000'])).toEqual([name]);
      }),
    );
  });

  it('compares no more than the beginning of a name as long as a host likes', () => {
    expect(nearest('a'.repeat(1_000_000), ['b'.repeat(1_000_000)])).toEqual([]);
  });
});
