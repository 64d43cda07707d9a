import type { ProcessRef } from '../../model/fact.ts';
import { intern } from '../../text/intern.ts';
import { digitsEnd, scanInteger, wordEnd } from '../../text/scan.ts';
import type { SocketDraft } from './socket-draft.ts';

const space = 32;
const quote = 34;
const openParen = 40;
const comma = 44;
const dot = 46;
const slash = 47;
const [letterI, letterO, letterP, letterS, letterT, letterV] = [105, 111, 112, 115, 116, 118];

/** End of a quoted process name: its closing quote is the one before `,pid=` or, in old versions, `,<pid>`. */
function nameEnd(text: string, at: number, end: number): number {
  for (let position = at; position < end; position += 1) {
    if (text.charCodeAt(position) !== quote || text.charCodeAt(position + 1) !== comma) continue;
    if (text.startsWith('pid=', position + 2) || digitsEnd(text, position + 2, position + 3) > position + 2) return position;
  }
  return -1;
}

/** The process list of a socket with one process: made once a process, which may have thousands of sockets. */
function soleProcess(draft: SocketDraft, pid: number, name: string): readonly ProcessRef[] {
  const seen = draft.seen.get(pid);
  if (seen?.[0]?.name === name) return seen;
  const made = [{ pid, name: intern(name) }];
  draft.seen.set(pid, made);
  return made;
}

/**
 * `users:(("nginx",pid=812,fd=6),("nginx",pid=811,fd=6))`, before iproute2 3.19 `(("nginx",812,6))`:
 * each process once, however many descriptors it has. Returns where the list ends.
 */
function readUsers(text: string, at: number, end: number, draft: SocketDraft): number {
  let several: Map<number | undefined, ProcessRef> | undefined;
  let position = at;
  while (text.charCodeAt(position) === openParen && text.charCodeAt(position + 1) === quote) {
    const nameStart = position + 2;
    const nameStop = nameEnd(text, nameStart, end);
    if (nameStop === -1) break;
    const pidStart = text.startsWith('pid=', nameStop + 2) ? nameStop + 6 : nameStop + 2;
    position = digitsEnd(text, pidStart, end);
    const pid = scanInteger(text, pidStart, position);
    if (pid !== undefined) {
      const found = soleProcess(draft, pid, text.slice(nameStart, nameStop));
      const [first] = draft.processes;
      if (first === undefined) draft.processes = found;
      else if (several !== undefined || first.pid !== pid) {
        several ??= new Map([[first.pid, first]]);
        for (const process of found) several.set(pid, process);
      }
    }
    while (position < end && text.charCodeAt(position) !== openParen && text.charCodeAt(position) !== space) position += 1;
  }
  if (several !== undefined) draft.processes = [...several.values()];
  return wordEnd(text, position, end);
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
  // Some versions glue the process list to the peer.
  interesting.lastIndex = text.startsWith('users:(', from) ? readValue(text, from + 6, end, draft) : from;
  while (interesting.test(text) && interesting.lastIndex <= end) {
    interesting.lastIndex = readValue(text, interesting.lastIndex, end, draft);
  }
  if (draft.inode !== undefined) draft.uid ??= 0;
}
