import type { ProcessRef, SocketFact } from '../../model/fact.ts';
import { intern } from '../../text/intern.ts';
import { readInteger, readWords } from '../../text/scan.ts';
import { socketState } from '../../text/socket-state.ts';
import { type CutEndpoint, type IpFamily, readDotted } from './dotted-endpoint.ts';
import { socketFact } from './socket-fact.ts';

/** How a row is to be read: by the header above it, and by whose netstat it is. */
export interface RowLayout {
  /** An address of this length may have been cut; 0 where the table was made with `-W`. */
  readonly cutLength: number;
  /** What `tcp` without a number stands for. */
  readonly bareFamily: IpFamily;
  /** How many columns stand between the state and the process (macOS, `-v`); undefined where there is none. */
  readonly ownerAt?: number | undefined;
}

/** The words of a row up to its ends. */
export interface SplitRow {
  readonly words: readonly string[];
  /** Address of the protocol control block (`-A`), without `0x`. */
  readonly block?: string | undefined;
  /** `tcp4`; `tcp` where `-L` of macOS names none. */
  readonly protocol: string;
  /** Index of the local end. */
  readonly local: number;
  /** A table of listen queues (`-L`): there is no peer. */
  readonly listener: boolean;
}

const protocols = /^(tcp|udp)(4|6|46|64)?$/;
const controlBlock = /^(?:0x)?([0-9a-f]{6,16})$/i;
const queue = /^\d{1,10}\/\d{1,10}\/\d{1,10}$/;
const counter = /^\d{1,19}$/;
const stateWord = /^[A-Z][A-Z_0-9]{2,19}$/;
/** `Brave Browser He:7187`: names hold blanks. */
const namedProcess = /^([^\s:].{0,63}?):(\d{1,10})(?:\s|$)/;

/** Finds the columns of a row: what stands before the protocol and between it and the ends differs by option. */
export function splitRow(line: string): SplitRow | undefined {
  const words = readWords(line);
  const [first = '', second = ''] = words;
  const block = /^[a-z]{2,}/.test(second) ? controlBlock.exec(first)?.[1] : undefined;
  const at = block === undefined ? 0 : 1;
  const bare = queue.test(words[at] ?? '');
  const protocol = bare ? 'tcp' : (words[at] ?? '');
  let local = bare ? at : at + 1;
  let listener = false;
  for (let word = words[local]; word !== undefined && (counter.test(word) || queue.test(word)); word = words[local]) {
    if (word.includes('/')) listener = true;
    local += 1;
  }
  return protocol === '' ? undefined : { words, block, protocol, local, listener };
}

function familyOf(number: string | undefined, bare: boolean, layout: RowLayout): IpFamily {
  if (number === '4' || number === '6') return number;
  if (number !== undefined) return '46';
  return bare ? '46' : layout.bareFamily;
}

/** The process in the column of `pid` or `process:pid`; nobody's where it is 0. */
function readOwner(line: string, column: number): readonly ProcessRef[] {
  const text = readWords(line, column + 1)[column] ?? '';
  const named = namedProcess.exec(text);
  const pid = readInteger(named === null ? readWords(text, 2)[0] : named[2]);
  if (pid === undefined || (pid === 0 && named === null)) return [];
  const name = named?.[1];
  return [name === undefined ? { pid } : { pid, name: intern(name) }];
}

const nowhere: CutEndpoint = { read: { address: '*' }, cut: false };

/** The socket of a row; undefined where it is none. */
export function readBsdRow(row: SplitRow, line: string, number: number, layout: RowLayout): SocketFact | undefined {
  const match = protocols.exec(row.protocol);
  if (match === null) return undefined;
  const family = familyOf(match[2], row.listener && queue.test(row.words[0] ?? ''), layout);
  const local = readDotted(row.words[row.local] ?? '', family, layout.cutLength);
  const peer = row.listener ? nowhere : readDotted(row.words[row.local + 1] ?? '', family, layout.cutLength);
  if (local === undefined || peer === undefined) return undefined;
  const protocol = match[1] === 'udp' ? 'udp' : 'tcp';
  const word = row.words[row.local + 2] ?? '';
  // Every TCP row has a state: without one it was cut off, and its last port with it.
  if (protocol === 'tcp' && !row.listener && !/^[A-Za-z]/.test(word)) return undefined;
  const afterState = row.local + (stateWord.test(word) ? 3 : 2);
  return socketFact({
    line: number,
    protocol,
    state: row.listener ? 'listen' : socketState(word, protocol),
    local: local.read,
    peer: peer.read,
    peerCut: peer.cut,
    processes: layout.ownerAt === undefined ? [] : readOwner(line, afterState + layout.ownerAt),
    truncated: local.cut || peer.cut,
  });
}
