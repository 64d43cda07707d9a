import type { ProcessRef } from '../../model/fact.ts';
import { internAt } from '../../text/intern.ts';
import { digitsEnd, scanDigitsAt, skipBlanks, wordEnd } from '../../text/scan.ts';
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
    if (pid !== -1) several = addProcess(draft, soleProcess(draft, pid, text, nameStart, nameStop), several);
    let position = draft.at;
    while (position < end && text.charCodeAt(position) !== openParen && text.charCodeAt(position) !== space) position += 1;
    draft.at = position;
  }
  if (several !== undefined) draft.processes = [...several.values()];
  return wordEnd(text, draft.at, end);
}

const powersOfTen = Array.from({ length: 16 }, (_, power) => 10 ** power);

/** `0.045/0.023` at the cursor, milliseconds and their variation: the number before the slash. */
function readMilliseconds(text: string, draft: SocketDraft, end: number): number | undefined {
  const whole = scanDigitsAt(text, draft, end);
  if (whole === -1) return undefined;
  if (text.charCodeAt(draft.at) !== dot) return whole;
  draft.at += 1;
  const start = draft.at;
  const fraction = scanDigitsAt(text, draft, end);
  if (fraction === -1) return whole;
  const scale = powersOfTen[draft.at - start] ?? 1;
  return (whole * scale + fraction) / scale;
}

/** The number at `at`; the draft stands behind it then. */
function readCount(text: string, at: number, end: number, draft: SocketDraft): number | undefined {
  draft.at = at;
  const count = scanDigitsAt(text, draft, end);
  return count === -1 ? undefined : count;
}

/** The words that are of interest, and the end of the line, where `test` comes to rest at the latest. */
const interesting = /[ \t](?:users|uid|ino|cgroup|rtt|bytes_(?:sent|acked|received)):|\n/g;

/** Reads the value of the word whose colon is before `at`; returns where to go on. */
function readValue(text: string, at: number, end: number, draft: SocketDraft): number {
  switch (text.charCodeAt(at - 2)) {
    case letterS: // users
      return readUsers(text, at + 1, end, draft);
    case letterO: // ino
      draft.inode = readCount(text, at, end, draft) || undefined;
      return draft.at;
    case letterP: // cgroup, which some versions print twice
      if (text.charCodeAt(at) === slash) draft.cgroup ??= internAt(text, at, wordEnd(text, at, end));
      return at;
    case letterT: // rtt, bytes_sent
      if (text.charCodeAt(at - 3) === letterT) {
        draft.at = at;
        draft.rttMs = readMilliseconds(text, draft, end);
      } else draft.bytesSent = readCount(text, at, end, draft);
      return draft.at;
  }
  const count = readCount(text, at, end, draft);
  if (text.charCodeAt(at - 3) === letterI) draft.uid = count;
  // Before Linux 4.19 only what was acknowledged was counted.
  else if (text.charCodeAt(at - 4) !== letterV) draft.bytesSent ??= count;
  else {
    draft.bytesReceived = count;
    // The last one of interest: misc/ss.c, tcp_stats_print().
    return end + 1;
  }
  return draft.at;
}

/**
 * The owner as `-e` prints it right behind the process list, `uid:1000 ino:123 sk:91c cgroup:/x`, as far
 * as it looks like that; returns where it ends.
 */
function readOwner(text: string, from: number, end: number, draft: SocketDraft): number {
  let at = from;
  if (text.startsWith('uid:', at)) {
    draft.uid = readCount(text, at + 4, end, draft);
    at = skipBlanks(text, draft.at, end);
  }
  if (!text.startsWith('ino:', at)) return at;
  draft.inode = readCount(text, at + 4, end, draft) || undefined;
  at = skipBlanks(text, draft.at, end);
  if (!text.startsWith('sk:', at)) return at;
  at = skipBlanks(text, wordEnd(text, at, end), end);
  if (!text.startsWith('cgroup:/', at)) return at;
  const stop = wordEnd(text, at, end);
  draft.cgroup = internAt(text, at + 7, stop);
  return stop;
}

/**
 * What stands after the addresses (ss(8): `-p`, `-e`, `-i`, `--cgroup`), on the same line or on the
 * indented one below it. ss leaves `uid:` out for root and prints `ino:0` for sockets that nobody owns.
 * A line has some fifty such words, of which the engine's own scanner finds the few we want.
 */
export function readDetails(text: string, from: number, end: number, draft: SocketDraft): void {
  let at = skipBlanks(text, from, end);
  // The process list comes first, where there is one, and some versions glue it to the peer.
  if (text.charCodeAt(at) === letterU && text.startsWith('users:(', at)) {
    at = skipBlanks(text, readUsers(text, at + 7, end, draft), end);
  }
  at = readOwner(text, at, end, draft);
  if (at < end) {
    interesting.lastIndex = Math.max(from, at - 1);
    while (interesting.lastIndex <= end && interesting.test(text) && interesting.lastIndex <= end) {
      interesting.lastIndex = readValue(text, interesting.lastIndex, end, draft);
    }
  }
  if (draft.inode !== undefined) draft.uid ??= 0;
}
