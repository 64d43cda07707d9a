import type { SocketState } from '../model/endpoint.ts';

/**
 * Spellings of one state: ss (iproute2 misc/ss.c), netstat of net-tools and busybox, netstat and lsof
 * of BSD, macOS and System V. UDP's "UNCONN" and TCP's share a word: see `socketState`.
 */
const states: ReadonlyMap<string, SocketState> = new Map([
  ['LISTEN', 'listen'],
  ['LISTENING', 'listen'],
  ['SYN-SENT', 'syn-sent'],
  ['SYN_SENT', 'syn-sent'],
  ['SYN-RECV', 'syn-recv'],
  ['SYN_RECV', 'syn-recv'],
  ['SYN_RCVD', 'syn-recv'],
  ['SYN_RECEIVED', 'syn-recv'],
  ['ESTAB', 'established'],
  ['ESTABLISHED', 'established'],
  ['FIN-WAIT-1', 'fin-wait-1'],
  ['FIN_WAIT1', 'fin-wait-1'],
  ['FIN_WAIT_1', 'fin-wait-1'],
  ['FIN-WAIT-2', 'fin-wait-2'],
  ['FIN_WAIT2', 'fin-wait-2'],
  ['FIN_WAIT_2', 'fin-wait-2'],
  ['CLOSE-WAIT', 'close-wait'],
  ['CLOSE_WAIT', 'close-wait'],
  ['CLOSING', 'closing'],
  ['LAST-ACK', 'last-ack'],
  ['LAST_ACK', 'last-ack'],
  ['TIME-WAIT', 'time-wait'],
  ['TIME_WAIT', 'time-wait'],
  ['CLOSE', 'closed'],
  ['CLOSED', 'closed'],
  // System V: opened and bound to nothing.
  ['IDLE', 'closed'],
  ['BOUND', 'bound'],
  ['BOUND-INACTIVE', 'bound'],
  ['UNCONN', 'unconnected'],
  ['UNCONNECTED', 'unconnected'],
]);

/** The state a tool's word means; undefined for a word that is none. */
export function socketState(word: string, protocol: 'tcp' | 'udp' | 'sctp' | 'dccp'): SocketState | undefined {
  const state = states.get(word);
  if (state !== 'unconnected' && state !== 'closed') return state;
  return protocol === 'udp' ? 'unconnected' : 'closed';
}
