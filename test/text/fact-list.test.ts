import { describe, expect, it } from 'vitest';
import { endMissing, factList } from '../../src/text/fact-list.ts';

describe('factList', () => {
  it('notes a line that could not be read', () => {
    const list = factList();
    list.skip(3, 'what is this', 'not a row');
    expect(list.facts).toEqual([{ fact: 'skipped', line: 3, text: 'what is this', reason: 'not a row' }]);
  });

  it('keeps 200 characters of it', () => {
    const list = factList();
    list.skip(1, 'x'.repeat(5_000), 'not a row');
    expect(list.facts).toEqual([{ fact: 'skipped', line: 1, text: 'x'.repeat(200), reason: 'not a row' }]);
  });

  it('counts the lines beyond the first thousand in one fact', () => {
    const list = factList();
    for (let line = 1; line <= 1_500; line += 1) list.skip(line, 'x', 'not a row');
    expect(list.facts).toHaveLength(1_001);
    expect(list.facts.at(-1)).toEqual({
      fact: 'skipped',
      line: 1_001,
      text: '',
      reason: 'more lines that could not be read',
      count: 500,
    });
  });

  it('tells a missing end however much else could not be read', () => {
    const list = factList();
    for (let line = 1; line <= 1_500; line += 1) list.skip(line, 'x', 'not a row');
    list.skip(1_501, 'half', endMissing);
    list.skip(1_502, 'x', 'not a row');
    expect(list.facts.at(-1)).toEqual({ fact: 'skipped', line: 1_501, text: 'half', reason: endMissing });
    expect(list.facts.at(-2)).toMatchObject({ count: 501 });
  });

  it('keeps skipped lines between the facts around them', () => {
    const list = factList();
    list.facts.push({ fact: 'cgroup', pid: 1, path: '/' });
    list.skip(2, 'x', 'not a row');
    list.facts.push({ fact: 'cgroup', pid: 2, path: '/' });
    expect(list.facts.map((fact) => fact.fact)).toEqual(['cgroup', 'skipped', 'cgroup']);
  });
});
