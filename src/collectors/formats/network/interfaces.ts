import type { Fact } from '../../../model/fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { maskLength, readPrefix } from '../../../text/prefix.ts';
import { readInteger } from '../../../text/scan.ts';
import { known } from '../known.ts';
import { deviceMac } from './hardware.ts';

/** `Gi1/0/1 is up, line protocol is up`, `Ethernet1/1 is up`, `Interface Gi0/0 "outside", is up`, `Interface 1/1/1 is down` */
const head =
  /^(?:Interface |Aggregate )?([A-Za-z0-9][\w./:-]{0,60})(?: "([^"]{0,60})",)? is (?:administratively )?(up|down|deleted|not)\b(?:.{0,60}line protocol is (\w{1,10}))?/;
const hardware = /\b(?:address:? is|address:|MAC address:?)\s{0,10}([0-9a-fA-F][0-9a-fA-F.:-]{11,20})/i;
const address =
  /^\s{1,12}(?:Internet address is|IPv4 address|IP address)\s{1,10}([\d.]{7,15})(?:\/(\d{1,2}))?(?:,\s{0,4}subnet mask ([\d.]{7,15}))?/i;
const secondary = /^\s{1,12}Secondary address (?:is )?([\d.]{7,15}\/\d{1,2})/i;
const inet6 = /^\s{1,12}IPv6 address(?: is)?\s{1,10}([0-9a-fA-F:.]{2,45}(?:\/\d{1,3})?)/i;
const alias = /^\s{1,12}Description:\s{0,20}(.{1,240})/;
const mtu = /\bMTU:? (\d{2,6})\b/i;
/** Cisco IOS, NX-OS and ASA: an interface of one VLAN on top of another; that one has the number of frames without a tag. */
const tag = /^\s{1,12}(?:Encapsulation 802\.1Q Virtual LAN, Vlan ID|VLAN identifier)\s{1,4}(\d{1,4})\b/;
/** AOS-CX; 0 where the port is down. */
const megabits = /^ Speed ([1-9]\d{0,6}) Mb\/s/;
const speed = /\bBW:? (\d{1,12}) [Kk]bit/;

interface Draft {
  readonly line: number;
  readonly name: string;
  readonly up: boolean;
  mac: string | undefined;
  alias: string | undefined;
  mtu: number | undefined;
  speedMbps: number | undefined;
  vlan: number | undefined;
  readonly addresses: Fact[];
}

const none = { mac: undefined, alias: undefined, mtu: undefined, speedMbps: undefined, vlan: undefined };

function readAddresses(draft: Draft, line: string, number: number): void {
  const put = (text: string, prefix: number | undefined): void => {
    const read = canonicalAddress(text);
    if (read === undefined) return;
    draft.addresses.push({ fact: 'address', line: number, interface: draft.name, address: read, ...known('prefix', prefix) });
  };
  const [, ip, length, mask] = address.exec(line) ?? [];
  if (ip !== undefined) put(ip, length === undefined ? (mask === undefined ? undefined : maskLength(mask)) : Number(length));
  const more = readPrefix((secondary.exec(line) ?? inet6.exec(line))?.[1] ?? '');
  if (more !== undefined) put(more.address, more.length);
}

function readDetail(draft: Draft, line: string, number: number): void {
  draft.mac ??= deviceMac(hardware.exec(line)?.[1] ?? '');
  draft.alias ??= alias.exec(line)?.[1]?.trim();
  if (draft.name.includes('.')) draft.vlan ??= readInteger(tag.exec(line)?.[1]);
  draft.mtu ??= readInteger(mtu.exec(line)?.[1]);
  draft.speedMbps ??= readInteger(megabits.exec(line)?.[1]);
  const bandwidth = readInteger(speed.exec(line)?.[1]);
  if (bandwidth !== undefined) draft.speedMbps ??= bandwidth / 1000;
  readAddresses(draft, line, number);
}

function factsOf({ line, name, up, mac, alias: told, mtu: most, speedMbps, vlan, addresses }: Draft): readonly Fact[] {
  const details = { ...known('mac', mac), ...known('mtu', most), up, ...known('alias', told), ...known('speedMbps', speedMbps) };
  return [{ fact: 'interface', line, name, ...details, ...known('vlan', vlan) }, ...addresses];
}

/**
 * `show interfaces` of Cisco IOS and ASA, `show interface` of NX-OS, AOS-CX and Arista EOS (command references): interfaces with
 * MAC, description and addresses. Lines of counters are what most of it is, and are not read.
 */
export function parseDeviceInterfaces(text: string): readonly Fact[] {
  const list = factList();
  let draft: Draft | undefined;
  for (const { number, text: whole } of readLines(text)) {
    const line = whole.slice(0, 400);
    const [, name, , state, protocol] = head.exec(line) ?? [];
    if (name !== undefined) {
      if (draft !== undefined) list.facts.push(...factsOf(draft));
      draft = { line: number, name, up: state === 'up' && protocol !== 'down', ...none, addresses: [] };
    } else if (draft !== undefined && line !== '') readDetail(draft, line, number);
    else if (line.trim() !== '') list.skip(number, line, 'outside any interface');
  }
  if (draft !== undefined) list.facts.push(...factsOf(draft));
  return list.facts;
}
