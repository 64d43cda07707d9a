import type { Fact, ProcessRef, SocketFact } from '../../model/fact.ts';
import { joinEndpoint, type ReadEndpoint } from '../../text/endpoint.ts';
import { type FactList, factList } from '../../text/fact-list.ts';
import { intern } from '../../text/intern.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger } from '../../text/scan.ts';
import { socketState } from '../../text/socket-state.ts';
import { socketFact } from './socket-fact.ts';
import { type SocketHolders, socketHolders } from './socket-holders.ts';

/** One descriptor in the making. */
interface OpenSocket {
  readonly line: number;
  /** `dev:547,0 ino:12345`: the same for every process that holds it. */
  readonly node: string;
  protocol?: 'tcp' | 'udp';
  listens?: boolean;
  local?: ReadEndpoint;
  peer?: ReadEndpoint;
  state?: string;
  unreadable?: boolean;
}

/** `1234:	/usr/lib/ssh/sshd -D` begins a process, `   3: S_IFSOCK mode:0666 dev:547,0 ino:12345` a descriptor. */
const processLine = /^(\d{1,10}):\s{1,40}(\S{1,400})/;
const descriptorLine = /^\s{1,20}\d{1,10}: (S_IF\w{1,8}|S_\w{1,10}|\S{1,40})(.{0,400})/;
const nameLine = /^\s{0,40}(sockname|peername): AF_INET6?\s{1,8}(\S{1,128})\s{1,8}port: (\d{1,5})/;
const node = /dev:\S{1,40} ino:\d{1,20}/;
const stateLine = /^\s{1,40}state: TCP_(\w{1,20})/;
const complaint = /^pfiles: /;

function readAttribute(socket: OpenSocket, line: string): void {
  if (line.includes('SOCK_STREAM')) socket.protocol = 'tcp';
  else if (line.includes('SOCK_DGRAM')) socket.protocol = 'udp';
  if (line.includes('SO_ACCEPTCONN')) socket.listens = true;
  const state = stateLine.exec(line)?.[1];
  if (state !== undefined) socket.state = state;
  const [, which, address, port] = nameLine.exec(line) ?? [];
  if (which === undefined || address === undefined || port === undefined) return;
  const read = joinEndpoint(address, port);
  if (read === undefined) socket.unreadable = true;
  else if (which === 'peername') socket.peer = read;
  else socket.local = read;
}

/** Only a socket that listens says so (SO_ACCEPTCONN); of a connection pfiles tells the ends. */
function readSocket(socket: OpenSocket): SocketFact | undefined {
  const { line, protocol, local, peer } = socket;
  if (protocol === undefined || local === undefined) return undefined;
  const state = socket.listens === true ? 'listen' : socketState(socket.state ?? '', protocol);
  return socketFact({ line, protocol, local, peer, state });
}

function finish(socket: OpenSocket | undefined, process: ProcessRef | undefined, holders: SocketHolders, list: FactList): void {
  if (socket === undefined || (socket.local === undefined && socket.unreadable !== true)) return;
  const fact = readSocket(socket);
  if (fact === undefined) {
    list.skip(socket.line, `S_IFSOCK ${socket.node}`, 'not a socket that can be read');
    return;
  }
  const key = `${socket.node} ${JSON.stringify([fact.local, fact.remote])}`;
  const processes = holders.hold(socket.node === '' ? `${socket.line}` : key, process);
  if (processes !== undefined) list.facts.push({ ...fact, processes });
}

function readProcess(pidText: string, command: string): ProcessRef | undefined {
  const pid = readInteger(pidText);
  const name = command.slice(command.lastIndexOf('/') + 1);
  return pid === undefined ? undefined : { pid, ...(name === '' ? {} : { name: intern(name) }) };
}

/** Output of `pfiles PID...` of Solaris and illumos (proc(1)): the internet sockets among the open files. */
export function parsePfiles(text: string): readonly Fact[] {
  const list = factList();
  const holders = socketHolders();
  let process: ProcessRef | undefined;
  let socket: OpenSocket | undefined;
  for (const { number, text: line } of readLines(text)) {
    const [, pid, command] = processLine.exec(line) ?? [];
    const [, type, details = ''] = descriptorLine.exec(line) ?? [];
    if (pid !== undefined || type !== undefined) {
      finish(socket, process, holders, list);
      socket = type === 'S_IFSOCK' ? { line: number, node: node.exec(details)?.[0] ?? '' } : undefined;
      if (pid !== undefined) process = readProcess(pid, command ?? '');
    } else if (complaint.test(line)) list.skip(number, line, 'pfiles could not look');
    else if (socket !== undefined) readAttribute(socket, line);
  }
  finish(socket, process, holders, list);
  return list.facts;
}
