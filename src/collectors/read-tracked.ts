import type { Fact } from '../model/fact.ts';
import { groupBy } from '../text/group-by.ts';
import { type Answer, type Reading, readOnce } from './read-answers.ts';

/** Connections that trackers told of, of every sample, each once. */
export function readTracked(answers: readonly Answer[]): readonly Reading[] {
  const seen = new Set<string>();
  return [...groupBy(answers, ({ section }) => section.sample)]
    .sort(([a], [b]) => a - b)
    .flatMap(([sample, taken]) => readOnce('tracked', taken).map((reading) => ({ ...reading, sample })))
    .map(({ collector, sample, facts }) => ({ collector, sample, facts: facts.filter((fact) => isNews(fact, seen)) }));
}

function isNews(fact: Fact, seen: Set<string>): boolean {
  if (fact.fact !== 'tracked') return true;
  const { protocol, source, destination, replySource, replyDestination } = fact;
  const ends = [source, destination, replySource, replyDestination].map(({ address, port }) => `${address} ${port}`);
  const { size } = seen;
  return seen.add(`${protocol} ${ends.join(' ')}`).size > size;
}
