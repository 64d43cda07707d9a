import type { AddressFact, Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { scanIpv4 } from '../../text/ipv4.ts';
import { maskLength } from '../../text/prefix.ts';
import { type ByteOrder, readHexAddress } from '../../text/proc-hex.ts';
import { readWords } from '../../text/scan.ts';
import { type NamespaceLine, readNamespaceFiles } from './namespace-files.ts';

/** A network that a namespace is directly on. */
interface Network {
  readonly base: number;
  readonly length: number;
  readonly interface: string;
}

/** What is known of one namespace so far. */
interface Draft {
  /** The leaf of fib_trie that the lines below it are about. */
  leaf: string | undefined;
  readonly addresses: Map<string, number>;
  readonly networks: Network[];
}

type Row = Extract<NamespaceLine, { kind: 'row' }>;

const leafLine = /^\s{0,400}\|-- (\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;
/** Prefix length, scope and type (net/ipv4/fib_trie.c): only this one is an address of the namespace itself. */
const ownAddress = /^\s{0,400}\/32 host LOCAL\b/;
const trieLine = /^\s{0,400}(?:\+--|\/\d)|^(?:Main|Local|Id \d{1,10}):$/;
const gatewayFlag = 0x0002;
const hexFlags = /^[0-9A-Fa-f]{4}$/;
const inet6Words = 6;

/** Networks of one namespace that are kept: what an address is looked up in. */
const mostNetworks = 256;

function readTrie({ text, number }: Row, draft: Draft): boolean {
  const [, leaf] = leafLine.exec(text) ?? [];
  if (leaf !== undefined) draft.leaf = scanIpv4(leaf, 0, leaf.length) < 0 ? undefined : leaf;
  else if (ownAddress.test(text) && draft.leaf !== undefined) {
    if (!draft.addresses.has(draft.leaf)) draft.addresses.set(draft.leaf, number);
  } else return trieLine.test(text);
  return true;
}

const mask = (length: number): number => (length === 0 ? 0 : (0xffff_ffff << (32 - length)) >>> 0);
const numberOf = (address: string): number => scanIpv4(address, 0, address.length);

/** `Iface Destination Gateway Flags RefCnt Use Metric Mask`, proc_pid_net(5); routes over a gateway are not looked at. */
function readRoute({ text, order }: Row, draft: Draft): boolean {
  const [name = '', destination = '', , flags = '', , , , maskText = ''] = readWords(text);
  if (name === 'Iface' || name === '') return true;
  const base = readHexAddress(destination, order as ByteOrder);
  const length = maskLength(readHexAddress(maskText, order) ?? '');
  if (base === undefined || base.includes(':') || length === undefined || !hexFlags.test(flags)) return false;
  const direct = (Number.parseInt(flags, 16) & gatewayFlag) === 0;
  if (direct && length > 0 && length < 32 && draft.networks.length < mostNetworks) {
    draft.networks.push({ base: numberOf(base), length, interface: name });
  }
  return true;
}

/** Address, index, prefix length, scope and flags in hexadecimal, interface (Documentation/networking of the kernel, net/ipv6/addrconf.c). */
function readInet6({ text, number, netns }: Row): AddressFact | undefined {
  const words = readWords(text);
  const [hex = '', , length = '', , , name = ''] = words;
  const address = readHexAddress(hex, 'big');
  if (words.length !== inet6Words || address === undefined || hex.length !== 32 || !/^[0-9a-f]{2}$/.test(length))
    return undefined;
  return { fact: 'address', line: number, address, prefix: Number.parseInt(length, 16), interface: name, netns };
}

/** The network an address is in, the smallest; its length is the prefix of the address. */
function networkOf(address: string, networks: readonly Network[]): Network | undefined {
  const value = numberOf(address);
  return networks
    .filter(({ base, length }) => (value & mask(length)) >>> 0 === base)
    .reduce<Network | undefined>((best, one) => (best === undefined || one.length > best.length ? one : best), undefined);
}

function addressesOf(netns: number, { addresses, networks }: Draft): readonly AddressFact[] {
  return [...addresses].map(([address, line]) => {
    const network = networkOf(address, networks);
    const where = network === undefined ? {} : { prefix: network.length, interface: network.interface };
    return { fact: 'address', line, address, ...where, netns };
  });
}

/**
 * Addresses of each network namespace from /proc/PID/net/fib_trie, if_inet6 and route (proc_pid_net(5)): see `readNamespaceFiles`.
 * Prefix and interface of an IPv4 address are those of the network it is directly on; one that is on none has neither.
 */
export function parseNamespaceAddresses(text: string): readonly Fact[] {
  const list = factList();
  const drafts = new Map<number, Draft>();
  for (const line of readNamespaceFiles(text)) {
    if (line.kind === 'unreadable') {
      list.skip(line.number, line.text, line.reason);
      continue;
    }
    const draft = drafts.get(line.netns) ?? { leaf: undefined, addresses: new Map(), networks: [] };
    drafts.set(line.netns, draft);
    const inet6 = line.file === 'if_inet6' ? readInet6(line) : undefined;
    if (inet6 !== undefined) list.facts.push(inet6);
    else if (!((line.file === 'fib_trie' && readTrie(line, draft)) || (line.file === 'route' && readRoute(line, draft)))) {
      list.skip(line.number, line.text, `not a row of /proc/net/${line.file}`);
    }
  }
  for (const [netns, draft] of drafts) for (const fact of addressesOf(netns, draft)) list.facts.push(fact);
  return list.facts;
}
