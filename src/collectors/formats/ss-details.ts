import type { ProcessRef } from '../../model/fact.ts';
import { intern } from '../../text/intern.ts';
import { digitsEnd, scanDigitsAt, scanInteger, skipBlanks, wordEnd } from '../../text/scan.ts';
import { processSlots, type SocketDraft } from './socket-draft.ts';

/** The processes of a socket that several hold. */
type Several = Map<number | undefined, ProcessRef>;

const space = 32;
const quote = 34;
const openParen = 40;
const comma = 44;
const dot = 46;
const slash = 47;
const equals = 61;
const [letterI, letterO, letterP, letterS, letterT, letterU, letterV] = [105, 111, 112, 115, 116, 117, 118];

/** What follows the name in `"nginx",pid=812` and, in old versions, in `"nginx",812`. */
const isPidAt = (text: string, at: number, end: number): boolean =>
  text.charCodeAt(at) === letterP ? text.charCodeAt(at + 3) === equals : digitsEnd(text, at, Math.min(at + 1, end)) > at;

/** End of a quoted process name, which may hold quotes itself: its closing quote is the one before the pid. */
function nameEnd(text: string, at: number, end: number): number {
  for (let position = at; position < end; position += 1) {
    if (text.charCodeAt(position) !== quote || text.charCodeAt(position + 1) !== comma) continue;
    if (isPidAt(text, position + 2, end)) return position;
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
  const made = [{ pid, name: intern(text.slice(nameStart, nameStop)) }];
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
    if (pid !== -1) several = addProcess(draft, soleProcess(draft, pid, text, nameStart, nameStop), several);
    let position = draft.at;
    while (position < end && text.charCodeAt(position) !== openParen && text.charCodeAt(position) !== space) position += 1;
    draft.at = position;
  }
  if (several !== undefined) draft.processes = [...several.values()];
  return wordEnd(text, draft.at, end);
}

/** `0.045/0.023`, milliseconds and their variation: the number before the slash. */
function readMilliseconds(text: string, at: number, end: number): number | undefined {
  const whole = digitsEnd(text, at, end);
  const value = scanInteger(text, at, whole);
  if (value === undefined || text.charCodeAt(whole) !== dot) return value;
  const stop = digitsEnd(text, whole + 1, end);
  const fraction = scanInteger(text, whole + 1, stop);
  if (fraction === undefined) return value;
  const scale = 10 ** (stop - whole - 1);
  return (value * scale + fraction) / scale;
}

/** The words that are of interest, and the end of the line, where `test` comes to rest at the latest. */
const interesting = /[ \t](?:users|uid|ino|cgroup|rtt|bytes_(?:sent|acked|received)):|\n/g;

/** Reads the value of the word whose colon is before `at`; returns where to go on. */
function readValue(text: string, at: number, end: number, draft: SocketDraft): number {
  switch (text.charCodeAt(at - 2)) {
    case letterS: // users
      return readUsers(text, at + 1, end, draft);
    case letterO: // ino
      draft.inode = scanInteger(text, at, digitsEnd(text, at, end)) || undefined;
      return at;
    case letterP: // cgroup, which some versions print twice
      if (text.charCodeAt(at) === slash) draft.cgroup ??= intern(text.slice(at, wordEnd(text, at, end)));
      return at;
    case letterT: // rtt, bytes_sent
      if (text.charCodeAt(at - 3) === letterT) draft.rttMs = readMilliseconds(text, at, end);
      else draft.bytesSent = scanInteger(text, at, digitsEnd(text, at, end));
      return at;
    default: {
      // uid, bytes_received and bytes_acked, which is all that Linux counted before 4.19.
      const value = scanInteger(text, at, digitsEnd(text, at, end));
      const before = text.charCodeAt(at - 3);
      if (before === letterI) draft.uid = value;
      else if (text.charCodeAt(at - 4) === letterV) draft.bytesReceived = value;
      else draft.bytesSent ??= value;
      return at;
    }
  }
}

/**
 * What stands after the addresses (ss(8): `-p`, `-e`, `-i`, `--cgroup`), on the same line or on the
 * indented one below it. ss leaves `uid:` out for root and prints `ino:0` for sockets that nobody owns.
 * A line has some fifty such words, of which the engine's own scanner finds the few we want.
 */
export function readDetails(text: string, from: number, end: number, draft: SocketDraft): void {
  let at = skipBlanks(text, from, end);
  // The process list comes first, where there is one, and some versions glue it to the peer.
  if (text.charCodeAt(at) === letterU && text.startsWith('users:(', at)) at = readUsers(text, at + 7, end, draft);
  if (at < end) {
    interesting.lastIndex = Math.max(from, at - 1);
    while (interesting.test(text) && interesting.lastIndex <= end) {
      interesting.lastIndex = readValue(text, interesting.lastIndex, end, draft);
    }
  }
  if (draft.inode !== undefined) draft.uid ??= 0;
}
