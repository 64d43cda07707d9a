import type { Fact } from '../../../model/fact.ts';
import type { AdjacencyFact } from '../../../model/network-fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { known } from '../known.ts';
import { readCapabilities } from './capabilities.ts';
import { deviceId } from './hardware.ts';

/** `1 port.id.data: GigabitEthernet1/0/5`: number of the neighbor, what, value. */
const field = /^\s{0,8}(\d{1,9}) ([a-z][\w.-]{1,60}):(?:\s{1,8}(.{0,2000}))?$/;
/** `1 port 'x2' 33 mac 84:39:8F:5E:F4:66 chassis 84:39:8F:5E:F4:4D port 'port25' system 'S524'` */
const summary =
  /^\s{0,8}\d{1,9} port '([^']{1,64})' \d{1,9} mac [\da-fA-F:]{17} chassis ('[^']{0,255}'|\S{1,255}) port ('[^']{0,255}'|\S{1,255})(?: system '([^']{0,255})')?/;
const address = /^address\.\d{1,4}\.addr$/;
const longestDescription = 2_000;

interface Draft {
  readonly line: number;
  readonly number: string;
  readonly fields: Map<string, string>;
  readonly addresses: Set<string>;
}

const bare = (text: string): string => (text.startsWith("'") ? text.slice(1, -1) : text);
const idOf = (text: string | undefined): string | undefined => (text === undefined || text === '' ? undefined : deviceId(text));

function adjacencyOf({ line, fields, addresses }: Draft): AdjacencyFact {
  return {
    fact: 'adjacency',
    line,
    protocol: 'lldp',
    ...known('localPort', fields.get('port.txt')),
    ...known('remoteChassis', idOf(fields.get('chassis.data'))),
    ...known('remoteName', fields.get('system.name.data')),
    ...known('remotePort', idOf(fields.get('port.id.data'))),
    ...known('remotePortDescription', fields.get('port.desc.data')),
    ...known('remoteAddresses', [...addresses]),
    ...known('remoteDescription', fields.get('system.desc.data')),
    ...known('remoteCapabilities', readCapabilities(fields.get('system.caps.enabled.txt') ?? '')),
  };
}

function summaryOf(row: string, line: number): AdjacencyFact | undefined {
  const [, localPort, chassis, port, name] = summary.exec(row) ?? [];
  if (localPort === undefined) return undefined;
  const ids = { ...known('remoteChassis', idOf(bare(chassis ?? ''))), ...known('remoteName', name) };
  return { fact: 'adjacency', line, protocol: 'lldp', localPort, ...ids, ...known('remotePort', idOf(bare(port ?? ''))) };
}

class NeighborReader {
  readonly list = factList();
  private draft: Draft | undefined;
  /** The last field was the description, which may have several lines. */
  private open = false;

  flush(): void {
    const { draft } = this;
    this.draft = undefined;
    this.open = false;
    if (draft === undefined) return;
    if (draft.fields.get('chassis.data') || draft.fields.get('port.id.data')) this.list.facts.push(adjacencyOf(draft));
    else this.list.skip(draft.line, draft.fields.get('port.txt') ?? '', 'a neighbor without any id');
  }

  read(line: number, row: string): void {
    const short = summaryOf(row, line);
    const [, number, key = '', value = ''] = field.exec(row) ?? [];
    if (short !== undefined) {
      this.flush();
      this.list.facts.push(short);
    } else if (number !== undefined) this.put(line, number, key, value.trim());
    else if (this.open) this.goOn(row.trim());
    else if (row.trim() !== '') this.list.skip(line, row, 'nothing of a neighbor');
  }

  private put(line: number, number: string, key: string, value: string): void {
    if (this.draft !== undefined && (this.draft.number !== number || this.draft.fields.has(key))) this.flush();
    this.draft ??= { line, number, fields: new Map(), addresses: new Set() };
    this.open = key === 'system.desc.data';
    const told = address.test(key) ? canonicalAddress(value) : undefined;
    if (told !== undefined && told !== '0.0.0.0' && told !== '::') this.draft.addresses.add(told);
    this.draft.fields.set(key, value);
  }

  private goOn(more: string): void {
    const before = this.draft?.fields.get('system.desc.data') ?? '';
    if (more === '' || before.length > longestDescription) return;
    this.draft?.fields.set('system.desc.data', before === '' ? more : `${before} ${more}`);
  }
}

/**
 * Neighbors by LLDP of FortiOS: `diagnose lldprx neighbor details`, one field a line, and `summary`, one neighbor a line (FortiOS
 * Administration Guide, LLDP reception; Fortinet: Use LLDP on FortiGate to verify connected switches). They are kept only where
 * `lldp-reception` is on.
 */
export function parseFortiosLldp(text: string): readonly Fact[] {
  const reader = new NeighborReader();
  for (const { number, text: row } of readLines(text)) reader.read(number, row.slice(0, 2_200));
  reader.flush();
  return reader.list.facts;
}
