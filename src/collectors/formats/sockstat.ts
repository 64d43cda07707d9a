import type { Fact, ProcessRef, SocketFact } from '../../model/fact.ts';
import { type ReadEndpoint, scanEndpoint } from '../../text/endpoint.ts';
import { factList } from '../../text/fact-list.ts';
import { intern } from '../../text/intern.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger, readWords } from '../../text/scan.ts';
import { socketState } from '../../text/socket-state.ts';
import { type IpFamily, readDotted } from './dotted-endpoint.ts';
import { socketFact } from './socket-fact.ts';
import { endsKey, socketHolders } from './socket-holders.ts';

const internet = /^(tcp|udp|sctp)(4|6|46|64)?$/;
/** Protocols of sockets that are no network connection. */
const otherKinds = /^(?:stream|dgram|seqpac\w*|divert\d?|raw\d*|unix|icmp\d?|udplite\d{0,2})$/;
const unknownOrNumber = /^(?:\d{1,10}|\?|-)$/;
const colonPort = /:(?:\d{1,5}|\*)$/;
const anyOf = { '4': '0.0.0.0', '6': '::', '46': '*' } as const;

/** FreeBSD prints `10.0.0.1:22`, NetBSD `10.0.0.1.22`. */
function readEnd(text: string, family: IpFamily): ReadEndpoint | undefined {
  if (!colonPort.test(text)) return readDotted(text, family, 0)?.read;
  const read = scanEndpoint(text, 0, text.length);
  return read?.address === '*' ? { ...read, address: anyOf[family] } : read;
}

/** Where the protocol stands: behind the process and the descriptor, both `?` for a socket nobody holds. */
const protocolAt = (words: readonly string[]): number =>
  words.findIndex(
    (word, at) =>
      at >= 3 &&
      (internet.test(word) || otherKinds.test(word)) &&
      unknownOrNumber.test(words[at - 1] ?? '') &&
      unknownOrNumber.test(words[at - 2] ?? ''),
  );

function readProcess(words: readonly string[], at: number, userAt: number): ProcessRef | undefined {
  const pid = readInteger(words[at - 2]);
  if (pid === undefined) return undefined;
  const name = words.slice(userAt + 1, at - 2).join(' ');
  const user = words[userAt];
  return { pid, ...(name === '' ? {} : { name: intern(name) }), ...(user === undefined ? {} : { user: intern(user) }) };
}

/**
 * Without `-s` sockstat tells no state. A TCP socket with a port and no peer is what it lists as listening
 * (sockstat(1), `-l`); the state of a connection stays unknown.
 */
function withState(fact: SocketFact): SocketFact {
  const listens =
    fact.protocol === 'tcp' && fact.state === undefined && fact.remote === undefined && fact.local.port !== undefined;
  return listens ? { ...fact, state: 'listen' } : fact;
}

function readRow(words: readonly string[], at: number, line: number): SocketFact | undefined {
  const [, name, digits] = internet.exec(words[at] ?? '') ?? [];
  const protocol = name === 'tcp' || name === 'udp' || name === 'sctp' ? name : undefined;
  const family: IpFamily = digits === '6' ? '6' : digits === '46' || digits === '64' ? '46' : '4';
  const local = readEnd(words[at + 1] ?? '', family);
  const peer = readEnd(words[at + 2] ?? '', family);
  if (protocol === undefined || local === undefined || peer === undefined) return undefined;
  const word = words.slice(at + 3).find((text) => socketState(text, protocol) !== undefined);
  return withState(
    socketFact({ line, protocol, state: word === undefined ? undefined : socketState(word, protocol), local, peer }),
  );
}

/** Output of `sockstat` of FreeBSD and NetBSD (sockstat(1)), with any of `-4 -6 -c -j -l -q -s`. */
export function parseSockstat(text: string): readonly Fact[] {
  const list = factList();
  const holders = socketHolders();
  let userAt = 0;
  for (const { number, text: line } of readLines(text)) {
    const words = readWords(line);
    if (words.includes('USER') && words.includes('COMMAND')) userAt = words.indexOf('USER');
    const at = protocolAt(words);
    // Further addresses of an SCTP socket stand below it, indented.
    if (words.length === 0 || words.includes('COMMAND') || otherKinds.test(words[at] ?? '') || /^\s{20}/.test(line)) continue;
    const fact = at === -1 ? undefined : readRow(words, at, number);
    if (fact === undefined) {
      list.skip(number, line, 'not a row of sockstat');
      continue;
    }
    const key = fact.local.port === undefined ? `${number}` : `${endsKey(fact)} ${fact.state ?? ''}`;
    const processes = holders.hold(key, readProcess(words, at, userAt));
    if (processes !== undefined) list.facts.push({ ...fact, processes });
  }
  return list.facts;
}
