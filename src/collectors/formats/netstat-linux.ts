import type { Endpoint, SocketState } from '../../model/endpoint.ts';
import type { Fact, ProcessRef, SocketFact } from '../../model/fact.ts';
import { isNowhere, joinEndpoint, type ReadEndpoint, readPort, withoutZone } from '../../text/endpoint.ts';
import { factList } from '../../text/fact-list.ts';
import { intern } from '../../text/intern.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger, readWords } from '../../text/scan.ts';
import { socketState } from '../../text/socket-state.ts';

interface Layout {
  /** An endpoint of this length may have been cut to fit its column; 0 with `-W`, which cuts nothing. */
  readonly cutAt: number;
  /** The last column is the timer (`-o`). */
  readonly timer: boolean;
}

interface CutEndpoint {
  readonly read: ReadEndpoint;
  readonly cut: boolean;
}

type Protocol = SocketFact['protocol'];

const row = /^(tcp|udp|sctp|dccp)6?$/;
/** Headings of tables, in whatever language: only those about the internet are ours. */
const heading = /^\p{L}[\p{L}\s'-]{0,40}\b(?:internet|unix|bluetooth|ipx|ax\.?25|x\.25|netrom)/iu;
const ours = /internet/i;
/** The header, a remark in brackets, and rows that are neither TCP nor UDP. */
const ignored = /^(Proto\b|\(|raw6?$|icmp?6?$|igmp6?$|udpl|unix$)/;
/** The end of that remark. */
const remark = /^ will not be shown, you would have to be root/;
/** States in the language of the system (net-tools, po/): `ESTABLISHED` is the only one everybody translates. */
const translated: ReadonlyMap<string, SocketState> = new Map([
  ['VERBUNDEN', 'established'],
  ['ESTABLECIDO', 'established'],
  ['ESTABELECIDA', 'established'],
  ['ÉTABLIE', 'established'],
  ['STABILITO', 'established'],
  ['ESCUCHAR', 'listen'],
  ['OUÇA', 'listen'],
  ['ÉCOUTE', 'listen'],
]);
/** A TCP row always has a state: one nobody here knows is a state all the same, not a program (`1234/name`, `-`). */
const stateWord = /^\p{Lu}[\p{Lu}_0-9]{2,15}$/u;
/** Width of an endpoint column in net-tools and busybox; old versions had 27. */
const usualWidth = 23;
const ipv4Endpoint = /^[\d.]{7,15}:(\d{1,5}|\*)$/;
/** `-o`: `off (0.00/0/0)`, at most this long. */
const timer = /\s(off|on|keepalive|timewait|probe|unkn-\d+) \([\d./-]{1,40}\)\s*$/;
const timerRoom = 80;

/** Whether an endpoint that fills its column is the whole of it cannot be told, so it is not believed. */
function readEndpoint(field: string, { cutAt }: Layout): CutEndpoint | undefined {
  const separator = field.lastIndexOf(':');
  if (separator <= 0) return undefined;
  const [address, port] = [field.slice(0, separator), field.slice(separator + 1)];
  if (field.length === cutAt && !ipv4Endpoint.test(field)) {
    return { read: readPort(port) ?? {}, cut: true };
  }
  const read = joinEndpoint(address, port);
  return read === undefined ? undefined : { read, cut: false };
}

/** `1234/sshd: user [p`: the name may hold blanks and be cut short; `-` where it is not known. */
function readProgram(text: string): readonly ProcessRef[] {
  const slash = text.indexOf('/');
  const pid = slash <= 0 ? undefined : readInteger(text.slice(0, slash));
  if (pid === undefined) return [];
  const name = text.slice(slash + 1).trim();
  return [name === '' ? { pid } : { pid, name: intern(name) }];
}

interface Owner {
  readonly uid?: number;
  readonly inode?: number;
  readonly processes: readonly ProcessRef[];
}

/** What follows the state: with `-e` user and inode, with `-p` the program, with `-o` the timer. */
function readOwner(rest: string, layout: Layout): Owner {
  const tail = layout.timer ? rest.slice(-timerRoom).search(timer) : -1;
  const fields = tail === -1 ? rest : rest.slice(0, Math.max(0, rest.length - timerRoom) + tail);
  const [user = '', inodeText, program = ''] = readWords(fields, 3);
  const inode = readInteger(inodeText);
  if (inode === undefined || user.includes('/')) return { processes: readProgram(fields.trim()) };
  const processes = readProgram(program.trim());
  // A socket without an inode belongs to nobody, and its user says nothing.
  if (inode === 0) return { processes };
  const uid = readInteger(user);
  return { ...(uid === undefined ? {} : { uid }), inode, processes };
}

function connectionState(word: string, protocol: Protocol, remote: Endpoint | undefined): SocketFact['state'] {
  if (protocol === 'udp' && word === '') return remote === undefined ? 'unconnected' : 'established';
  return socketState(word, protocol) ?? translated.get(word);
}

function readRow(text: string, line: number, layout: Layout): SocketFact | undefined {
  const [proto = '', , , localText = '', remoteText = '', rest = ''] = readWords(text, 6);
  const protocol: Protocol = proto.startsWith('udp') ? 'udp' : (proto.replace('6', '') as Protocol);
  const local = readEndpoint(localText, layout);
  const peer = readEndpoint(remoteText, layout);
  if (local === undefined || peer === undefined) return undefined;
  const remote = !peer.cut && isNowhere(peer.read) ? undefined : withoutZone(peer.read);
  const [word = '', afterWord = ''] = readWords(rest, 2);
  const hasState = socketState(word, protocol) !== undefined || (protocol === 'tcp' && stateWord.test(word));
  const state = connectionState(hasState ? word : '', protocol, remote);
  const zone = local.read.zone ?? peer.read.zone;
  return {
    fact: 'socket',
    line,
    protocol,
    ...(state === undefined ? {} : { state }),
    local: withoutZone(local.read),
    ...(remote === undefined ? {} : { remote }),
    ...readOwner(hasState ? afterWord : rest, layout),
    ...(zone === undefined ? {} : { interface: zone }),
    ...(local.cut || peer.cut ? { truncated: true } : {}),
  };
}

/** The header says how wide the endpoint columns are; a table with a wider endpoint was made with `-W`. */
function readLayout(text: string): Layout {
  let width = usualWidth;
  let timerColumn = false;
  let widest = 0;
  for (const { text: line } of readLines(text)) {
    const [first = '', , , local = '', remote = ''] = readWords(line, 6);
    if (row.test(first)) widest = Math.max(widest, local.length, remote.length);
    else if (first === 'Proto' && local === 'Local') {
      width = line.indexOf('Foreign') - line.indexOf('Local') - 1;
      timerColumn = line.includes('Timer');
    }
  }
  return { cutAt: widest > width ? 0 : width, timer: timerColumn };
}

/**
 * Output of `netstat -tu` with any of `-a -n -p -e -o -W`, net-tools and busybox (netstat(8)). Without
 * `-W` both cut long addresses short.
 */
export function parseNetstatLinux(text: string): readonly Fact[] {
  const list = factList();
  const layout = readLayout(text);
  let inside = true;
  for (const { number, text: line } of readLines(text)) {
    const [first = ''] = readWords(line, 2);
    if (heading.test(line)) inside = ours.test(line);
    if (first === '' || !inside || heading.test(line) || ignored.test(first) || remark.test(line)) continue;
    const fact = row.test(first) ? readRow(line, number, layout) : undefined;
    if (fact === undefined) list.skip(number, line, 'not a row of netstat');
    else list.facts.push(fact);
  }
  return list.facts;
}
