import type { Fact, RouteFact } from '../../model/fact.ts';
import { isAnyAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { addressBits, maskLength, routeDestination } from '../../text/prefix.ts';
import { type ByteOrder, byteOrderOf, readHexAddress } from '../../text/proc-hex.ts';
import { readInteger, readWords } from '../../text/scan.ts';

/** linux/route.h and linux/ipv6_route.h: such routes reject, or lead to this host itself, or are a cached copy. */
const rejects = 0x0200;
const notForwarding = 0x8000_0000 + 0x0100_0000 + 0x0010_0000 + rejects;
const gatewayFlag = 0x0002;
const machineLine = /^== machine (\S+)$/;
const hexNumber = /^[0-9a-fA-F]{1,8}$/;
const ipv6Words = 10;

const readHex = (text: string | undefined): number | undefined =>
  text !== undefined && hexNumber.test(text) ? Number.parseInt(text, 16) : undefined;

interface HexRoute {
  readonly address: string | undefined;
  readonly length: number | undefined;
  readonly gateway: string | undefined;
  readonly flags: number | undefined;
  readonly metric: number | undefined;
  readonly device: string;
}

/** Iface, Destination, Gateway, Flags, RefCnt, Use, Metric, Mask: words in the byte order of the machine. */
function readIpv4(words: readonly string[], order: ByteOrder): HexRoute {
  const [device = '', destination = '', gateway = '', flags, , , metric, mask = ''] = words;
  return {
    address: readHexAddress(destination, order),
    length: maskLength(readHexAddress(mask, order) ?? ''),
    gateway: readHexAddress(gateway, order),
    flags: readHex(flags),
    metric: readInteger(metric),
    device,
  };
}

/** Destination and its length, source and its length, next hop, metric, two counters, flags, device; network order. */
function readIpv6(words: readonly string[]): HexRoute {
  const [destination = '', length, , , gateway = '', metric, , , flags, device = ''] = words;
  return {
    address: readHexAddress(destination, 'big'),
    length: readHex(length),
    gateway: readHexAddress(gateway, 'big'),
    flags: readHex(flags),
    metric: readHex(metric),
    device,
  };
}

type Row = RouteFact | 'ignored' | 'unreadable';

function routeOf({ address, length, gateway, flags, metric, device }: HexRoute, line: number): Row {
  if (address === undefined || length === undefined || gateway === undefined || flags === undefined) return 'unreadable';
  if (length > addressBits(address)) return 'unreadable';
  if ((flags & notForwarding) !== 0 || device === '*' || address.startsWith('ff00:')) return 'ignored';
  return {
    fact: 'route',
    line,
    destination: routeDestination({ address, length }),
    ...((flags & gatewayFlag) === 0 || isAnyAddress(gateway) ? {} : { gateway }),
    interface: device,
    ...(metric === undefined || metric === 0 ? {} : { metric }),
  };
}

/** /proc/net/route and /proc/net/ipv6_route (proc_pid_net(5)), behind a line `== machine x86_64` that tells the byte order. */
export function parseProcRoute(text: string): readonly Fact[] {
  const list = factList();
  let order: ByteOrder = 'little';
  for (const { number, text: line } of readLines(text)) {
    const [, machine] = machineLine.exec(line) ?? [];
    const words = readWords(line);
    if (machine !== undefined) order = byteOrderOf(machine);
    else if (words.length > 0 && words[0] !== 'Iface') {
      const row = routeOf(words.length === ipv6Words ? readIpv6(words) : readIpv4(words, order), number);
      if (row === 'unreadable') list.skip(number, line, 'not a row of /proc/net/route');
      else if (row !== 'ignored') list.facts.push(row);
    }
  }
  return list.facts;
}
