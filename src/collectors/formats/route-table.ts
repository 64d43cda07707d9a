import type { Fact, RouteFact } from '../../model/fact.ts';
import { canonicalAddress, isAnyAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { maskLength, type ReadPrefix, readPrefix, routeDestination } from '../../text/prefix.ts';
import { readInteger } from '../../text/scan.ts';
import { type RouteColumns, routeColumns, rowWords } from './route-columns.ts';

const abbreviated = /^\d{1,3}(\.\d{1,3}){0,2}(\/\d{1,2})?$/;
const octets = 4;
/** BSD: rejects, drops, is a neighbor, or multicast, broadcast or local; Linux: rejects, or is a cached copy. */
const notForwarding = { other: /[RBLmbl]/, linux: /[!C]/ };
/** Of IPv6 on Linux also the addresses of this host (`Un`) and the multicast route every interface has. */
const linuxOwn = /n/;
/** /etc/networks of every distribution has these two. */
const namedNetworks: ReadonlyMap<string, string> = new Map([
  ['loopback 255.0.0.0', '127.0.0.0'],
  ['link-local 255.255.0.0', '169.254.0.0'],
]);

/** BSD leaves trailing zero octets out, and the length where it is that of the octets written: `127`, `192.168.1`, `10.0/16`. */
function readAbbreviated(text: string): ReadPrefix | undefined {
  const [digits = '', length] = text.split('/', 2);
  const written = digits.split('.');
  const whole = [...written, ...Array<string>(octets - written.length).fill('0')].join('.');
  return readPrefix(`${whole}/${length ?? written.length * 8}`);
}

/** HP-UX with `-v` writes the mask behind the slash. */
function withMask(text: string, mask: string): string | undefined {
  const length = maskLength(mask);
  return length === undefined ? undefined : readPrefixText(`${text}/${length}`);
}

const readPrefixText = (text: string): string | undefined => {
  const prefix = readPrefix(text);
  return prefix === undefined ? undefined : routeDestination(prefix);
};

/**
 * An address without a length is one host, or says so by its flag; HP-UX and Solaris leave the length of networks
 * out, and nobody can tell it then.
 */
function readPlain(text: string, columns: RouteColumns, flags: string): string | undefined {
  if (!columns.inet6 && abbreviated.test(text)) {
    const prefix = readAbbreviated(text);
    return prefix === undefined ? undefined : routeDestination(prefix);
  }
  const prefix = readPrefix(text);
  if (prefix === undefined) return undefined;
  const network = columns.withoutLengths && prefix.length === undefined && !flags.includes('H');
  return network ? prefix.address : routeDestination(prefix);
}

/** `default`, `10.0/16`, `[::]/96`, `fe80::%lo0/64` (the zone stands before the length), or an address and its mask. */
function readDestination(text: string, mask: string | undefined, columns: RouteColumns, flags: string): string | undefined {
  if (text === 'default' || text.startsWith('default/')) return columns.inet6 ? '::/0' : '0.0.0.0/0';
  const bare = text.replace(/%[^/]{1,16}/, '').replace(/^\[([^\]]{1,45})\]/, '$1');
  if (mask !== undefined) return withMask(namedNetworks.get(`${text} ${mask}`) ?? bare, mask);
  const [address = '', length = ''] = bare.split('/', 2);
  return length.includes('.') ? withMask(address, length) : readPlain(bare, columns, flags);
}

type Row = RouteFact | 'ignored' | 'unreadable';

function readRow(text: string, line: number, columns: RouteColumns): Row {
  const words = rowWords(text, columns);
  const [written = '', flags] = [words[columns.destination], words[columns.flags]];
  // What was cut before its flags may have been cut within its address.
  if (flags === undefined) return 'unreadable';
  const destination = readDestination(
    written,
    columns.mask === undefined ? undefined : (words[columns.mask] ?? ''),
    columns,
    flags,
  );
  const gateway = canonicalAddress((words[columns.gateway] ?? '').replace(/^\[([^\]]{1,45})\]$/, '$1'));
  const device = columns.device === undefined ? undefined : words.at(columns.device);
  const metric = columns.metric === undefined ? undefined : readInteger(words[columns.metric]);
  const own = columns.system === 'linux' && columns.inet6;
  if (notForwarding[columns.system].test(flags) || (own && linuxOwn.test(flags))) return 'ignored';
  if (destination === undefined) return 'unreadable';
  if (own && destination.startsWith('ff00:')) return 'ignored';
  return {
    fact: 'route',
    line,
    destination,
    ...(gateway === undefined || isAnyAddress(gateway) ? {} : { gateway }),
    ...(device === undefined || device === '' ? {} : { interface: device }),
    ...(metric === undefined || metric === 0 ? {} : { metric }),
  };
}

/** `Internet6:`, `Routing Table: IPv6`, `Route tree for Protocol Family 24 (Internet v6):`, in the language of AIX. */
const family = /^(?:Routing Table: |IRE Table: |.{0,120}\()?(Internet6?|Internet v6|IPv[46])\)?:?$/;
/** `Routing tables (fib: 1)`, `Kernel IPv6 routing table`, and a line of dashes; other titles have no digits. */
const silent = /^(?:Routing tables? \(fib: \d{1,6}\)|Kernel.{1,60}|[- ]{1,200})$/;

const digit = /\d/;

/**
 * A table of routes under a header, as `route` and `netstat -r` print it everywhere. The gateway may be a link
 * (`link#4`, a MAC) instead of an address. Tables of other protocol families are left out.
 */
export function parseRouteTable(text: string): readonly Fact[] {
  const list = factList();
  let columns: RouteColumns | undefined;
  let inet6 = false;
  let foreign = false;
  for (const { number, text: raw } of readLines(text)) {
    const line = raw.trim();
    const named = family.exec(line)?.[1];
    const header = named === undefined ? routeColumns(line, inet6) : undefined;
    if (named !== undefined) {
      [inet6, foreign] = [named.includes('6'), false];
      // AIX prints one header above the tables of all families.
      if (columns !== undefined) columns = { ...columns, inet6 };
    } else if (header !== undefined) [columns, foreign] = [header, false];
    else if (line.endsWith(':') || line.startsWith('Source ')) foreign = true;
    else if (line !== '' && !foreign && !silent.test(line) && !(columns === undefined && !digit.test(line))) {
      const row = columns === undefined ? 'unreadable' : readRow(line, number, columns);
      if (row === 'unreadable') list.skip(number, raw, 'not a route');
      else if (row !== 'ignored') list.facts.push(row);
    }
  }
  return list.facts;
}
