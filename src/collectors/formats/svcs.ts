import type { Fact, UnitFact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger, readWords } from '../../text/scan.ts';

interface Draft {
  readonly unit: UnitFact;
  readonly pids: number[];
}

const isFmri = (text: string): boolean => /^(?:svc|lrc):\//.test(text);

/** A service with several processes does not say which is the main one. */
const finish = ({ unit, pids: [pid, ...others] }: Draft): UnitFact =>
  pid === undefined || others.length > 0 ? unit : { ...unit, mainPid: pid };

/**
 * Output of `svcs -Hp -o state,fmri` (svcs(1)) of Solaris and illumos: a service a line, below it, indented, its processes
 * with time of start, pid and name. A `*` behind the state says that it is changing.
 */
export function parseSvcs(text: string): readonly Fact[] {
  const list = factList();
  const drafts: Draft[] = [];
  for (const { number, text: line } of readLines(text)) {
    const words = readWords(line);
    const [first = '', second = ''] = words;
    const pid = readInteger(second);
    if (words.length === 0 || first === 'STATE') continue;
    if (isFmri(second)) {
      const unit: UnitFact = { fact: 'unit', line: number, name: second, active: first.replace(/\*$/, '') };
      drafts.push({ unit, pids: [] });
    } else if (line.startsWith(' ') && pid !== undefined && words.length >= 3 && drafts.length > 0) drafts.at(-1)?.pids.push(pid);
    else list.skip(number, line, 'not a service of svcs');
  }
  return [...drafts.map(finish), ...list.facts];
}
