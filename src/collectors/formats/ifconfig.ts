import type { Fact } from '../../model/fact.ts';
import { isAnyAddress, readAddress as readOneAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { canonicalMac } from '../../text/mac.ts';
import { maskLength } from '../../text/prefix.ts';
import { readInteger, readWords } from '../../text/scan.ts';
import { finishInterface, type InterfaceDraft } from './interface-draft.ts';

/** `eth0: flags=4163<UP,…>  mtu 1500` (net-tools 2, BSD, Unix) or `eth0      Link encap:Ethernet …` (net-tools 1, busybox). */
const heading = /^([^\s:]+)(:[^\s:]+)?(?::\s+flags=|\s+Link encap:)/;
/** NetBSD writes `0x`, AIX a second word of flags and words like `CHECKSUM_OFFLOAD(ACTIVE)`. */
const newFlags = /flags=(?:0x)?[0-9a-f]{1,20}(?:,[0-9a-f]{1,20})?<([A-Za-z0-9_,()]*)>/;
/** Solaris and HP-UX write no `0x`. */
const bareHexMask = /^[0-9a-f]{8}$/;
/** What stands before the MAC on a line of its own; `lladdr` is OpenBSD, `address:` NetBSD. */
const macNames: ReadonlySet<string> = new Set(['ether', 'lladdr', 'address:']);
/** The line of flags of net-tools 1 ends in its MTU. */
const oldFlags = /^[A-Z ]{2,120} MTU:\d/;

/** What follows a key, in the next word or glued to it: `netmask 255.0.0.0`, `Mask:255.0.0.0`. */
function valueAfter(words: readonly string[], key: string): string | undefined {
  const at = words.findIndex((word) => word.startsWith(key));
  if (at === -1) return undefined;
  const glued = words[at]?.slice(key.length) ?? '';
  return glued === '' ? words[at + 1] : glued;
}

function readFlags(flags: readonly string[], open: InterfaceDraft): void {
  open.up ??= flags.includes('UP');
  if (flags.includes('LOOPBACK')) open.kind = 'loopback';
}

function readHeading(line: string, number: number): InterfaceDraft | undefined {
  const [, name, alias] = heading.exec(line) ?? [];
  if (name === undefined) return undefined;
  const open: InterfaceDraft = { line: number, name, alias: alias !== undefined, addresses: [] };
  const flags = newFlags.exec(line)?.[1];
  if (flags !== undefined) readFlags(flags.split(','), open);
  readProperties(readWords(line), open);
  return open;
}

/** MTU, index and hardware address; on the heading or below it. */
function readProperties(words: readonly string[], open: InterfaceDraft): void {
  const index = readInteger(words.includes('index') ? valueAfter(words, 'index') : undefined);
  if (index !== undefined) open.index ??= index;
  const mtu = readInteger(valueAfter(words, 'mtu') ?? valueAfter(words, 'MTU:'));
  if (mtu !== undefined) open.mtu = mtu;
  const named = macNames.has(words[0] ?? '') ? words[1] : valueAfter(words, 'HWaddr');
  const mac = canonicalMac(named ?? '');
  if (mac === undefined) return;
  open.mac = mac;
  open.kind ??= 'ether';
}

/** `inet 10.0.0.1 netmask 0xffffff00`, `inet addr:10.0.0.1 Mask:…`, `inet6 fe80::1%en0 prefixlen 64`, `inet6 addr: fe80::1/64`. */
function readAddress(words: readonly string[], number: number, open: InterfaceDraft): boolean {
  const [family, second = '', third = ''] = words;
  // The ends of a tunnel of Solaris; one of them is an address of another interface.
  if (second === 'tunnel') return true;
  const printed = second === 'addr:' ? third : second.startsWith('addr:') ? second.slice('addr:'.length) : second;
  const [text = '', glued] = printed.split('/', 2);
  const read = readOneAddress(text);
  if (read === undefined) return false;
  // Solaris shows an interface that has no address yet this way.
  if (isAnyAddress(read.address)) return true;
  const mask = valueAfter(words, 'netmask') ?? valueAfter(words, 'Mask:') ?? '';
  const written = readInteger(glued ?? valueAfter(words, 'prefixlen') ?? valueAfter(words, 'prefix'));
  const length = family === 'inet' ? (written ?? maskLength(bareHexMask.test(mask) ? `0x${mask}` : mask)) : written;
  open.addresses.push({
    fact: 'address',
    line: number,
    address: read.address,
    ...(length === undefined ? {} : { prefix: length }),
    interface: open.name,
  });
  return true;
}

/**
 * Output of `ifconfig -a` (ifconfig(8)) of net-tools 1 and 2, busybox, BSD, macOS, AIX, Solaris and HP-UX: a
 * heading an interface, indented lines below it.
 */
export function parseIfconfig(text: string): readonly Fact[] {
  const list = factList();
  let open: InterfaceDraft | undefined;
  const finish = (): void => {
    if (open !== undefined) for (const fact of finishInterface(open)) list.facts.push(fact);
    open = undefined;
  };
  for (const { number, text: line } of readLines(text)) {
    const words = readWords(line, 12);
    const [first] = words;
    // `netstat -ie` prints this form under a title.
    if (first === undefined || line.startsWith('Kernel Interface table')) continue;
    if (line.startsWith(first)) {
      finish();
      open = readHeading(line, number);
      if (open === undefined) list.skip(number, line, 'not the heading of an interface');
    } else if (open !== undefined) {
      if (first === 'inet' || first === 'inet6') {
        if (!readAddress(words, number, open)) list.skip(number, line, 'not an address');
      } else if (macNames.has(first) || first === 'index') readProperties(words, open);
      else if (oldFlags.test(line.trim())) {
        readFlags(words, open);
        readProperties(words, open);
      }
    }
  }
  finish();
  return list.facts;
}
