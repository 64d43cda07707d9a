import type { Fact, SocketFact } from '../../model/fact.ts';
import { isNowhere, type ReadEndpoint, scanCommonEndpoint, scanEndpoint, withoutZone } from '../../text/endpoint.ts';
import { factList } from '../../text/fact-list.ts';
import { skipBlanks, wordEnd } from '../../text/scan.ts';
import { socketState } from '../../text/socket-state.ts';
import { clearDetails, finishSocket, newDraft, type SocketDraft } from './socket-draft.ts';
import { type BareRows, bareRows } from './ss-bare-rows.ts';
import { readDetails } from './ss-details.ts';

const protocols: ReadonlyMap<string, SocketFact['protocol']> = new Map([
  ['tcp', 'tcp'],
  ['udp', 'udp'],
  ['sctp', 'sctp'],
  ['dccp', 'dccp'],
]);
/** First words of rows about sockets that are no network connection, and of the header. */
const ignored = /^(Netid|State|nl|raw|icmp6?|xdp|mptcp|tipc|ti_\w+|u_\w+|p_\w+|v_\w+|unix|vsock|inet|packet|\?\?\?)$/;
/** Ends of a local socket, whose table has no netid column with `-x`: a path or nothing, and an inode. */
const localSocket = /^(?:[/@]\S{0,200}|\*)[ \t]{1,200}\d/;
/** An association of the SCTP socket above it (misc/ss.c, sctp_show_sock). */
const association = '`-';
const carriageReturn = 13;
const asterisk = 42;
const digitZero = 48;
const digitNine = 57;

/** Where the peer ends: at the blank, or at the process list some versions glue to it. */
function peerEnd(text: string, at: number, end: number): number {
  const stop = wordEnd(text, at, end);
  const last = text.charCodeAt(stop - 1);
  if (last === asterisk || (last >= digitZero && last <= digitNine)) return stop;
  const glued = text.slice(at, stop).indexOf('users:((');
  return glued === -1 ? stop : at + glued;
}

/** An indented line is a row all the same where the whole table is indented. */
function beginsRow(text: string, at: number, end: number): boolean {
  const word = text.slice(at, wordEnd(text, at, end));
  return word === association || protocols.has(word) || socketState(word, 'tcp') !== undefined;
}

/** A row is `bare` where no netid says its protocol. */
type RowKind = 'socket' | 'bare' | 'ignored' | 'unreadable';

/** The endpoint at the draft's position. */
function readEnd(text: string, end: number, draft: SocketDraft): ReadEndpoint | undefined {
  const common = scanCommonEndpoint(text, draft, end);
  if (common !== undefined) return common;
  const stop = peerEnd(text, draft.at, end);
  const read = scanEndpoint(text, draft.at, stop);
  draft.at = stop;
  return read;
}

/** Local and peer, after the two queues, and the details behind them. */
function readEndpoints(text: string, from: number, end: number, draft: SocketDraft): RowKind {
  const sendQueue = skipBlanks(text, wordEnd(text, from, end), end);
  const endsAt = skipBlanks(text, wordEnd(text, sendQueue, end), end);
  draft.at = endsAt;
  const local = readEnd(text, end, draft);
  draft.at = skipBlanks(text, draft.at, end);
  const remote = readEnd(text, end, draft);
  if (local === undefined || remote === undefined) {
    return localSocket.test(text.slice(endsAt, Math.min(end, endsAt + 450))) ? 'ignored' : 'unreadable';
  }
  draft.local = withoutZone(local);
  draft.remote = isNowhere(remote) ? undefined : withoutZone(remote);
  draft.zone = local.zone ?? remote.zone;
  clearDetails(draft);
  readDetails(text, draft.at, end, draft);
  return 'socket';
}

/** Where the queues begin in a row that begins like most of a busy host, `tcp ESTAB`; -1 in any other. */
function commonStart(text: string, from: number, end: number): number {
  if (!text.startsWith('tcp ', from)) return -1;
  const state = skipBlanks(text, from + 4, end);
  return text.startsWith('ESTAB ', state) ? skipBlanks(text, state + 6, end) : -1;
}

/** One row: netid (absent with only `-t` or `-u`), state, two queues, two endpoints, details. */
function readRow(text: string, from: number, end: number, draft: SocketDraft): RowKind {
  const established = commonStart(text, from, end);
  if (established !== -1) {
    draft.protocol = 'tcp';
    draft.state = 'established';
    return readEndpoints(text, established, end, draft);
  }
  const firstEnd = wordEnd(text, from, end);
  const first = text.slice(from, firstEnd);
  const netid = first === association ? 'sctp' : protocols.get(first);
  if (netid === undefined && ignored.test(first)) return 'ignored';
  const stateStart = netid === undefined ? from : skipBlanks(text, firstEnd, end);
  const stateEnd = wordEnd(text, stateStart, end);
  const protocol = netid ?? (first === 'UNCONN' ? 'udp' : 'tcp');
  const state = socketState(text.slice(stateStart, stateEnd), protocol);
  if (state === undefined) return 'unreadable';
  draft.protocol = protocol;
  draft.state = state;
  const kind = readEndpoints(text, skipBlanks(text, stateEnd, end), end, draft);
  return kind === 'socket' && netid === undefined ? 'bare' : kind;
}

/** Whether the line is a header: another table begins. */
const isHeader = (text: string, at: number): boolean => text.startsWith('State', at) || text.startsWith('Netid', at);

/** Adds the socket that has been read, and remembers it where its protocol is not certain yet. */
function finishRow(draft: SocketDraft, kind: RowKind, facts: Fact[], bare: BareRows): void {
  if (kind === 'bare') bare.note(facts, draft.state);
  if (kind === 'bare' || kind === 'socket') facts.push(finishSocket(draft));
}

/**
 * Output of ss (iproute2, ss(8)) of any version and with any of `-a -e -i -n -p -t -u -H -O --cgroup`:
 * with or without header and netid column, details on the row or indented below it. Written for
 * tables of hundreds of thousands of sockets: everything is read by index from the one text.
 */
export function parseSs(text: string): readonly Fact[] {
  const list = factList();
  const draft = newDraft();
  const bare = bareRows();
  let open: RowKind = 'ignored';
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const next = newline === -1 ? text.length : newline;
    const end = next > start && text.charCodeAt(next - 1) === carriageReturn ? next - 1 : next;
    line += 1;
    const at = skipBlanks(text, start, end);
    const isOpen = open === 'socket' || open === 'bare';
    if (isOpen && at > start && !beginsRow(text, at, end)) readDetails(text, at, end, draft);
    else if (at < end) {
      finishRow(draft, open, list.facts, bare);
      open = readRow(text, at, end, draft);
      draft.line = line;
      if (open === 'ignored' && isHeader(text, at)) bare.settle(list.facts);
      else if (open === 'unreadable') list.skip(line, text.slice(start, end), 'not a socket row');
    }
    start = next + 1;
  }
  finishRow(draft, open, list.facts, bare);
  bare.settle(list.facts);
  return list.facts;
}
