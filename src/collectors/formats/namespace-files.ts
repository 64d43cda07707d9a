import { readLines } from '../../text/lines.ts';
import { type ByteOrder, byteOrderOf } from '../../text/proc-hex.ts';
import { readNamespaceRow } from './namespaces.ts';

/** A line of a file below /proc/PID/net, of a process whose namespace is known; or one that is nothing of the kind. */
export type NamespaceLine =
  | {
      readonly kind: 'row';
      readonly number: number;
      readonly netns: number;
      readonly pid: number;
      readonly file: string;
      readonly text: string;
      readonly order: ByteOrder;
    }
  | { readonly kind: 'unreadable'; readonly number: number; readonly text: string; readonly reason: string };

const labelled = /^(?:\/proc\/)?(\d{1,10})\/net\/([a-z_0-9]{1,20}):(.*)$/;
const machineLine = /^== machine (\S+)$/;

/** Processes whose number was listed with one namespace before and with another one afterwards. */
function movedProcesses(text: string): ReadonlySet<number> {
  const first = new Map<number, number>();
  const moved = new Set<number>();
  for (const { text: line } of readLines(text)) {
    const row = readNamespaceRow(line);
    if (row === undefined) continue;
    if ((first.get(row.pid) ?? row.netns) !== row.netns) moved.add(row.pid);
    first.set(row.pid, row.netns);
  }
  return moved;
}

/**
 * Lines of `ls -i PID/net/tcp…; grep -s '' PID/net/FILE…; ls -i PID/net/tcp…`. Nothing is told of a process that was
 * in one namespace before and in another one afterwards: nobody knows of which its lines are.
 */
export function* readNamespaceFiles(text: string): Generator<NamespaceLine> {
  const moved = movedProcesses(text);
  const namespaces = new Map<number, number>();
  let order: ByteOrder = 'little';
  for (const { number, text: line } of readLines(text)) {
    const [, pidText, file = '', content = ''] = labelled.exec(line) ?? [];
    if (pidText === undefined) {
      const row = readNamespaceRow(line);
      const [, machine] = machineLine.exec(line) ?? [];
      if (row !== undefined) namespaces.set(row.pid, row.netns);
      else if (machine !== undefined) order = byteOrderOf(machine);
      else if (line !== '') yield { kind: 'unreadable', number, text: line, reason: 'not a line of /proc/PID/net' };
      continue;
    }
    const pid = Number(pidText);
    const netns = namespaces.get(pid);
    if (netns !== undefined && !moved.has(pid)) yield { kind: 'row', number, netns, pid, file, text: content, order };
    else yield { kind: 'unreadable', number, text: line, reason: 'of a process whose namespace is not known' };
  }
}
