import type { Fact, ProcessRef, SocketFact } from '../../model/fact.ts';
import { type ReadEndpoint, scanEndpoint } from '../../text/endpoint.ts';
import { factList } from '../../text/fact-list.ts';
import { intern } from '../../text/intern.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger, readWords } from '../../text/scan.ts';
import { socketFact } from './socket-fact.ts';
import { socketHolders } from './socket-holders.ts';

/** `-->` was opened here, `<--` there; NetBSD cannot tell and prints `<->`. */
const arrow = /^(?:-->|<--|<->|->|<-)$/;
/** Address of the control block; 0x0 for whoever may not see it. */
const block = /^(?:0x[0-9a-f]{1,16}|[0-9a-f]{8,16}|\(nil\))$/i;
const descriptor = /^\d{1,10}\*?$/;
const reason = 'not a socket row';

function readEnd(text: string, family: string): ReadEndpoint | undefined {
  const read = scanEndpoint(text, 0, text.length);
  return read?.address === '*' ? { ...read, address: family === 'internet6' ? '::' : '0.0.0.0' } : read;
}

/** The words from `internet` on: `internet stream tcp 0x0 10.0.0.1:22 <-- 10.0.0.2:50112`. */
function readSocket(words: readonly string[], line: number): SocketFact | undefined {
  const [family = '', , protocol] = words;
  if (protocol !== 'tcp' && protocol !== 'udp') return undefined;
  const at = block.test(words[3] ?? '') ? 4 : 3;
  const local = readEnd(words[at] ?? '', family);
  const connected = arrow.test(words[at + 1] ?? '');
  const peer = connected ? readEnd(words[at + 2] ?? '', family) : undefined;
  if (local === undefined || (connected && peer === undefined)) return undefined;
  // fstat tells no state: a port without a peer is what a server waits on.
  const listens = protocol === 'tcp' && peer === undefined && local.port !== undefined;
  return socketFact({ line, protocol, local, peer, state: listens ? 'listen' : undefined });
}

function readProcess(words: readonly string[], at: number): ProcessRef | undefined {
  const pid = readInteger(words[at - 2]);
  const user = words[0];
  if (pid === undefined || user === undefined) return undefined;
  return { pid, name: intern(words.slice(1, at - 2).join(' ')), user: intern(user) };
}

/** A line that lists any other open file: a process and a descriptor stand in it. */
const isFile = (words: readonly string[]): boolean =>
  words.some((word, at) => at >= 2 && at < 8 && readInteger(word) !== undefined && words[at + 1] !== undefined) ||
  (words[0] === 'USER' && words.includes('PID'));

/** The socket and its control block are one for all processes that share them. */
const keyOf = (words: readonly string[]): string => words.join(' ');

/**
 * Output of `fstat` of OpenBSD and NetBSD (fstat(1)). Rows about files, pipes and local sockets are passed over;
 * so are raw sockets. The fstat of FreeBSD prints no addresses: its sockets cannot be read.
 */
export function parseFstat(text: string): readonly Fact[] {
  const list = factList();
  const holders = socketHolders();
  for (const { number, text: line } of readLines(text)) {
    const words = readWords(line);
    const at = words.findIndex(
      (word, index) => index >= 4 && /^internet6?$/.test(word) && descriptor.test(words[index - 1] ?? ''),
    );
    if (at === -1) {
      if (words.length > 0 && !isFile(words)) list.skip(number, line, 'not a row of fstat');
      continue;
    }
    const socket = words.slice(at);
    if (socket[1] === 'raw') continue;
    const process = readProcess(words, at);
    const fact = process === undefined ? undefined : readSocket(socket, number);
    if (fact === undefined) list.skip(number, line, reason);
    else {
      const processes = holders.hold(fact.local.port === undefined ? `${number}` : keyOf(socket), process);
      if (processes !== undefined) list.facts.push({ ...fact, processes });
    }
  }
  return list.facts;
}
