import type { Fact, NeighborFact, SocketFact } from '../src/model/fact.ts';
import { readAddress } from '../src/text/address.ts';
import { canonicalMac } from '../src/text/mac.ts';
import { servicePort } from '../src/text/service-names.ts';
import { socketState } from '../src/text/socket-state.ts';

/** A record of a `.norm.json` file: a socket as another tool read it, or a line of an ARP table. */
export interface ExpectedRecord {
  readonly proto?: string;
  readonly state?: string | null;
  readonly local?: string;
  readonly localPort?: string | number;
  readonly peer?: string;
  readonly peerPort?: string | number;
  readonly pids?: readonly { readonly pid: number | string; readonly name?: string | null }[];
  readonly ip?: string;
  readonly mac?: string | null;
}

/** State of /proc/net/tcp in hexadecimal (include/net/tcp_states.h). */
const kernelStates: readonly string[] =
  'established syn-sent syn-recv fin-wait-1 fin-wait-2 time-wait closed close-wait last-ack listen closing'.split(' ');

const any = 'any';

/** A name, an address cut short and an address that is none are all "not known": no fact may hold them. */
function addressKey(text: string | undefined): string {
  const bare = (text ?? '').replace(/^\[(.*)\]$/, '$1');
  if (bare === '*' || bare === '') return any;
  const address = readAddress(bare)?.address ?? '';
  return address === '0.0.0.0' || address === '::' ? any : address;
}

function portKey(port: string | number | undefined): string {
  if (port === undefined || port === '*' || port === 0 || port === '0') return any;
  const text = String(port);
  return /^\d+$/.test(text) ? text : String(servicePort(text) ?? text);
}

function stateKey(state: string | null | undefined, protocol: string, connected: boolean): string {
  if (/^[0-9A-F]{2}$/.test(state ?? '')) return kernelStates[Number.parseInt(state ?? '', 16) - 1] ?? '';
  const known = state ? socketState(state, protocol.startsWith('udp') ? 'udp' : 'tcp') : undefined;
  return known ?? (protocol.startsWith('udp') ? (connected ? 'established' : 'unconnected') : '');
}

const end = (address: string, port: string): string => `${address} ${port}`;

function expectedSocket(record: ExpectedRecord): string {
  const proto = record.proto ?? 'tcp';
  const protocol = proto.replace(/\d+$/, '');
  const peer = end(addressKey(record.peer), portKey(record.peerPort));
  const pids = (record.pids ?? []).map(({ pid }) => Number(pid)).sort((a, b) => a - b);
  const local = end(addressKey(record.local), portKey(record.localPort));
  return [protocol, stateKey(record.state, protocol, peer !== end(any, any)), local, peer, pids.join(',')].join(' | ');
}

function factSocket(fact: SocketFact): string {
  const one = ({ address = '', port, portName }: SocketFact['local']): string =>
    end(address === '' ? '' : addressKey(address), portKey(port ?? portName));
  const peer = fact.remote === undefined ? end(any, any) : one(fact.remote);
  const pids = fact.processes.flatMap(({ pid }) => (pid === undefined ? [] : [pid])).sort((a, b) => a - b);
  return [fact.protocol, fact.state ?? '', one(fact.local), peer, pids.join(',')].join(' | ');
}

const neighborKey = (address: string, mac: string | undefined | null): string =>
  `${addressKey(address)} | ${canonicalMac(mac ?? '') ?? ''}`;

const isSocket = (fact: Fact): fact is SocketFact => fact.fact === 'socket';
const isNeighbor = (fact: Fact): fact is NeighborFact => fact.fact === 'neighbor';

/** The expected records no fact tells, as text. Every fact stands for one record only. */
export function missingRecords(expected: readonly ExpectedRecord[], facts: readonly Fact[]): readonly string[] {
  const told = [
    ...facts.filter(isSocket).map(factSocket),
    ...facts.filter(isNeighbor).map(({ address, name, mac }) => neighborKey(address ?? name ?? '', mac)),
  ];
  const left = new Map<string, number>();
  for (const key of told) left.set(key, (left.get(key) ?? 0) + 1);
  return expected
    .map((record) => (record.ip === undefined ? expectedSocket(record) : neighborKey(record.ip, record.mac)))
    .filter((key) => {
      const count = left.get(key) ?? 0;
      left.set(key, count - 1);
      return count <= 0;
    });
}
