import type { AddressFact, Fact, NeighborFact } from '../../../model/fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { known } from '../known.ts';
import { deviceMac } from './hardware.ts';
import { hasHeader, type LayoutRow, layout, readLayoutRows } from './layout-rows.ts';

const layouts = [
  // Cisco IOS and IOS-XE, FastIron: `show ip arp` (Cisco IOS IP Addressing Command Reference).
  layout('protocol address age (min) hardware addr type interface', 'protocol address age mac type interface'),
  layout('protocol address age(min) hardware addr type interface', 'protocol address age mac type interface'),
  // Cisco NX-OS: `show ip arp vrf all`, `show ip arp detail`.
  layout('address age mac address interface', 'address age mac interface'),
  // Arista EOS: `show ip arp`; FortiOS: `get system arp`.
  layout('address age (sec) hardware addr interface', 'address age mac interface'),
  layout('address age (min) hardware addr interface', 'address age mac interface'),
  layout('address age(min) hardware addr interface', 'address age mac interface'),
  // Junos: `show arp no-resolve`, `show arp`.
  layout('mac address address interface', 'mac address interface state'),
  layout('mac address address name interface', 'mac address name interface state'),
  // AOS-CX, ArubaOS-Switch, ArubaOS.
  layout('ipv4 address mac port physical port state', 'address mac interface physical state'),
  layout('ip address mac address type port', 'address mac type interface'),
  layout('protocol ip address hardware address interface', 'protocol address mac interface'),
  // Comware: `display arp`, by release.
  layout('ip address mac address vlan interface', 'address mac vlan interface aging state'),
  layout('ip address mac address vlan id interface', 'address mac vlan interface aging state'),
  layout('ip address mac address svlan/vsi interface', 'address mac vlan interface aging state'),
  layout('ip address mac address vlan/vsi interface', 'address mac vlan interface aging state'),
  layout('ip address mac address vlan/vsi name interface', 'address mac vlan interface aging state'),
  // PAN-OS: `show arp all`.
  layout('interface ip address hw address port status', 'interface address mac port state'),
  // EdgeSwitch, DGS, EXOS, IPOS, Viptela, Ruckus ICX.
  layout('ip address mac address interface type', 'address mac interface type'),
  layout('interface ip address mac address type', 'interface address mac type'),
  layout('vr destination mac age static vlan', 'vr address mac age static interface'),
  layout('host hardware address ttl type circuit', 'address mac ttl type interface'),
  layout('vpn name ip mac state', 'vpn interface address mac state'),
  layout('vpn if name ip mac state', 'vpn interface address mac state'),
  layout('no. ip mac type age port', 'no address mac type age interface'),
  layout('no. ip address mac address type age port', 'no address mac type age interface'),
];

/** Cisco ASA prints no header: name of the interface, address, MAC, age in seconds (`show arp`). */
const asa = layout('', 'interface address mac age');

const states: ReadonlyMap<string, string> = new Map([
  ['static', 'permanent'],
  ['s', 'permanent'],
  ['permanent', 'permanent'],
  ['reachable', 'reachable'],
  ['stale', 'stale'],
  ['delay', 'delay'],
  ['probe', 'probe'],
  ['failed', 'failed'],
]);

const isAddress = (word: string): boolean => word !== '*' && word !== 'default' && canonicalAddress(word) !== undefined;

/** No interface at all: a dash, or what other columns hold where this one is empty. */
const named = (text: string): string | undefined => {
  const name = text.replace(/,$/, '');
  return name === '' || name === '-' || name === 'n/a' ? undefined : name;
};

type Entry = NeighborFact & Required<Pick<NeighborFact, 'line' | 'address'>>;

function neighborOf(cell: NonNullable<LayoutRow['cell']>, line: number): Entry | undefined {
  const address = canonicalAddress(cell('address'));
  const hardware = cell('mac');
  const mac = deviceMac(hardware);
  const unresolved = /^\(?(?:incomplete|none|pend|unresolved)/i.test(hardware) || /^(?:00[:.-]?)+$/.test(hardware);
  if (address === undefined || (mac === undefined && !unresolved)) return undefined;
  const state = mac === undefined ? 'incomplete' : states.get((cell('state') || cell('type')).toLowerCase());
  return {
    fact: 'neighbor',
    line,
    address,
    ...known('mac', mac),
    ...known('interface', named(cell('interface'))),
    ...known('state', state),
  };
}

/** MACs that several routers share: VRRP (RFC 5798, 7.3), and HSRP 1 and 2 and GLBP of Cisco. Their addresses are nobody's own. */
const virtualMac = /^(?:00:00:5e:00:0[12]:|00:00:0c:07:ac:|00:00:0c:9f:f|00:07:b4:00:)/;

/**
 * True for the entry of an interface of the device itself: IOS prints a hyphen for the age of addresses that are local (IP Addressing
 * Command Reference, `show ip arp`). Entries somebody wrote have one too, and no interface; elsewhere a hyphen means other things.
 */
const isOwn = (cell: NonNullable<LayoutRow['cell']>, { mac, interface: port }: NeighborFact): boolean =>
  cell('protocol') === 'Internet' &&
  cell('age') === '-' &&
  cell('type') === 'ARPA' &&
  port !== undefined &&
  mac !== undefined &&
  !virtualMac.test(mac);

/** Addresses of the device's interfaces; none where an interface has several such entries, because translated addresses have them too. */
function ownAddresses(entries: readonly Entry[]): AddressFact[] {
  const uses = new Map<string | undefined, number>();
  for (const { interface: port } of entries) uses.set(port, (uses.get(port) ?? 0) + 1);
  const alone = entries.filter(({ interface: port }) => uses.get(port) === 1);
  return alone.map(({ line, address, interface: port }) => ({ fact: 'address', line, address, ...known('interface', port) }));
}

const tail =
  /^\s{0,20}(?:total|vrf|ip arp|maximum|codes?|flags?|--|success|context|showing|\d{1,9} arp|entries in|host {1,40}hardware|arp global|[A-Z][\w -]{0,60}\s{0,30}[:.]{1,60}\s)/i;

/**
 * The table of neighbors of a network device, whichever vendor's: `show ip arp`, `show arp`, `display arp`, `get system arp`.
 * The header says what the columns are; the sources of the layouts are the command references of the vendors. What an IOS device
 * says of itself there is its address too.
 */
export function parseDeviceArp(text: string): readonly Fact[] {
  const list = factList();
  const anchor = { column: 'address', is: isAddress };
  const own: Entry[] = [];
  for (const { line, text: row, cell } of readLayoutRows(text, layouts, anchor, asa)) {
    const fact = cell === undefined ? undefined : neighborOf(cell, line);
    if (fact !== undefined) {
      list.facts.push(fact);
      if (cell !== undefined && isOwn(cell, fact)) own.push(fact);
    } else if (!tail.test(row)) list.skip(line, row, 'not a row of the table of neighbors');
  }
  list.facts.push(...ownAddresses(own));
  return list.facts;
}

/** True where the text has a header of such a table. */
export const hasDeviceArp = (head: string): boolean => hasHeader(head, layouts);
