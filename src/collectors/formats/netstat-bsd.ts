import type { Fact, SocketFact } from '../../model/fact.ts';
import { isNowhere, joinEndpoint, type ReadEndpoint, readPort, withoutZone } from '../../text/endpoint.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { readWords } from '../../text/scan.ts';
import { socketState } from '../../text/socket-state.ts';

interface Row {
  readonly protocol: 'tcp' | 'udp';
  readonly family: '4' | '6' | '46';
  readonly words: readonly string[];
}

interface CutEndpoint {
  readonly read: ReadEndpoint;
  readonly cut: boolean;
}

const protocols = /^(tcp|udp)(4|6|46|64)?$/;
/** Headings of tables: UNIX-domain and kernel sockets are not ours. */
const heading = /^(?:Active|Registered) /;
const ours = /^Active Internet /;
/** Rows of the internet table that are neither TCP nor UDP, and its header. */
const ignored = /^(?:Proto|icm|ip|raw|div|igmp|ipv6-icmp|sctp)/;
/** Without `-W` an address is cut to this many characters (netstat(1), inet.c: `%.*s`). */
const cutLength = 16;
const anyOf = { '4': '0.0.0.0', '6': '::', '46': '*' } as const;
const ipv4 = /^[\d.]+$/;

function readRow(line: string): Row | undefined {
  const words = readWords(line);
  const match = protocols.exec(words[0] ?? '');
  if (match === null || words.length < 5) return undefined;
  const family = match[2] === '64' ? '46' : match[2];
  return {
    protocol: match[1] === 'udp' ? 'udp' : 'tcp',
    family: family === '4' || family === '6' ? family : family === '46' ? '46' : '4',
    words,
  };
}

/** `192.0.2.1.443`, `fe80::1%lo0.123`, `*.*`: the last dot is the separator. */
function readEndpoint(field: string, family: Row['family'], wide: boolean): CutEndpoint | undefined {
  const separator = field.lastIndexOf('.');
  if (separator <= 0) return undefined;
  const [address, port] = [field.slice(0, separator), field.slice(separator + 1)];
  if (!wide && address.length === cutLength && !ipv4.test(address)) {
    return { read: readPort(port) ?? {}, cut: true };
  }
  const read = joinEndpoint(address === '*' ? anyOf[family] : address, port);
  return read === undefined ? undefined : { read, cut: false };
}

function readSocket(row: Row, line: number, wide: boolean): SocketFact | undefined {
  const { protocol, family, words } = row;
  const local = readEndpoint(words[3] ?? '', family, wide);
  const peer = readEndpoint(words[4] ?? '', family, wide);
  if (local === undefined || peer === undefined) return undefined;
  const named = socketState(words[5] ?? '', protocol);
  const remote = !peer.cut && isNowhere(peer.read) ? undefined : withoutZone(peer.read);
  const state = protocol === 'udp' ? (remote === undefined ? 'unconnected' : 'established') : named;
  const zone = local.read.zone ?? peer.read.zone;
  return {
    fact: 'socket',
    line,
    protocol,
    ...(state === undefined ? {} : { state }),
    local: withoutZone(local.read),
    ...(remote === undefined ? {} : { remote }),
    processes: [],
    ...(zone === undefined ? {} : { interface: zone }),
    ...(local.cut || peer.cut ? { truncated: true } : {}),
  };
}

/** A table with an address longer than the cut was made with `-W`. */
function isWide(text: string): boolean {
  for (const { text: line } of readLines(text)) {
    const row = readRow(line);
    if (row?.words.slice(3, 5).some((field) => field.lastIndexOf('.') > cutLength)) return true;
  }
  return false;
}

/**
 * Output of `netstat -an` of BSD and macOS (netstat(1)), with or without `-W`.
 * `tcp46` is one socket for both families; `*.*` as the local end is a socket that is not bound.
 */
export function parseNetstatBsd(text: string): readonly Fact[] {
  const list = factList();
  const wide = isWide(text);
  let inside = true;
  for (const { number, text: line } of readLines(text)) {
    if (heading.test(line)) inside = ours.test(line);
    if (!inside || heading.test(line) || ignored.test(line) || line.trim() === '') continue;
    const row = readRow(line);
    const fact = row === undefined ? undefined : readSocket(row, number, wide);
    if (fact === undefined) list.skip(number, line, 'not a row of netstat');
    else list.facts.push(fact);
  }
  return list.facts;
}
