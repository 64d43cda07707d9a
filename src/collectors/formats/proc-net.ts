import type { SocketState } from '../../model/endpoint.ts';
import type { Fact, SocketFact } from '../../model/fact.ts';
import { isNowhere } from '../../text/endpoint.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { type ByteOrder, byteOrderOf, readHexEndpoint } from '../../text/proc-hex.ts';
import { readInteger, readWords } from '../../text/scan.ts';

/** include/net/tcp_states.h of the kernel; UDP uses the first and the seventh. */
const states: readonly (SocketState | undefined)[] = [
  undefined,
  'established',
  'syn-sent',
  'syn-recv',
  'fin-wait-1',
  'fin-wait-2',
  'time-wait',
  'closed',
  'close-wait',
  'last-ack',
  'listen',
  'closing',
  'syn-recv',
  'bound',
];

/** The second form is that of `tail -n +1 FILE…`. */
const fileLine = /^==>? (?:\S{0,200}\/)?(tcp|udp)6?(?: <==)?$/;
/** Only UDP counts drops (Documentation/networking/proc_net_tcp.rst, net/ipv4/udp.c). */
const udpHeader = /\bdrops\s*$/;
const machineLine = /^== machine (\S+)$/;
const row = /^\s*\d+:\s/;

interface Reading {
  readonly protocol: 'tcp' | 'udp';
  readonly order: ByteOrder;
}

/** One row of /proc/net/tcp and its like; undefined where it is none. */
export function readProcNetRow(text: string, line: number, { protocol, order }: Reading): SocketFact | undefined {
  const words = readWords(text);
  const [, localText = '', remoteText = '', stateText = '', , , , uidText] = words;
  const local = readHexEndpoint(localText, order);
  const remote = readHexEndpoint(remoteText, order);
  const state = /^[0-9A-F]{2}$/.test(stateText) ? states[Number.parseInt(stateText, 16)] : undefined;
  if (local === undefined || remote === undefined || state === undefined) return undefined;
  const uid = readInteger(uidText);
  const inode = readInteger(words[9]);
  const owned = inode !== undefined && inode > 0;
  return {
    fact: 'socket',
    line,
    protocol,
    state: protocol === 'udp' && state === 'closed' ? 'unconnected' : state,
    local,
    ...(isNowhere(remote) ? {} : { remote }),
    processes: [],
    // A socket without an inode belongs to nobody, and its uid says nothing.
    ...(owned ? { inode, ...(uid === undefined ? {} : { uid }) } : {}),
  };
}

/**
 * /proc/net/tcp, tcp6, udp and udp6 one after the other (proc_pid_net(5), Documentation/networking/proc_net_tcp.rst),
 * each behind a line `== /proc/net/tcp`, the first of all behind `== machine x86_64`, which tells the
 * byte order. Without such lines: of a little-endian machine, and the header of each file tells TCP from UDP.
 */
export function parseProcNet(text: string): readonly Fact[] {
  const list = factList();
  let reading: Reading = { protocol: 'tcp', order: 'little' };
  let labelled = false;
  for (const { number, text: line } of readLines(text)) {
    const [, file] = fileLine.exec(line) ?? [];
    const [, machine] = machineLine.exec(line) ?? [];
    if (machine !== undefined) reading = { ...reading, order: byteOrderOf(machine) };
    else if (file !== undefined) {
      labelled = true;
      reading = { ...reading, protocol: file === 'udp' ? 'udp' : 'tcp' };
    } else if (line.includes('local_address')) {
      if (!labelled) reading = { ...reading, protocol: udpHeader.test(line) ? 'udp' : 'tcp' };
    } else if (row.test(line)) {
      const fact = readProcNetRow(line, number, reading);
      if (fact === undefined) list.skip(number, line, 'not a row of /proc/net');
      else list.facts.push(fact);
    } else if (line !== '') list.skip(number, line, 'not a row of /proc/net');
  }
  return list.facts;
}
