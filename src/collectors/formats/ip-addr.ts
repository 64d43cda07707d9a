import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { canonicalMac } from '../../text/mac.ts';
import { readPrefix } from '../../text/prefix.ts';
import { readInteger, readWords } from '../../text/scan.ts';
import { finishInterface, type InterfaceDraft } from './interface-draft.ts';

const heading = /^(\d{1,9}): ([^\s:@]+)(?:@[^\s:]+)?: <([A-Z0-9_,-]*)>/;
/** First words of the detail lines of `-d` that name the kind of the link (ip-link(8), "TYPE"). */
const kinds: ReadonlySet<string> = new Set(
  `amt bareudp bond bridge can dsa dummy erspan geneve gre gretap gtp hsr ifb ip6erspan ip6gre ip6gretap ip6tnl ipip ipoib
  ipvlan ipvtap macsec macvlan macvtap netdevsim netkit nlmon rmnet sit team tun vcan veth vlan vrf vti vti6 vxcan vxlan
  wireguard xfrm`.split(/\s+/),
);

function readHeading(line: string, number: number): InterfaceDraft | undefined {
  const [, index, name, flags = ''] = heading.exec(line) ?? [];
  if (index === undefined || name === undefined) return undefined;
  const words = readWords(line);
  const mtu = readInteger(words[words.indexOf('mtu') + 1]);
  return {
    line: number,
    name,
    alias: false,
    index: Number(index),
    up: flags.split(',').includes('UP'),
    ...(mtu === undefined ? {} : { mtu }),
    addresses: [],
  };
}

/** `inet 10.0.0.1/24 …`, or `inet 10.0.0.1 peer 10.0.0.2/32 …`, where the length is the peer's. */
function readAddress(words: readonly string[], number: number, open: InterfaceDraft): boolean {
  const own = readPrefix(words[1] ?? '');
  if (own === undefined) return false;
  const length = own.length ?? (words[2] === 'peer' ? readPrefix(words[3] ?? '')?.length : undefined);
  open.addresses.push({
    fact: 'address',
    line: number,
    address: own.address,
    ...(length === undefined ? {} : { prefix: length }),
    interface: open.name,
  });
  return true;
}

function readLink(words: readonly string[], open: InterfaceDraft): void {
  const kind = (words[0] ?? '').slice('link/'.length);
  const mac = kind === 'ether' || kind === 'infiniband' || kind === 'ieee1394' ? canonicalMac(words[1] ?? '') : undefined;
  if (mac !== undefined) open.mac = mac;
  if (/^[a-z]/.test(kind) && kind !== 'none') open.kind = kind;
}

/**
 * Output of `ip addr`, with or without `-d`, of iproute2 (ip-address(8)) and busybox: a heading an
 * interface, below it indented lines about the link and one an address.
 */
export function parseIpAddr(text: string): readonly Fact[] {
  const list = factList();
  let open: InterfaceDraft | undefined;
  const finish = (): void => {
    if (open !== undefined) for (const fact of finishInterface(open)) list.facts.push(fact);
    open = undefined;
  };
  for (const { number, text: line } of readLines(text)) {
    if (line.trim() === '') continue;
    if (!line.startsWith(' ')) {
      finish();
      open = readHeading(line, number);
      if (open === undefined) list.skip(number, line, 'not the heading of an interface');
      continue;
    }
    if (open === undefined) continue;
    const words = readWords(line, 5);
    const [first = ''] = words;
    if (first === 'inet' || first === 'inet6') {
      if (!readAddress(words, number, open)) list.skip(number, line, 'not an address');
    } else if (first.startsWith('link/')) readLink(words, open);
    else if (kinds.has(first)) open.kind = first;
  }
  finish();
  return list.facts;
}
