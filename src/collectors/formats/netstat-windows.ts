import type { SocketState } from '../../model/endpoint.ts';
import type { Fact, ProcessRef, SocketFact } from '../../model/fact.ts';
import { isNowhere, type ReadEndpoint, scanEndpoint, withoutZone } from '../../text/endpoint.ts';
import { type FactList, factList } from '../../text/fact-list.ts';
import { intern } from '../../text/intern.ts';
import { type Line, readLines } from '../../text/lines.ts';
import { readInteger, readWords } from '../../text/scan.ts';
import { windowsSocketState } from '../../text/windows-socket-state.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const row = /^[ \t]{0,40}(?:TCP|UDP)(?:v6)?[ \t]/;
/** `-b`: ` [svchost.exe]`, below the row and the name of the service. */
const executable = /^\s{0,40}\[([^\]]{1,260})\]\s{0,40}$/;
/** One word that is no file: `  RpcSs`. */
const serviceName = /^\s{1,40}([\w$-][\w$.-]{0,255})\s{0,40}$/;
const component = /\.(?:dll|sys|exe|drv)$/i;
const noOwner = /^\s{0,40}(?:Can not obtain ownership information|-- unknown component)/;
/** `-x`: connections of NetworkDirect, which are of neither protocol. */
const otherTable = /NetworkDirect/;
const longestState = 4;

/** What stands behind the two ends: state, process, with `-t` the offload, with `-y` the template. */
interface Rest {
  readonly state?: SocketState;
  /** A word stands where the state should be, in a language nobody here knows. */
  readonly strange: boolean;
  readonly pid?: number;
}

function readRest(words: readonly string[]): Rest {
  const at = words.findIndex((word) => readInteger(word) !== undefined);
  const pid = at === -1 ? undefined : readInteger(words[at]);
  const text = (at === -1 ? words : words.slice(0, at)).slice(0, longestState);
  const state = windowsSocketState(text.join(' ')) ?? windowsSocketState(text[0] ?? '');
  return {
    ...(state === undefined ? {} : { state }),
    strange: state === undefined && text.length > 0,
    ...(pid === undefined ? {} : { pid }),
  };
}

const endpoint = (text: string): ReadEndpoint | undefined => scanEndpoint(text, 0, text.length);

/** Nobody is at the other end: `0.0.0.0:0`, `[::]:0`, `*:*`, and without `-n` the host's own name, `PC1:0`. */
const isNobody = (text: string, read: ReadEndpoint): boolean => isNowhere(read) || text.endsWith(':0');

function stateOf(protocol: 'tcp' | 'udp', rest: Rest, nobody: boolean): SocketState | undefined {
  if (protocol === 'udp') return nobody ? 'unconnected' : 'established';
  return rest.state ?? (nobody ? 'listen' : undefined);
}

function readRow({ number, text }: Line): Mutable<SocketFact> | undefined {
  const [proto = '', localText = '', peerText = '', ...words] = readWords(text);
  const protocol = proto.startsWith('UDP') ? 'udp' : 'tcp';
  const local = endpoint(localText);
  const peer = endpoint(peerText);
  if (local === undefined || peer === undefined) return undefined;
  const rest = readRest(words);
  const nobody = isNobody(peerText, peer);
  const state = stateOf(protocol, rest, nobody);
  const zone = local.zone ?? peer.zone;
  return {
    fact: 'socket',
    line: number,
    protocol,
    ...(state === undefined ? {} : { state }),
    local: withoutZone(local),
    ...(nobody ? {} : { remote: withoutZone(peer) }),
    processes: rest.pid === undefined ? [] : [{ pid: rest.pid }],
    ...(zone === undefined ? {} : { interface: zone }),
  };
}

/** The rows of one text, and the lines below each that say whose it is. */
class Reader {
  readonly list: FactList = factList();
  /** Lines before the first row: headings in some language, if a row follows. */
  readonly #before: Line[] = [];
  readonly #headings = new Set<string>();
  readonly #units = new Set<string>();
  readonly #details: boolean;
  #last: Mutable<SocketFact> | undefined;
  #service: Line | undefined;
  #other = false;

  constructor(details: boolean) {
    this.#details = details;
  }

  read(line: Line): void {
    const trimmed = line.text.trim();
    if (trimmed === '') return;
    if (otherTable.test(trimmed)) this.#other = true;
    if (row.test(line.text)) this.#readSocket(line);
    else if (this.#other || noOwner.test(line.text) || this.#headings.has(trimmed)) return;
    else if (this.#last === undefined) this.#before.push(line);
    else this.#readDetail(line);
  }

  /** Without any row the lines were no headings: what they say is why there is no table. */
  finish(): readonly Fact[] {
    if (this.#last === undefined && this.#headings.size === 0) {
      for (const { number, text } of this.#before) this.list.skip(number, text, 'not a row of netstat');
    }
    return this.list.facts;
  }

  #readSocket(line: Line): void {
    const fact = readRow(line);
    if (fact === undefined) {
      this.list.skip(line.number, line.text, 'not a row of netstat');
      return;
    }
    for (const { text } of this.#before.splice(0)) this.#headings.add(text.trim());
    this.#other = false;
    this.#service = undefined;
    this.#last = fact;
    this.list.facts.push(fact);
  }

  #readDetail(line: Line): void {
    const [, name] = executable.exec(line.text) ?? [];
    if (name !== undefined) this.#own(name);
    else if (!this.#details || line.text.trimStart() === line.text)
      this.list.skip(line.number, line.text, 'not a row of netstat');
    else if (serviceName.test(line.text) && !component.test(line.text.trim())) this.#service = line;
  }

  /** The executable belongs to the row above; the service between them runs in that process. */
  #own(name: string): void {
    const socket = this.#last;
    if (socket === undefined) return;
    const [first] = socket.processes;
    const owner: ProcessRef = { ...first, name: intern(name) };
    socket.processes = [owner];
    const service = this.#service?.text.trim();
    if (service !== undefined && owner.pid !== undefined && !this.#units.has(`${service} ${owner.pid}`)) {
      this.#units.add(`${service} ${owner.pid}`);
      this.list.facts.push({ fact: 'unit', line: this.#service?.number ?? 1, name: service, mainPid: owner.pid });
    }
    this.#service = undefined;
  }
}

/** Whether the rows are followed by their owners (`-b`). */
function hasDetails(text: string): boolean {
  return text.includes('[') && /^[ \t]{0,40}\[[^\]\n]{1,260}\][ \t\r]{0,40}$/m.test(text);
}

/**
 * Output of netstat.exe, Windows 95 to 11, `-a -n -o -b -q -t -y` in any combination and any language: a row is
 * told by its protocol and two ends, a listener by the wildcard at the other end, so no heading has to be known.
 */
export function parseNetstatWindows(text: string): readonly Fact[] {
  const reader = new Reader(hasDetails(text));
  for (const line of readLines(text)) reader.read(line);
  return reader.finish();
}
