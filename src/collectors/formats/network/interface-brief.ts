import type { Fact } from '../../../model/fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { readInteger } from '../../../text/scan.ts';
import { known } from '../known.ts';

const start = '^([A-Za-z][\\w./:-]{0,60})\\s{1,60}(\\S{1,45}(?: \\([\\w./-]{1,40}\\))?)\\s{1,60}';
/** `GigabitEthernet0/1     10.0.0.1        YES NVRAM  up                    up`; the address is `unassigned` where there is none. */
const ios = new RegExp(`${start}(?:YES|NO)\\s{1,8}\\S{1,20}\\s{1,20}([a-z][a-z ]{1,40}?)\\s{1,40}([a-z]{2,12})\\s{0,80}$`);
/** `Vlan10               10.0.10.1       protocol-up/link-up/admin-up` */
const nxos = new RegExp(`${start}(protocol-\\w{1,12}/link-\\w{1,12}/admin-\\w{1,12})\\b`);
/** `Ethernet1         10.0.0.1/31        up           up              1500`, behind it the owner of a virtual address */
const eos = new RegExp(
  `${start}(admin down|[a-z]{2,16})\\s{1,40}(up|down|[a-z]{2,16})\\s{1,40}(\\d{2,6})(?:\\s{1,40}\\S{1,40})?\\s{0,80}$`,
  'i',
);
const header = /^\s{0,20}(?:Interface\s{1,60}IP[ -]Address\b|IP Interface Status for VRF\b)/;
const rule = /^[- ]{3,400}$/;

interface Row {
  readonly name: string;
  readonly address: string;
  readonly up: boolean;
  readonly mtu?: number;
}

function readRow(line: string): Row | undefined {
  const [isIos, name = '', address = '', status, protocol] = ios.exec(line) ?? [];
  if (isIos !== undefined) return { name, address, up: status === 'up' && protocol === 'up' };
  const [isNxos, port = '', ip = '', states] = nxos.exec(line) ?? [];
  if (isNxos !== undefined) return { name: port, address: ip, up: states === 'protocol-up/link-up/admin-up' };
  const [isEos, own = '', prefix = '', link, above, octets] = eos.exec(line) ?? [];
  if (isEos === undefined) return undefined;
  return { name: own, address: prefix, up: link === 'up' && above === 'up', ...known('mtu', readInteger(octets)) };
}

function factsOf({ name, address: told, up, mtu }: Row, line: number): Fact[] {
  const [text = '', length] = told.split('/', 2);
  const address = canonicalAddress(text);
  const port: Fact = { fact: 'interface', line, name, ...known('mtu', mtu), up };
  if (address === undefined) return [port];
  return [port, { fact: 'address', line, interface: name, address, ...known('prefix', readInteger(length)) }];
}

/**
 * `show ip interface brief` of Cisco IOS, NX-OS and ASA (`show interface ip brief`) and of Arista EOS (command references): interfaces with
 * state and address. Only Arista prints the length of the prefix.
 */
export function parseInterfaceBrief(text: string): readonly Fact[] {
  const list = factList();
  for (const { number, text: whole } of readLines(text)) {
    const line = whole.slice(0, 400);
    const row = readRow(line);
    if (row !== undefined) list.facts.push(...factsOf(row, number));
    // Arista has a header of two lines, of which the first is one word far to the right.
    else if (line.trim() !== '' && line.trim() !== 'Address' && !header.test(line) && !rule.test(line))
      list.skip(number, line, 'not an interface with its address');
  }
  return list.facts;
}
