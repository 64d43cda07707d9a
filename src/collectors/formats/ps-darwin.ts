import type { Fact, ProcessFact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger, readWords } from '../../text/scan.ts';

const border = '== comm';

/** `/Applications/Safari.app/Contents/MacOS/Safari`: the name is the last part of the path. */
const nameOf = (executable: string): string => executable.slice(executable.lastIndexOf('/') + 1);

function readProcess(text: string, line: number): ProcessFact | undefined {
  const [pidText, ppidText, user = '', args = ''] = readWords(text, 4);
  const [pid, ppid] = [readInteger(pidText), readInteger(ppidText)];
  if (pid === undefined || ppid === undefined || user === '') return undefined;
  return { fact: 'process', line, pid, ppid, user, ...(args.trim() === '' ? {} : { args: args.trim() }) };
}

/** Names by pid, from the table below the border: `ps -ax -o pid= -o comm=`. */
function readNames(text: string): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const at = text.startsWith(`${border}\n`) ? 0 : text.indexOf(`\n${border}\n`);
  if (at === -1) return names;
  for (const { text: line } of readLines(text.slice(at))) {
    const [pidText, executable = ''] = readWords(line, 2);
    const pid = readInteger(pidText);
    const name = nameOf(executable.trim());
    if (pid !== undefined && name !== '') names.set(pid, name);
  }
  return names;
}

/** `ps -axww -o pid= -o ppid= -o user= -o args=` (ps(1) of macOS), then `== comm` and the executables by pid. */
export function parsePsDarwin(text: string): readonly Fact[] {
  const list = factList();
  const names = readNames(text);
  for (const { number, text: line } of readLines(text)) {
    if (line === border) break;
    if (line.trim() === '') continue;
    const fact = readProcess(line, number);
    const name = fact === undefined ? undefined : names.get(fact.pid);
    if (fact === undefined) list.skip(number, line, 'not a row of ps');
    else list.facts.push(name === undefined ? fact : { ...fact, name });
  }
  return list.facts;
}
