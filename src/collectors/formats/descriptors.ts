import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';

/** `… /proc/812/fd/7 -> socket:[34000]`; where the link may not be read, nothing stands behind its name. */
const link = /(?:\s|\/proc\/(\d{1,10})\/fd\/)\d{1,10}(?: -> (\S.{0,4096}))?$/;
const socket = /^socket:\[(\d{1,15})\]$/;
const directory = /^(?:\/proc\/)?(\d{1,10})\/fd:$/;
/** What ls says above a directory. */
const total = /^total \d{1,15}$/;
/** Longest part of a line that can matter: names and times before the link, and a path behind it. */
const longest = 4_600;

/**
 * The sockets that processes hold (`/proc/PID/fd`, proc_pid_fd(5)) as `find /proc … -ls` prints them, or
 * `ls -l` of every `/proc/PID/fd`, where the process is in the line above. Links to anything else are no news.
 */
export function parseDescriptors(text: string): readonly Fact[] {
  const list = factList();
  const seen = new Set<string>();
  let current: number | undefined;
  for (const { number, text: line } of readLines(text)) {
    const [, header] = directory.exec(line) ?? [];
    if (header !== undefined) current = Number(header);
    if (header !== undefined || line === '' || total.test(line)) continue;
    const [read, own, target = ''] = line.length < longest ? (link.exec(line) ?? []) : [];
    const pid = own === undefined ? current : Number(own);
    if (read === undefined || pid === undefined) {
      list.skip(number, line, 'not a link of /proc/PID/fd');
      continue;
    }
    const inode = Number(socket.exec(target)?.[1] ?? 0);
    if (inode === 0 || seen.has(`${pid} ${inode}`)) continue;
    seen.add(`${pid} ${inode}`);
    list.facts.push({ fact: 'descriptor', line: number, pid, inode });
  }
  return list.facts;
}
