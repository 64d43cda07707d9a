import type { Fact } from '../../../model/fact.ts';
import type { AdjacencyFact } from '../../../model/network-fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { known } from '../known.ts';
import { readCapabilities } from './capabilities.ts';
import { deviceMac } from './hardware.ts';
import { type Labelled, readLabelled } from './labelled.ts';

interface Draft {
  readonly line: number;
  readonly fields: Map<'device' | 'local' | 'port' | 'platform' | 'capabilities' | 'version', string>;
  readonly addresses: Set<string>;
  /** Whether the lines that follow are the version, which has several. */
  open: boolean;
}

/** `Platform: cisco WS-C2960,  Capabilities: Switch IGMP`, `Interface: Gi1/0/16,  Port ID (outgoing port): Gi0/1` */
const platform = /^Platform\s{0,10}: {0,10}([^,]{0,200})(?:, {0,10}Capabilities: {0,10}(.{0,200}))?/i;
const ports = /^Interface: {0,10}([^,]{1,80}), {0,10}Port ID \(outgoing port\): {0,10}(.{0,120})/i;
const addressLabel = /^(?:ip|ipv4|ipv6)? ?address$/;
const longestVersion = 2_000;

function adjacencyOf({ line, fields, addresses }: Draft): AdjacencyFact {
  return {
    fact: 'adjacency',
    line,
    protocol: 'cdp',
    ...known('localPort', fields.get('local')),
    ...known('remoteChassis', deviceMac(fields.get('device') ?? '')),
    ...known('remoteName', fields.get('device')),
    ...known('remotePort', fields.get('port')),
    ...known('remoteAddresses', [...addresses]),
    ...known('remoteDescription', fields.get('version')),
    ...known('remotePlatform', fields.get('platform')),
    ...known('remoteCapabilities', readCapabilities(fields.get('capabilities') ?? '')),
  };
}

const newDraft = (line: number): Draft => ({ line, fields: new Map(), addresses: new Set(), open: false });

/** A field of ArubaOS-Switch, one a line: `Port`, `Device Port`, `Capability`. */
function putLabel(draft: Draft, { label, value }: Labelled): void {
  const { fields } = draft;
  if (label === 'port') fields.set('local', value);
  else if (label === 'device port' || label === 'port id') fields.set('port', value);
  else if (label === 'capability' || label === 'capabilities') fields.set('capabilities', value);
  else if (label === 'version') {
    fields.set('version', value);
    draft.open = true;
  } else if (addressLabel.test(label)) {
    const address = canonicalAddress(value);
    if (address !== undefined && address !== '0.0.0.0') draft.addresses.add(address);
  }
}

function putLine(draft: Draft, one: Labelled): void {
  const text = one.text.trim();
  const { fields } = draft;
  const told = platform.exec(text);
  const cable = ports.exec(text);
  if (/^advertisement version/i.test(text) || (text === '' && fields.get('version'))) draft.open = false;
  else if (told !== null) {
    fields.set('platform', (told[1] ?? '').trim());
    if (told[2] !== undefined) fields.set('capabilities', told[2]);
  } else if (cable !== null) {
    fields.set('local', (cable[1] ?? '').trim());
    fields.set('port', (cable[2] ?? '').trim());
  } else if (draft.open && text !== '' && one.label !== 'capability') {
    const before = fields.get('version') ?? '';
    if (before.length < longestVersion) fields.set('version', before === '' ? text : `${before} ${text}`);
  } else putLabel(draft, one);
}

/**
 * Neighbors by CDP, told at length: `show cdp neighbors detail` of Cisco IOS, NX-OS and ArubaOS-Switch (command references of
 * Cisco and HPE). `remoteName` is the device id as sent: a name, `name(serial)` or a MAC.
 */
export function parseCdpDetail(text: string): readonly Fact[] {
  const list = factList();
  let draft: Draft | undefined;
  const flush = (): void => {
    if (draft !== undefined && (draft.fields.has('device') || draft.fields.has('port'))) list.facts.push(adjacencyOf(draft));
    else if (draft?.fields.has('local')) list.skip(draft.line, draft.fields.get('local') ?? '', 'a neighbor without any id');
    draft = undefined;
  };
  for (const one of readLabelled(text)) {
    if (/^-{8,400}$/.test(one.text.trim())) flush();
    else if (one.label === 'device id') {
      if (draft?.fields.has('device')) flush();
      draft ??= newDraft(one.line);
      draft.fields.set('device', one.value);
    } else if (draft === undefined && one.label === 'port') {
      // ArubaOS-Switch begins a neighbor with the port.
      draft = newDraft(one.line);
      putLabel(draft, one);
    } else if (draft !== undefined) putLine(draft, one);
  }
  flush();
  return list.facts;
}
