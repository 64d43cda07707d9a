import type { Fact } from '../../../model/fact.ts';
import type { AdjacencyFact } from '../../../model/network-fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { known } from '../known.ts';
import { readCapabilities } from './capabilities.ts';
import { deviceId } from './hardware.ts';
import { type Labelled, readLabelled } from './labelled.ts';

type Field = 'local' | 'chassis' | 'port' | 'portDescription' | 'name' | 'description' | 'capabilities' | 'address' | 'end';

/** What vendors call the fields. Cisco IOS, NX-OS, EOS, FastIron, ArubaOS-Switch, AOS-CX, Comware, Junos, PAN-OS. */
const labels: ReadonlyMap<string, Field> = new Map<string, Field>([
  ...(['local intf', 'local port id', 'local interface', 'local port', 'port'] as const).map((one) => [one, 'local'] as const),
  ...(['chassis id', 'chassisid', 'chassis-id', 'neighbor chassis-id'] as const).map((one) => [one, 'chassis'] as const),
  ...(['port id', 'portid', 'neighbor port-id'] as const).map((one) => [one, 'port'] as const),
  ...(['port description', 'portdescr', 'neighbor port-desc', 'port desc'] as const).map(
    (one) => [one, 'portDescription'] as const,
  ),
  ...(['system name', 'sysname', 'neighbor chassis-name'] as const).map((one) => [one, 'name'] as const),
  ...(['system description', 'system descr', 'sysdescr', 'neighbor chassis-description'] as const).map(
    (one) => [one, 'description'] as const,
  ),
  ...(
    [
      'enabled capabilities',
      'system capabilities enabled',
      'chassis capabilities enabled',
      'capabilities enabled',
      'enabled',
    ] as const
  ).map((one) => [one, 'capabilities'] as const),
  ...(
    [
      'management address',
      'management addresses',
      'neighbor management-address',
      'management address ipv6',
      'ip',
      'ipv4',
      'ipv6',
      'address',
    ] as const
  ).map((one) => [one, 'address'] as const),
  ...(
    [
      'time remaining',
      'time to live',
      'ttl',
      'system capabilities',
      'system capabilities supported',
      'vlan id',
      'auto negotiation',
      'supported',
    ] as const
  ).map((one) => [one, 'end'] as const),
]);

/** `LLDP neighbor-information of port 1[GigabitEthernet1/0/1]:` (Comware), `Interface Ethernet1 detected 1 LLDP neighbors:` (EOS). */
const portHead =
  /^\s{0,8}(?:LLDP neighbor-information of port \d{1,9}\[([^\]]{1,80})\]|Interface (\S{1,80}) detected \d{1,9} LLDP neighbors?)/;
const rule = /^[-=]{8,400}$/;
/** PAN-OS names the port above its neighbors, and has the number of the port after its name. */
const localHead = 'local information';
const longestDescription = 2_000;

interface Draft {
  readonly line: number;
  readonly fields: Map<Field, string>;
  readonly addresses: Set<string>;
}

function adjacencyOf({ line, fields, addresses }: Draft): AdjacencyFact {
  const text = (field: Field): string | undefined => fields.get(field);
  const id = (field: Field): string | undefined => (fields.has(field) ? deviceId(fields.get(field) ?? '') : undefined);
  return {
    fact: 'adjacency',
    line,
    protocol: 'lldp',
    ...known('localPort', text('local')),
    ...known('remoteChassis', id('chassis')),
    ...known('remoteName', text('name')),
    ...known('remotePort', id('port')),
    ...known('remotePortDescription', text('portDescription')),
    ...known('remoteAddresses', [...addresses]),
    ...known('remoteDescription', text('description')),
    ...known('remoteCapabilities', readCapabilities(text('capabilities') ?? '')),
  };
}

/** Reads line by line; a field that begins a neighbor and is there already begins the next one. */
class NeighborReader {
  private draft: Draft | undefined;
  private heading: string | undefined;
  private open: Field | undefined;
  /** Between `Local information:` and `Neighbor information:`. */
  private local = false;
  readonly list = factList();

  /** Ends the neighbor that is being read. */
  flush(): void {
    const { draft } = this;
    this.draft = undefined;
    this.open = undefined;
    if (draft !== undefined && (draft.fields.has('chassis') || draft.fields.has('port') || draft.fields.has('name'))) {
      this.list.facts.push(adjacencyOf(draft));
    } else if (draft !== undefined) this.list.skip(draft.line, draft.fields.get('local') ?? '', 'a neighbor without any id');
  }

  read(one: Labelled): void {
    const head = portHead.exec(one.text);
    if (head !== null) {
      this.flush();
      this.heading = head[1] ?? head[2];
      return;
    }
    if (this.readLocal(one)) return;
    const field = labels.get(one.label);
    if (rule.test(one.text.trim())) this.flush();
    else if (field === undefined) this.goOn(one);
    else if (one.text.trim() === '' || field === 'end') this.open = undefined;
    else this.put(field, one);
  }

  /** True for a line of PAN-OS about the own port. */
  private readLocal({ label, value }: Labelled): boolean {
    if (label === localHead) {
      this.flush();
      this.heading = undefined;
    } else if (!this.local) return false;
    else if (label === 'local interface') this.heading = value;
    this.local = label !== 'neighbor information' && !label.startsWith('chassis');
    return this.local || label === 'neighbor information';
  }

  private put(field: Field, { line, value }: Labelled): void {
    if ((field === 'local' || field === 'chassis') && this.draft?.fields.has(field)) this.flush();
    if (this.draft === undefined && field !== 'local' && field !== 'chassis') return;
    this.draft ??= this.begin(line);
    const { fields, addresses } = this.draft;
    this.open = field;
    if (field === 'address') {
      const address = canonicalAddress(value);
      if (address !== undefined && address !== '::' && address !== '0.0.0.0') addresses.add(address);
    } else if (value !== '' && !fields.has(field)) fields.set(field, value);
  }

  private begin(line: number): Draft {
    const draft: Draft = { line, fields: new Map(), addresses: new Set() };
    // Comware and EOS name the port above its neighbors.
    return this.heading === undefined ? draft : { ...draft, fields: new Map([['local', this.heading]]) };
  }

  /** A description may go over several lines, up to a blank one. */
  private goOn({ text }: Labelled): void {
    const more = text.trim();
    const before = this.draft?.fields.get('description') ?? '';
    if (more === '') {
      if (before !== '') this.open = undefined;
      return;
    }
    if (this.open !== 'description' || before.length > longestDescription) return;
    this.draft?.fields.set('description', before === '' ? more : `${before} ${more}`);
  }
}

/**
 * Neighbors by LLDP, told at length: `show lldp neighbors detail`, `display lldp neighbor-information verbose`,
 * `show lldp info remote-device detail`, `show lldp neighbor-info detail`.
 */
export function parseLldpDetail(text: string): readonly Fact[] {
  const reader = new NeighborReader();
  for (const one of readLabelled(text)) reader.read(one);
  reader.flush();
  return reader.list.facts;
}
