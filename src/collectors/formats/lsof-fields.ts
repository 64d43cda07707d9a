import type { Fact, ProcessRef } from '../../model/fact.ts';
import { type FactList, factList } from '../../text/fact-list.ts';
import { intern } from '../../text/intern.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger } from '../../text/scan.ts';
import { lsofSocket, unescapeName } from './lsof-socket.ts';
import { type SocketHolders, socketHolders } from './socket-holders.ts';

/** One open file in the making: the fields since the last `f` line. */
interface OpenFile {
  line: number;
  type?: string;
  device?: string;
  protocol?: 'tcp' | 'udp' | 'sctp' | undefined;
  name?: string;
  state?: string;
}

const protocols: ReadonlyMap<string, 'tcp' | 'udp' | 'sctp'> = new Map([
  ['TCP', 'tcp'],
  ['UDP', 'udp'],
  ['SCTP', 'sctp'],
]);

function readField(file: OpenFile, key: string, value: string): void {
  if (key === 't') file.type = value;
  else if (key === 'd') file.device = value;
  else if (key === 'P') file.protocol = protocols.get(value);
  else if (key === 'n') file.name = value;
  else if (key === 'T' && value.startsWith('ST=')) file.state = value.slice(3);
}

/** The file that just ended: a fact where its socket is new, one more process where it is known. */
function finishFile(file: OpenFile, process: ProcessRef, holders: SocketHolders, list: FactList): void {
  const { line, protocol, type, state, name = '' } = file;
  if (protocol === undefined) return;
  const holder = process.pid === undefined ? undefined : process;
  const processes = holders.hold(`${protocol} ${file.device ?? line} ${name}`, holder);
  if (processes === undefined) return;
  const fact = lsofSocket({ line, protocol, type, state, name }, processes);
  if (fact === undefined) list.skip(line, name, 'not an internet socket');
  else list.facts.push(fact);
}

/** A field about the process (`p`, `c`, `L`); undefined for any other. */
function readProcess(process: ProcessRef, key: string, value: string): ProcessRef | undefined {
  if (key === 'c') return { ...process, name: intern(unescapeName(value)) };
  if (key === 'L') return { ...process, user: intern(value) };
  if (key !== 'p') return undefined;
  const pid = readInteger(value);
  return pid === undefined ? {} : { pid };
}

/** The fields of one line: one, or with `-F0` those of a whole process or file, each with a NUL behind it. */
const fieldsOf = (line: string): readonly string[] => (line.includes('\0') ? line.split('\0') : [line]);

/**
 * Output of `lsof -nP -iTCP -iUDP -F pcLftdPnT` (lsof(8), "OUTPUT FOR OTHER PROGRAMS"): one field a
 * line, its first character says which; `p` begins a process, `f` a file. A socket that several
 * processes hold comes once for each and becomes one fact.
 */
export function parseLsofFields(text: string): readonly Fact[] {
  const list = factList();
  const holders = socketHolders();
  let process: ProcessRef = {};
  let file: OpenFile | undefined;
  for (const { number, text: line } of readLines(text)) {
    for (const field of fieldsOf(line)) {
      const [key, value] = [field.slice(0, 1), field.slice(1)];
      const changed = readProcess(process, key, value);
      if (file !== undefined && (changed !== undefined || key === 'f')) {
        finishFile(file, process, holders, list);
        file = undefined;
      }
      if (changed !== undefined) process = changed;
      else if (key === 'f') file = { line: number };
      else if (file !== undefined) readField(file, key, value);
    }
  }
  if (file !== undefined) finishFile(file, process, holders, list);
  return list.facts;
}
