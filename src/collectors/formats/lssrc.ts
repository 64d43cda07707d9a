import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger, readWords } from '../../text/scan.ts';

const states: ReadonlySet<string> = new Set(['active', 'inoperative', 'stopping', 'starting', 'warned', 'stopped']);

/**
 * Output of `lssrc -a` (lssrc(1)) of AIX: subsystem, group, pid, status. Group and pid may be blank, so only the ends of a
 * row and the number before the status are sure.
 */
export function parseLssrc(text: string): readonly Fact[] {
  const list = factList();
  for (const { number, text: line } of readLines(text)) {
    const words = readWords(line);
    const [name = ''] = words;
    const active = words.at(-1) ?? '';
    if (words.length === 0 || name === 'Subsystem') continue;
    if (words.length < 2 || words.length > 4 || !states.has(active)) {
      list.skip(number, line, 'not a subsystem of lssrc');
      continue;
    }
    const pid = words.length > 2 ? readInteger(words.at(-2)) : undefined;
    list.facts.push({ fact: 'unit', line: number, name, active, ...(pid === undefined ? {} : { mainPid: pid }) });
  }
  return list.facts;
}
