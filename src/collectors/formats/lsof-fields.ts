import type { Fact, ProcessRef, SocketFact } from '../../model/fact.ts';
import { isNowhere, type ReadEndpoint, scanEndpoint, withoutZone } from '../../text/endpoint.ts';
import { type FactList, factList } from '../../text/fact-list.ts';
import { intern } from '../../text/intern.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger } from '../../text/scan.ts';
import { socketState } from '../../text/socket-state.ts';

/** One open file in the making: the fields since the last `f` line. */
interface OpenFile {
  line: number;
  type?: string;
  device?: string;
  protocol?: 'tcp' | 'udp';
  name?: string;
  state?: string;
}

/** KAME kernels keep the zone of a link-local address in its second group (RFC 4007 writes it behind `%`). */
const embeddedZone = /\[fe80:[0-9a-f]{1,4}::/g;
const escapedCharacter = /\\x([0-9a-f]{2})/g;

/** lsof prints characters it holds unsafe as `\x20`. */
const unescapeName = (text: string): string =>
  text.replace(escapedCharacter, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));

function readEnd(text: string, type: string | undefined): ReadEndpoint | undefined {
  const read = scanEndpoint(text, 0, text.length);
  if (read?.address !== '*') return read;
  return { ...read, address: type === 'IPv6' ? '::' : '0.0.0.0' };
}

/** `10.0.0.1:5000->10.0.0.2:443`, or the local end alone. */
function readSocket(file: OpenFile, processes: readonly ProcessRef[]): SocketFact | undefined {
  const { protocol, line } = file;
  const [localText = '', remoteText] = (file.name ?? '').replace(embeddedZone, '[fe80::').split('->', 2);
  const local = readEnd(localText, file.type);
  const peer = remoteText === undefined ? undefined : readEnd(remoteText, file.type);
  if (protocol === undefined || local === undefined || (remoteText !== undefined && peer === undefined)) return undefined;
  const remote = peer === undefined || isNowhere(peer) ? undefined : withoutZone(peer);
  const state =
    protocol === 'udp' ? (remote === undefined ? 'unconnected' : 'established') : socketState(file.state ?? '', protocol);
  const zone = local.zone ?? peer?.zone;
  return {
    fact: 'socket',
    line,
    protocol,
    ...(state === undefined ? {} : { state }),
    local: withoutZone(local),
    ...(remote === undefined ? {} : { remote }),
    processes,
    ...(zone === undefined ? {} : { interface: zone }),
  };
}

function readField(file: OpenFile, key: string, value: string): void {
  if (key === 't') file.type = value;
  else if (key === 'd') file.device = value;
  else if (key === 'P' && (value === 'TCP' || value === 'UDP')) file.protocol = value === 'TCP' ? 'tcp' : 'udp';
  else if (key === 'n') file.name = value;
  else if (key === 'T' && value.startsWith('ST=')) file.state = value.slice(3);
}

/** The sockets read so far, with the processes that hold them. */
type Holders = Map<string, ProcessRef[]>;

/** The file that just ended: a fact where its socket is new, one more process where it is known. */
function finishFile(file: OpenFile, process: ProcessRef, holders: Holders, list: FactList): void {
  if (file.protocol === undefined) return;
  const key = `${file.protocol} ${file.device ?? file.line} ${file.name ?? ''}`;
  const known = holders.get(key);
  if (known !== undefined) {
    if (known.at(-1)?.pid !== process.pid) known.push(process);
    return;
  }
  const processes = process.pid === undefined ? [] : [process];
  holders.set(key, processes);
  const fact = readSocket(file, processes);
  if (fact === undefined) list.skip(file.line, file.name ?? '', 'not an internet socket');
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

/**
 * Output of `lsof -nP -iTCP -iUDP -F pcLftdPnT` (lsof(8), "OUTPUT FOR OTHER PROGRAMS"): one field a
 * line, its first character says which; `p` begins a process, `f` a file. A socket that several
 * processes hold comes once for each and becomes one fact.
 */
export function parseLsofFields(text: string): readonly Fact[] {
  const list = factList();
  const holders: Holders = new Map();
  let process: ProcessRef = {};
  let file: OpenFile | undefined;
  for (const { number, text: line } of readLines(text)) {
    const [key, value] = [line.slice(0, 1), line.slice(1)];
    const changed = readProcess(process, key, value);
    if (file !== undefined && (changed !== undefined || key === 'f')) {
      finishFile(file, process, holders, list);
      file = undefined;
    }
    if (changed !== undefined) process = changed;
    else if (key === 'f') file = { line: number };
    else if (file !== undefined) readField(file, key, value);
  }
  if (file !== undefined) finishFile(file, process, holders, list);
  return list.facts;
}
