import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readNamespaceFiles } from './namespace-files.ts';
import { readProcNetRow } from './proc-net.ts';

const protocols: ReadonlyMap<string, 'tcp' | 'udp'> = new Map([
  ['tcp', 'tcp'],
  ['tcp6', 'tcp'],
  ['udp', 'udp'],
  ['udp6', 'udp'],
]);

/** /proc/PID/net/tcp, tcp6, udp and udp6 of one process of each network namespace: see `readNamespaceFiles`, `parseProcNet`. */
export function parseNamespaceSockets(text: string): readonly Fact[] {
  const list = factList();
  for (const line of readNamespaceFiles(text)) {
    if (line.kind === 'unreadable') {
      list.skip(line.number, line.text, line.reason);
      continue;
    }
    if (line.text.includes('local_address') || line.text === '') continue;
    const protocol = protocols.get(line.file);
    const fact = protocol && readProcNetRow(line.text, line.number, { protocol, order: line.order });
    if (fact === undefined) list.skip(line.number, line.text, 'not a row of /proc/net');
    else list.facts.push({ ...fact, netns: line.netns });
  }
  return list.facts;
}
