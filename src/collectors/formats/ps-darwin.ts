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

/** A row of the second table: `ps -ax -o pid= -o comm=`. */
function readName(text: string, names: Map<number, string>): void {
  const [pidText, executable = ''] = readWords(text, 2);
  const pid = readInteger(pidText);
  const name = nameOf(executable.trim());
  if (pid !== undefined && name !== '') names.set(pid, name);
}

/** `ps -axww -o pid= -o ppid= -o user= -o args=` (ps(1) of macOS), then `== comm` and the executables by pid. */
export function parsePsDarwin(text: string): readonly Fact[] {
  const list = factList();
  const names = new Map<number, string>();
  let below = false;
  for (const { number, text: line } of readLines(text)) {
    if (line === border) below = true;
    else if (below) readName(line, names);
    else if (line.trim() !== '') {
      const fact = readProcess(line, number);
      if (fact === undefined) list.skip(number, line, 'not a row of ps');
      else list.facts.push(fact);
    }
  }
  return list.facts.map((fact) => {
    const name = fact.fact === 'process' ? names.get(fact.pid) : undefined;
    return name === undefined ? fact : { ...fact, name };
  });
}
