import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';

/** The first counter may be glued to the colon. An alias (`eth0:1`) has a colon of its own. */
const row = /^\s{0,40}(\S{1,64}):\s{0,20}\d{1,20}\s{1,20}\d/;

/** /proc/net/dev (proc_pid_net(5)): the interfaces of this host and their counters, of which nothing is kept. */
export function parseProcNetDev(text: string): readonly Fact[] {
  const list = factList();
  for (const { number, text: line } of readLines(text)) {
    const [, name] = row.exec(line) ?? [];
    if (name !== undefined) list.facts.push({ fact: 'interface', line: number, name });
    else if (line.trim() !== '' && !line.includes('|')) list.skip(number, line, 'not a row of /proc/net/dev');
  }
  return list.facts;
}
