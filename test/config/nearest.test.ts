import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestWord } from '../../src/config/nearest.ts';

const keys = ['user', 'port', 'identity', 'password', 'passphrase', 'hostKeys', 'maxTargets', 'targets', 'tags'];

describe('nearestWord', () => {
  it.each([
    ['usr', 'user'],
    ['User', 'user'],
    ['users', 'user'],
    ['prot', 'port'],
    ['identitty', 'identity'],
    ['pass-phrase', 'passphrase'],
    ['passwort', 'password'],
    ['host_keys', 'hostKeys'],
    ['max-targets', 'maxTargets'],
    ['traget', 'targets'],
    ['tag', 'tags'],
  ])('%s was meant as %s', (word, meant) => {
    expect(nearestWord(word, keys)).toBe(meant);
  });

  it.each(['', 'x', 'colour', 'snmpCommunity', 'z'.repeat(100)])('%j is like none of them', (word) => {
    expect(nearestWord(word, keys)).toBeUndefined();
  });

  it('finds every known word, also with one letter wrong', () => {
    const changed = fc.constantFrom(...keys).chain((word) => fc.tuple(fc.constant(word), fc.nat({ max: word.length - 1 })));
    fc.assert(
      fc.property(changed, ([word, at]) => {
        expect(nearestWord(word, keys)).toBe(word);
        expect(nearestWord(`${word.slice(0, at)}#${word.slice(at + 1)}`, [word])).toBe(word);
      }),
    );
  });

  it('takes no time for a word without end', () => {
    expect(nearestWord('z'.repeat(1_000_000), keys)).toBeUndefined();
  });

  it('has nothing to say without known words', () => {
    expect(nearestWord('user', [])).toBeUndefined();
  });
});
