import type { Fact, SkippedFact } from '../model/fact.ts';
import { ownCopy } from './intern.ts';

/** Why the last line or object of an output is skipped that was cut short: what stood behind it is not known. */
export const endMissing = 'the end is missing';

/** The facts of one output in the making. */
export interface FactList {
  readonly facts: Fact[];
  /** Notes a line that could not be read. */
  skip(line: number, text: string, reason: string): void;
}

/** A hostile output can hold millions of bad lines: this many are kept, the rest is only counted. */
const keptSkips = 1_000;
const keptCharacters = 200;

/** An empty list; the skipped lines beyond the first thousand become one fact with their `count`. */
export function factList(): FactList {
  const facts: Fact[] = [];
  let skips = 0;
  let rest: { -readonly [Key in keyof SkippedFact]: SkippedFact[Key] } | undefined;
  return {
    facts,
    skip(line, text, reason) {
      // However much could not be read, a missing end is told.
      const isEnd = reason === endMissing;
      if (!isEnd) skips += 1;
      if (isEnd || skips <= keptSkips) {
        facts.push({ fact: 'skipped', line, text: ownCopy(text.slice(0, keptCharacters)), reason });
      } else if (rest === undefined) {
        rest = { fact: 'skipped', line, text: '', reason: 'more lines that could not be read', count: 1 };
        facts.push(rest);
      } else {
        rest.count = skips - keptSkips;
      }
    },
  };
}
