import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { readWords } from '../../text/scan.ts';
import { readSolarisHeader, readSolarisRow, type SolarisTable } from './netstat-solaris-row.ts';
import { endsKey, socketHolders } from './socket-holders.ts';

/** `TCP: IPv4`; before IPv6 came, `TCP`. */
const section = /^\s{0,10}(TCP|UDP|SCTP)(?:: {0,4}IPv([46]))?:?\s{0,40}$/;
/** Tables that are not ours: UNIX domain, multicast, statistics, and the raw sockets' own. */
const foreign = /^\s{0,10}(?:Active |RAWIP|ICMP|Routing |Group |Net to Media|IPv[46]\b)/;
const ruler = /^[\s-]{1,400}$/;

/** The local end on a line of its own (`-v`). */
interface LocalLine {
  readonly text: string;
  readonly number: number;
}

/**
 * Output of `netstat -an` of Solaris and illumos (netstat(8)), with or without `-u` (processes) and `-v`, which
 * puts the two ends on lines of their own.
 */
export function parseNetstatSolaris(text: string): readonly Fact[] {
  const list = factList();
  const holders = socketHolders();
  let table: SolarisTable | undefined;
  let inside = true;
  let pending: LocalLine | undefined;
  for (const { number, text: line } of readLines(text)) {
    const [, protocol, family] = section.exec(line) ?? [];
    if (protocol !== undefined || foreign.test(line)) {
      inside = protocol === 'TCP' || protocol === 'UDP';
      table = inside ? { protocol: protocol === 'UDP' ? 'udp' : 'tcp', family, columns: [] } : undefined;
    }
    if (protocol !== undefined || !inside || ruler.test(line)) continue;
    if (/\b(?:Local|Local\/Remote) Address/.test(line)) {
      table = readSolarisHeader(line, table);
      continue;
    }
    const words = readWords(line);
    if (table?.twoLines === true && words.length === 1) {
      pending = { text: line.trim(), number };
      continue;
    }
    const row = table === undefined ? undefined : readSolarisRow(table, line, pending?.number ?? number, pending?.text);
    pending = undefined;
    if (row === undefined) {
      if (line.trim() !== '') list.skip(number, line, 'not a row of netstat');
      continue;
    }
    // A socket that several processes hold comes once for each; of those bound to nothing each is its own.
    const key = table?.columns.includes('Pid') === true && row.local.port !== undefined ? endsKey(row) : `${number}`;
    const processes = holders.hold(key, row.processes[0]);
    if (processes !== undefined) list.facts.push({ ...row, processes });
  }
  return list.facts;
}
