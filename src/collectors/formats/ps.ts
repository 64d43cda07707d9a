import type { Fact, ProcessFact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { type Line, readLines } from '../../text/lines.ts';
import { readInteger, readWords } from '../../text/scan.ts';
import { readNarrowRow } from './ps-narrow.ts';

const given = <Key extends string>(key: Key, value: string | undefined): { readonly [K in Key]?: string } =>
  (value === undefined || value === '' ? {} : { [key]: value }) as { readonly [K in Key]?: string };

/** busybox puts the name in front where the command line says something else: `{nginx} python3 app.py`. */
const namePrefix = /^\{([^{}]{1,64})\} (?=\S)/;

interface Command {
  readonly name?: string;
  readonly args?: string;
}

/** What runs, from the columns of name and arguments; the name may be absent. */
function readCommand(name: string | undefined, args: string): Command {
  const [prefix = '', prefixName] = namePrefix.exec(args) ?? [];
  const known = name || prefixName;
  const rest = prefixName !== undefined && prefixName === known ? args.slice(prefix.length) : args;
  return { ...given('name', known), ...given('args', rest) };
}

/** Where the columns stand that hold blanks, in characters from the start of the line. */
interface Columns {
  readonly user: number;
  readonly name: number;
  readonly args: number;
}

/** `-o pid:10= -o ppid:10= -o user:32= -o comm:32= -o args=`: each as wide as asked, one blank between. */
const fixedColumns: Columns = { user: 22, name: 55, args: 88 };
const blank = ' ';

/**
 * pid, ppid, user, comm, args. A name may hold blanks, so it is cut out by column where the columns
 * are where they should be; a pid too wide for its own moves all that follow.
 */
function readWide({ number, text }: Line, columns: Columns): ProcessFact | undefined {
  const [pidText, ppidText, userWord = '', nameWord = '', rest = ''] = readWords(text, 5);
  const pid = readInteger(pidText);
  const ppid = readInteger(ppidText);
  if (pid === undefined || ppid === undefined || userWord === '') return undefined;
  const head = (pidText ?? '').length + text.indexOf(pidText ?? '');
  const shift = text.indexOf(userWord, text.indexOf(ppidText ?? '', head) + (ppidText ?? '').length) - columns.user;
  const [nameAt, argsAt] = [columns.name + shift, columns.args + shift];
  const aligned = shift >= 0 && text[nameAt - 1] === blank && text[argsAt - 1] === blank && text[nameAt] !== blank;
  return {
    fact: 'process',
    line: number,
    pid,
    ppid,
    ...given('user', aligned ? text.slice(columns.user + shift, nameAt).trim() : userWord),
    ...readCommand(aligned ? text.slice(nameAt, argsAt).trim() : nameWord, (aligned ? text.slice(argsAt) : rest).trim()),
  };
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A table with one command column, the last: `ps`, `ps w`, `ps -ef`, `ps aux`; BSD names the executable under COMM. */
function readNarrow(line: Line, header: readonly string[]): ProcessFact | undefined {
  const row = readNarrowRow(line, header);
  if (row === undefined) return undefined;
  const { process, command } = row;
  const named = executable.test(header.at(-1) ?? '');
  return {
    fact: 'process',
    line: line.number,
    ...process,
    ...(named ? given('name', baseName(command)) : readCommand(undefined, command)),
  };
}

const commandName = /^(?:COMMAND|CMD|ARGS|U?COMM)$/;
const executable = /^U?COMM$/;

type ReadRow = (line: Line) => ProcessFact | undefined;

/** How to read the rows below this header; undefined where the line is no header. */
function rowReader(header: string): ReadRow | undefined {
  const words = readWords(header);
  const [last = ''] = words.slice(-1);
  if (!words.includes('PID') || !commandName.test(last)) return undefined;
  const args = header.lastIndexOf(last);
  const name = header.lastIndexOf('COMMAND', args - 1);
  if (words.length !== 5 || words[1] !== 'PPID' || name === -1) return (line) => readNarrow(line, words);
  const columns = { user: header.indexOf('USER'), name, args };
  return (line) => readWide(line, columns);
}

/**
 * Output of ps (ps(1)): procps with `-o pid:10= -o ppid:10= -o user:32= -o comm:32= -o args=`, or any
 * table with a header and the command in its last column, as busybox, BSD, macOS, AIX, Solaris and HP-UX print it.
 * Threads (`-L`) are told once, as the process they are of.
 */
export function parsePs(text: string): readonly Fact[] {
  const list = factList();
  let readRow: ReadRow = (line) => readWide(line, fixedColumns);
  let header: string | undefined;
  let threads = false;
  let last: number | undefined;
  for (const line of readLines(text)) {
    if (line.text.trim() === '' || line.text === header) continue;
    const reader = list.facts.length === 0 ? rowReader(line.text) : undefined;
    if (reader !== undefined) {
      readRow = reader;
      header = line.text;
      threads = /\s(?:LWP|SPID|TID)\s/.test(header);
      continue;
    }
    const fact = readRow(line);
    if (fact === undefined) list.skip(line.number, line.text, 'not a row of ps');
    else if (!threads || fact.pid !== last) list.facts.push(fact);
    last = fact?.pid;
  }
  return list.facts;
}
