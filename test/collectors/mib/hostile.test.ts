import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mibReaders } from '../../../src/collectors/mib/registry.ts';
import type { Fact } from '../../../src/model/fact.ts';
import { walkOf } from './walk-of.ts';

const folder = new URL('../../../fixtures/text.snmprec/', import.meta.url);
const walks = readdirSync(folder)
  .filter((name) => name.endsWith('.raw') && !name.startsWith('damaged'))
  .map((name) => readFileSync(new URL(name, folder), 'latin1').split('\n'));

const read = (lines: readonly string[]): readonly Fact[] => {
  const device = walkOf(lines.join('\n'), { 'vlan-20': lines.slice(0, 20).join('\n') });
  return mibReaders.flatMap((reader) => reader(device));
};

/** Facts without lines, as a set that can be compared. */
const content = (facts: readonly Fact[]): readonly string[] =>
  facts.map((fact) => JSON.stringify(fact, (key, value: unknown) => (key === 'line' ? undefined : value))).sort();

/** A line with a part of its number or its value changed. */
const damaged = fc.record({
  line: fc.nat(),
  at: fc.nat(40),
  text: fc.constantFrom('', '.', '|', '0', '.0', '4294967295', '-1', '255.255', 'x', '4x|', '|4x|ffffffff', '\u0000', '\u00ff'),
});

describe.each(walks.map((lines, at) => [at, lines] as const))('walk %i', (_, lines) => {
  it('gives the same facts in any order of its objects', () => {
    const factsOf = (text: readonly string[]): readonly string[] => {
      const device = walkOf(text.join('\n'));
      return content(mibReaders.flatMap((reader) => reader(device)));
    };
    const expected = factsOf(lines);
    expect(expected.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.shuffledSubarray([...lines], { minLength: lines.length }), (shuffled) => {
        expect(factsOf(shuffled)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('never makes a reader throw, and gives no more facts than it has objects for', () => {
    fc.assert(
      fc.property(fc.array(damaged, { maxLength: 12 }), fc.nat(lines.length), (edits, cut) => {
        const broken = lines.slice(0, cut);
        for (const { line, at, text } of edits) {
          const [where, old] = [line % Math.max(1, broken.length), broken[line % Math.max(1, broken.length)] ?? ''];
          broken[where] = old.slice(0, at) + text + old.slice(at + text.length);
        }
        expect(read(broken).length).toBeLessThanOrEqual(4 * (broken.length + 20));
      }),
      { numRuns: 100 },
    );
  });
});
