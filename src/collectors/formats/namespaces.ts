import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';

const row = /^\s{0,20}(\d{1,15}) (?:\/proc\/)?(\d{1,10})\/net\/tcp$/;

/** Number of a namespace and the process it was read of. */
export interface NamespaceRow {
  readonly netns: number;
  readonly pid: number;
}

/** One line of `ls -i`; undefined where it is none. */
export function readNamespaceRow(line: string): NamespaceRow | undefined {
  const [, netns, pid] = row.exec(line) ?? [];
  return netns === undefined ? undefined : { netns: Number(netns), pid: Number(pid) };
}

/**
 * `ls -i /proc/PID/net/tcp` of every process (proc_pid_net(5)): each network namespace has a file of its own behind that path, with an
 * inode of its own (fs/proc/generic.c), and who may list /proc may ask for it.
 */
export function parseNamespaces(text: string): readonly Fact[] {
  const list = factList();
  for (const { number, text: line } of readLines(text)) {
    const read = readNamespaceRow(line);
    if (read !== undefined) list.facts.push({ fact: 'namespace', line: number, pid: read.pid, netns: read.netns });
    else if (line !== '') list.skip(number, line, 'not an inode of /proc/PID/net/tcp');
  }
  return list.facts;
}
