import type { Fact } from '../../../model/fact.ts';
import type { FdbFact } from '../../../model/network-fact.ts';
import { factList } from '../../../text/fact-list.ts';
import { readInteger } from '../../../text/scan.ts';
import { known } from '../known.ts';
import { deviceMac } from './hardware.ts';
import { hasHeader, type LayoutRow, layout, readLayoutRows } from './layout-rows.ts';

const layouts = [
  // Cisco IOS and IOS-XE by generation: Catalyst 2960/3850, 6500, 4500, 2900XL; Arista EOS goes on with `moves last move`.
  layout('vlan mac address type ports', 'vlan mac type port next'),
  layout('vlan mac address type learn age ports', 'vlan mac type learn age port'),
  layout('vlan mac address type protocols port', 'vlan mac type protocols port'),
  layout('destination address address type vlan destination port', 'mac type vlan port'),
  // Cisco NX-OS; Cisco Small Business.
  layout('vlan mac address type age secure ntfy ports', 'vlan mac type age secure ntfy port'),
  layout('vlan mac address port type', 'vlan mac port type'),
  // Junos: with ELS, where the header has two lines, and without.
  layout('name address flags interface', 'name mac type age port'),
  layout('vlan mac address type age interfaces', 'name mac type age port'),
  // AOS-CX, ArubaOS-Switch with and without the VLAN.
  layout('mac address vlan type port', 'mac vlan type port'),
  layout('mac address port vlan', 'mac port vlan'),
  layout('mac address port', 'mac port'),
  // Comware: `display mac-address`, by release.
  layout('mac address vlan id state port/nickname', 'mac vlan type port'),
  layout('mac address vlan id state port', 'mac vlan type port'),
  layout('mac addr vlan id state port index', 'mac vlan type port'),
  // FastIron, ICX, ERS, OmniSwitch release 6 and 8, a terminal of a PON.
  layout('mac address port age vlan', 'mac port age vlan'),
  layout('mac-address port type vlan', 'mac port type vlan'),
  layout('mac address vid type source', 'mac vlan type port'),
  layout('vlan mac address type protocol operation interface', 'vlan mac type protocol operation port'),
  layout('domain vlan/srvcid', 'domain vlan mac type operation port'),
  layout('index portid vlan mac-address', 'index port vlan mac'),
  // PAN-OS: `show mac all`, where a VLAN has a name, which may have blanks and tells no number; FortiOS: `diagnose netlink brctl name host BRIDGE`.
  layout('vlan hw address interface status', 'label mac port type ttl'),
  layout('port no device devname mac addr ttl', 'number device port mac ttl type'),
  layout('port no device devname mac_addr ttl', 'number device port mac ttl type'),
  // SmartAX: `display mac-address all`, `display mac-address ont` (Huawei, SmartAX MA5600T Command Reference).
  layout('srv-p bundle type mac mac type f /s /p', 'service bundle kind mac type port vpi vci vlan'),
  layout('f/s/p ontid ont ont mac-address', 'port ont kind ontport mac vlan'),
];

const statuses: readonly (readonly [RegExp, FdbFact['status']])[] = [
  [/^(?:dynamic|learned|dyn|d|learn|c|hit)\b/i, 'learned'],
  [/^(?:self|local)\b/i, 'self'],
  [/^(?:static|permanent|secure|config|s)\b/i, 'static'],
  [/^management/i, 'management'],
];
/** What stands for the device itself where a port would stand. */
const itself = /^(?:cpu|router|switch|sup-eth\d|self|vlan\d|vl\d)/i;

/**
 * Ends of tunnels, behind which are other switches and no cable (EOS and Cisco IOS, AOS-CX, NX-OS, Junos), and what NX-OS prints for
 * whichever port leads to the other switch of a pair: `vPC Peer-Link`.
 */
const noPort = /^(?:vx\d|vxlan\d|nve\d|vtep\.|vPC$)/i;

function statusOf(type: string, port: string): FdbFact['status'] | undefined {
  if (itself.test(port)) return 'self';
  if (type === '') return undefined;
  return statuses.find(([words]) => words.test(type))?.[1] ?? 'other';
}

function fdbOf(cell: NonNullable<LayoutRow['cell']>, line: number): FdbFact | undefined {
  const mac = deviceMac(cell('mac'));
  if (mac === undefined) return undefined;
  const told = cell('port').replace(/,$/, '');
  // Junos names the unit that switches; cables and bundles are told of by the port.
  const port = cell('name') === '' ? told : told.replace(/\.0$/, '');
  // Several ports are a group address, and no place of a machine.
  const none = port === '-' || port.includes(',') || /^[A-Za-z]/.test(cell('next')) || noPort.test(port);
  const one = none ? undefined : port;
  const vlan = readInteger(cell('vlan'));
  return {
    fact: 'fdb',
    line,
    mac,
    ...known('port', one),
    ...known('vlan', vlan),
    ...known('vlanName', vlan === undefined ? cell('name') : undefined),
    ...known('status', statusOf(cell('type'), port)),
  };
}

/** ERS puts a blank into `Port: 7`, Comware into `Config static`, SmartAX into a port, `0 /1 /0` or `0/ 2/6`. */
const joinWords = (text: string): string =>
  text
    .replace(/\bPort: ?|\bConfig (?=static|dynamic)/g, '')
    .replace(/(?<=[ \t]\d{1,2}) ?\/ ?(\d{1,2}) ?\/ ?(?=\d{1,3}[ \t])/g, '/$1/');

const tail =
  /^\s{0,60}(?:total|legend|displaying|multicast|unicast|vlan|mac|flags?|status|ethernet|routing|success|note|age|index|port-type|\*|n\/a|\(|[A-Z#] - |(?:[A-Za-z]{2}\d[\w/,]{0,200}\s{0,4}))/i;

/**
 * The table of MAC addresses of a switch, whichever vendor's: `show mac address-table`, `show mac-address`, `display mac-address`,
 * `show ethernet-switching table`. Layouts after the command references of the vendors.
 */
export function parseDeviceFdb(text: string): readonly Fact[] {
  const list = factList();
  const anchor = { column: 'mac', is: (word: string): boolean => deviceMac(word) !== undefined };
  const joined = joinWords(text);
  for (const { line, text: row, cell } of readLayoutRows(joined, layouts, anchor)) {
    const fact = cell === undefined ? undefined : fdbOf(cell, line);
    if (fact !== undefined) list.facts.push(fact);
    else if (!tail.test(row)) list.skip(line, row, 'not a row of the table of MAC addresses');
  }
  return list.facts;
}

/** True where the text has a header of such a table. */
export const hasDeviceFdb = (head: string): boolean => hasHeader(head, layouts);
