import type { Fact, ProcessFact } from '../../model/fact.ts';
import { readDottedTables } from './netstat-bsd.ts';
import { type HeldSocket, isRmsockLine, readRmsock } from './rmsock.ts';

const processFact = ({ line, process: { pid = 0, name } }: HeldSocket): ProcessFact => ({
  fact: 'process',
  line,
  pid,
  ...(name === undefined ? {} : { name }),
});

/**
 * Output of `netstat -an` and `netstat -Aan` of AIX, with the answers of rmsock where they are in the same text.
 * `tcp` without a number is a socket for both families there. An answer about no row of the text is a process.
 */
export function parseNetstatAix(text: string): readonly Fact[] {
  const answers = readRmsock(text);
  const used = new Set<HeldSocket>();
  const facts = readDottedTables(text, {
    bareFamily: '46',
    isOther: isRmsockLine,
    holders(block) {
      const held = block === undefined ? undefined : answers.holderOf(block);
      if (held === undefined) return [];
      used.add(held);
      return [held.process];
    },
  });
  const told = new Set([...used].map(({ process }) => process.pid));
  const rest = answers.all.filter(({ process: { pid } }) => !told.has(pid) && told.add(pid));
  return [...facts, ...rest.map(processFact)];
}
