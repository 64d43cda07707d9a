import type { Fact, ProcessRef } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { intern } from '../../text/intern.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger, readWords } from '../../text/scan.ts';
import { socketState } from '../../text/socket-state.ts';
import { type LsofFile, lsofSocket, unescapeName } from './lsof-socket.ts';
import { socketHolders } from './socket-holders.ts';

/** Where the columns that matter stand in the header. */
interface Header {
  readonly pid: number;
  readonly user: boolean;
}

const types = /^(?:IPv4|IPv6|inet6?|ipv4|ipv6)$/;
/** `3u`, `12uW`; `NOFD` and `cwd` are no sockets. */
const descriptor = /^\d{1,10}[a-zA-Z-]{0,4}\*?$/;
const protocolNames: ReadonlyMap<string, LsofFile['protocol']> = new Map([
  ['TCP', 'tcp'],
  ['UDP', 'udp'],
  ['SCTP', 'sctp'],
]);
/** Device, size or offset, node: columns between type and name, some of them empty. */
const mostBetween = 6;
/** A socket without a control block any more, or whose protocol lsof could not tell, has no ends. */
const endless = /\b(?:no PCB|no more information|can't identify protocol|ICMP)\b/;
/** The state stands in brackets behind the name, alone or among the queues of `-T qs`: `(ESTABLISHED QR=0 QS=0)`. */
const remark = /\(([^()]{1,120})\)\s{0,40}$/;

function readHeader(words: readonly string[]): Header | undefined {
  const pid = words.indexOf('PID');
  const isHeader = words[0] === 'COMMAND' && pid !== -1 && (words.includes('NAME') || words.includes('FD'));
  return isHeader ? { pid, user: words.includes('USER') } : undefined;
}

interface Row {
  readonly process: ProcessRef;
  readonly device: string;
  readonly file: LsofFile;
}

/** The type stands behind the descriptor and tells a row about the internet; -1 where it is none. */
const typeAt = (words: readonly string[]): number =>
  words.findIndex((word, at) => at >= 2 && types.test(word) && descriptor.test(words[at - 1] ?? ''));

function stateIn(line: string): string | undefined {
  const inside = remark.exec(line.slice(-200))?.[1];
  return inside
    ?.split(' ')
    .find((word) => socketState(word.replace(/^ST=/, ''), 'tcp') !== undefined)
    ?.replace(/^ST=/, '');
}

function readRow(words: readonly string[], at: number, line: string, number: number, header: Header): Row | undefined {
  const pid = readInteger(words[header.pid]);
  const nodeAt = words.findIndex((word, index) => index > at && index <= at + mostBetween && protocolNames.has(word));
  const protocol = protocolNames.get(words[nodeAt] ?? '');
  const name = words[nodeAt + 1];
  if (pid === undefined || protocol === undefined || name === undefined) return undefined;
  // USER is the last column before FD; what else stands there (TID, PGID, ZONE, CONTEXT) is not needed.
  const user = header.user && at - 2 > header.pid ? words[at - 2] : undefined;
  const command = intern(unescapeName(words[0] ?? ''));
  return {
    process: { pid, name: command, ...(user === undefined ? {} : { user: intern(user) }) },
    device: nodeAt > at + 1 ? (words[at + 1] ?? '') : '',
    file: { line: number, protocol, type: words[at], name, state: stateIn(line) },
  };
}

/**
 * Output of `lsof` as a table, with any columns (lsof(8), "OUTPUT"). Only rows about the internet are read. A socket
 * that several processes or tasks hold comes once for each and becomes one fact.
 */
export function parseLsof(text: string): readonly Fact[] {
  const list = factList();
  const holders = socketHolders();
  let header: Header = { pid: 1, user: true };
  for (const { number, text: line } of readLines(text)) {
    const words = readWords(line);
    const found = readHeader(words);
    if (found !== undefined) header = found;
    const at = found === undefined ? typeAt(words) : -1;
    if (at === -1) {
      if (words.length > 0 && found === undefined && !isOtherLine(line, words, header))
        list.skip(number, line, 'not a row of lsof');
      continue;
    }
    if (endless.test(line)) continue;
    const row = readRow(words, at, line, number, header);
    const key = row === undefined ? '' : `${row.file.protocol} ${row.device === '' ? number : row.device} ${row.file.name}`;
    const processes = row === undefined ? undefined : holders.hold(key, row.process);
    const fact = row === undefined || processes === undefined ? undefined : lsofSocket(row.file, processes);
    if (fact !== undefined) list.facts.push(fact);
    else if (row === undefined || processes !== undefined) list.skip(number, line, 'not an internet socket');
  }
  return list.facts;
}

/** Rows about other files have a process in its column; lsof itself warns about what it cannot see. */
const isOtherLine = (line: string, words: readonly string[], header: Header): boolean =>
  readInteger(words[header.pid]) !== undefined || /^(?:lsof: |\s{6,40}\S)/.test(line);
