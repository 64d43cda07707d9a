import type { ProcessRef } from '../../model/fact.ts';
import { internAt } from '../../text/intern.ts';
import { digitsEnd, isBlankCode, scanDigitsAt, skipBlanks, wordEnd } from '../../text/scan.ts';
import { type Finder, type Finders, processSlots, type SocketDraft, unknown } from './socket-draft.ts';

/** The processes of a socket that several hold. */
type Several = Map<number | undefined, ProcessRef>;

const space = 32;
const quote = 34;
const openParen = 40;
const comma = 44;
const dot = 46;
const slash = 47;
const equals = 61;
const letterP = 112;
const letterS = 115;
const letterU = 117;

/** The last two letters of a word, as one number. */
const ending = (word: string): number => (word.charCodeAt(word.length - 2) << 8) | word.charCodeAt(word.length - 1);
const endings = { uid: ending('uid'), ino: ending('ino'), cgroup: ending('cgroup'), users: ending('users') };

/** What follows the name in `"nginx",pid=812` and, in old versions, in `"nginx",812`. */
const isPidAt = (text: string, at: number, end: number): boolean =>
  text.charCodeAt(at) === letterP ? text.charCodeAt(at + 3) === equals : digitsEnd(text, at, Math.min(at + 1, end)) > at;

/** End of a quoted process name, which may hold quotes itself: its closing quote is the one before the pid. */
function nameEnd(text: string, at: number, end: number): number {
  for (let position = text.indexOf('"', at); position !== -1 && position < end; position = text.indexOf('"', position + 1)) {
    if (text.charCodeAt(position + 1) === comma && isPidAt(text, position + 2, end)) return position;
  }
  return -1;
}

/** The process list of a socket with one process: shared by its sockets, of which there may be thousands. */
function soleProcess(draft: SocketDraft, pid: number, text: string, nameStart: number, nameStop: number): readonly ProcessRef[] {
  const slot = pid & (processSlots - 1);
  const seen = draft.seen[slot];
  const only = seen?.[0];
  if (
    seen !== undefined &&
    only?.pid === pid &&
    only.name?.length === nameStop - nameStart &&
    text.startsWith(only.name, nameStart)
  ) {
    return seen;
  }
  const made = [{ pid, name: internAt(text, nameStart, nameStop) }];
  draft.seen[slot] = made;
  return made;
}

/** Adds a process to those of the draft, once however many descriptors it has; returns the map of a socket with several. */
function addProcess(draft: SocketDraft, found: readonly ProcessRef[], several: Several | undefined): Several | undefined {
  const first = draft.processes[0];
  if (first === undefined) draft.processes = found;
  else if (several !== undefined || first.pid !== found[0]?.pid) {
    const all: Several = several ?? new Map([[first.pid, first]]);
    for (const process of found) all.set(process.pid, process);
    return all;
  }
  return several;
}

/**
 * `users:(("nginx",pid=812,fd=6),("nginx",pid=811,fd=6))`, before iproute2 3.19 `(("nginx",812,6))`.
 * Returns where the list ends.
 */
function readUsers(text: string, at: number, end: number, draft: SocketDraft): number {
  let several: Several | undefined;
  draft.at = at;
  while (text.charCodeAt(draft.at) === openParen && text.charCodeAt(draft.at + 1) === quote) {
    const nameStart = draft.at + 2;
    const nameStop = nameEnd(text, nameStart, end);
    if (nameStop === -1) break;
    draft.at = text.charCodeAt(nameStop + 2) === letterP ? nameStop + 6 : nameStop + 2;
    const pid = scanDigitsAt(text, draft, end);
    // A descriptor follows: digits without a comma behind them may have been cut off.
    const whole = pid !== -1 && text.charCodeAt(draft.at) === comma;
    if (whole) several = addProcess(draft, soleProcess(draft, pid, text, nameStart, nameStop), several);
    let position = draft.at;
    while (position < end && text.charCodeAt(position) !== openParen && text.charCodeAt(position) !== space) position += 1;
    draft.at = position;
  }
  if (several !== undefined) draft.processes = [...several.values()];
  return wordEnd(text, draft.at, end);
}

const powersOfTen = Array.from({ length: 16 }, (_, power) => 10 ** power);

/** `0.045/0.023` at the cursor, milliseconds and their variation: the number before the slash. */
function readMilliseconds(text: string, draft: SocketDraft, end: number): number {
  const whole = scanDigitsAt(text, draft, end);
  if (whole === -1) return unknown;
  if (text.charCodeAt(draft.at) !== dot) return whole;
  draft.at += 1;
  const start = draft.at;
  const fraction = scanDigitsAt(text, draft, end);
  if (fraction === -1) return whole;
  const scale = powersOfTen[draft.at - start] ?? 1;
  return (whole * scale + fraction) / scale;
}

/** The number at `at`, -1 where there is none; the draft stands behind it then. */
function readCount(text: string, at: number, end: number, draft: SocketDraft): number {
  draft.at = at;
  return scanDigitsAt(text, draft, end);
}

/** Whether the word before the colon at `colonAt` is this one, all of it. */
const isWord = (text: string, word: string, colonAt: number): boolean =>
  text.startsWith(word, colonAt - word.length) && isBlankCode(text.charCodeAt(colonAt - word.length - 1));

/**
 * Where the finder's text stands next from `at`, by the engine's own search, which is many times as fast
 * as a loop: a row may end in hundreds of blanks. It is remembered, so that rows without it cost nothing
 * however many there are.
 */
function findNext(text: string, finder: Finder, at: number): number {
  if (finder.next < at) {
    const found = text.indexOf(finder.sought, at);
    finder.next = found === -1 ? text.length : found;
  }
  return finder.next;
}

/** The same of a word and its colon, not of `minrtt:` or `rcv_rtt:`, which only end like it. */
function findWord(text: string, finder: Finder, from: number): number {
  let at = findNext(text, finder, from);
  while (at < text.length && !isBlankCode(text.charCodeAt(at - 1))) at = findNext(text, finder, at + 1);
  return at;
}

/** `wordEnd` of a long word. */
function longWordEnd(text: string, at: number, end: number, { space, tab }: Finders): number {
  return Math.min(findNext(text, space, at), findNext(text, tab, at), end);
}

/** Value of the counter that `finder` looks for, between `at` and `end`; `otherwise` where there is none. */
function findCount(text: string, finder: Finder, at: number, end: number, draft: SocketDraft, otherwise: number): number {
  const found = findWord(text, finder, at);
  return found < end ? readCount(text, found + finder.sought.length, end, draft) : otherwise;
}

/** What `-i` tells of a connection, in whatever order: misc/ss.c, tcp_stats_print(). */
function readTcp(text: string, at: number, end: number, draft: SocketDraft): void {
  const { finders } = draft;
  const rttAt = findWord(text, finders.rtt, at);
  if (rttAt < end) {
    draft.at = rttAt + finders.rtt.sought.length;
    draft.rttMs = readMilliseconds(text, draft, end);
  }
  draft.bytesReceived = findCount(text, finders.received, at, end, draft, draft.bytesReceived);
  draft.bytesSent = findCount(text, finders.sent, at, end, draft, draft.bytesSent);
  // Before Linux 4.19 only what was acknowledged was counted.
  if (draft.bytesSent === unknown) draft.bytesSent = findCount(text, finders.acked, at, end, draft, unknown);
}

/**
 * Reads the value of the owner's word whose colon is at `colonAt`, where it is one; returns where to go
 * on. The last two letters sort out nearly all others before the whole word is compared.
 */
function readValue(text: string, colonAt: number, end: number, draft: SocketDraft): number {
  const at = colonAt + 1;
  switch ((text.charCodeAt(colonAt - 2) << 8) | text.charCodeAt(colonAt - 1)) {
    case endings.uid:
      if (isWord(text, 'uid', colonAt)) draft.uid = readCount(text, at, end, draft);
      return at;
    case endings.ino:
      if (isWord(text, 'ino', colonAt)) draft.inode = readCount(text, at, end, draft) || unknown;
      return at;
    case endings.cgroup:
      if (text.charCodeAt(at) !== slash || !isWord(text, 'cgroup', colonAt)) return at;
      draft.cgroup = internAt(text, at, longWordEnd(text, at, end, draft.finders));
      // The last of the owner: misc/ss.c, sock_details_print(). Some versions print it twice.
      return end;
    case endings.users:
      return isWord(text, 'users', colonAt) ? readUsers(text, at + 1, end, draft) : at;
  }
  return at;
}

/**
 * What stands after the addresses (ss(8): `-p`, `-e`, `-i`, `--cgroup`), on the same line or on the
 * indented one below it. ss leaves `uid:` out for root and prints `ino:0` for sockets that nobody owns.
 * Of some fifty words on a line only those with a colon are looked at, and of tcp's only the wanted ones.
 */
export function readDetails(text: string, from: number, end: number, draft: SocketDraft): void {
  let at = skipBlanks(text, from, end);
  // The process list comes first, where there is one, and some versions glue it to the peer.
  if (text.charCodeAt(at) === letterU && text.startsWith('users:(', at)) at = readUsers(text, at + 7, end, draft);
  let tcpFrom = at;
  const { colon } = draft.finders;
  for (let colonAt = findNext(text, colon, at); colonAt < end; colonAt = findNext(text, colon, at)) {
    at = readValue(text, colonAt, end, draft);
    if (at === colonAt + 1 || text.charCodeAt(colonAt - 1) !== letterS) continue;
    // A process list behind the timer (`-o`): what names in it hold is none of tcp's words.
    readTcp(text, tcpFrom, colonAt, draft);
    tcpFrom = at;
  }
  if (draft.inode !== unknown && draft.uid === unknown) draft.uid = 0;
  readTcp(text, tcpFrom, end, draft);
}
