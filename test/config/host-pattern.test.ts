import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPattern, matchesPatternList } from '../../src/config/host-pattern.ts';

describe('matchesPattern', () => {
  it.each([
    ['web1', 'web1', true],
    ['web1', 'web', false],
    ['web1', 'web?', true],
    ['web12', 'web?', false],
    ['web1.example.com', '*.example.com', true],
    ['example.com', '*.example.com', false],
    ['web1.example.com', 'web*.com', true],
    ['web1', '*', true],
    ['', '*', true],
    ['', '', true],
    ['', '?', false],
    ['aab', '*ab', true],
    ['ababab', '*ab*ab', true],
    ['[10.0.0.1]:2222', '[10.0.0.*]:2222', true],
    ['a.b', 'a?b', true],
    ['a+b', 'a+b', true],
  ])('%j against %j: %j', (text, pattern, matches) => {
    expect(matchesPattern(text, pattern)).toBe(matches);
  });

  it('agrees with a regular expression', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 7 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(text, piece, (subject, pattern) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(matchesPattern(subject, pattern)).toBe(expression.test(subject));
      }),
    );
  });

  it('does not try every way to spread the stars', () => {
    // A backtracking matcher needs about 2^40 steps for this.
    expect(matchesPattern('a'.repeat(5000), `${'*a'.repeat(40)}b`)).toBe(false);
  });
});

describe('matchesPatternList', () => {
  it('wants one match and no negated one', () => {
    expect(matchesPatternList('web1.prod', ['*.test', '*.prod'])).toBe(true);
    expect(matchesPatternList('web1.prod', ['*.prod', '!web1*'])).toBe(false);
    expect(matchesPatternList('web1.prod', ['!web1*', '*.prod'])).toBe(false);
    expect(matchesPatternList('web2.prod', ['!web1*', '*.prod'])).toBe(true);
    expect(matchesPatternList('web2.prod', ['!web1*'])).toBe(false);
    expect(matchesPatternList('web2.prod', [])).toBe(false);
  });

  it('ignores case', () => {
    expect(matchesPatternList('WEB1', ['web*'])).toBe(true);
    expect(matchesPatternList('web1', ['WEB1'])).toBe(true);
  });
});
