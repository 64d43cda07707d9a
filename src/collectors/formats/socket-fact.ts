import type { SocketState } from '../../model/endpoint.ts';
import type { ProcessRef, SocketFact } from '../../model/fact.ts';
import { isNowhere, type ReadEndpoint, withoutZone } from '../../text/endpoint.ts';

/** What a row of a socket table tells. */
export interface SocketRow {
  readonly line: number;
  readonly protocol: SocketFact['protocol'];
  /** As the tool says it; UDP has none of its own. */
  readonly state?: SocketState | undefined;
  readonly local: ReadEndpoint;
  readonly peer?: ReadEndpoint | undefined;
  readonly processes?: readonly ProcessRef[];
  /** Both ends as they are printed were cut, or one of them. */
  readonly truncated?: boolean;
  /** The peer was cut: there is one, however much it looks like none. */
  readonly peerCut?: boolean;
  readonly inode?: number | undefined;
  readonly uid?: number | undefined;
}

function stateOf({ protocol, state }: SocketRow, connected: boolean): SocketState | undefined {
  return protocol === 'udp' ? (connected ? 'established' : 'unconnected') : state;
}

/** The fact of a row: a wildcard peer is none, a zone goes to the socket, UDP with a peer is connected. */
export function socketFact(row: SocketRow): SocketFact {
  const { line, protocol, local, peer, inode, uid, processes = [] } = row;
  const remote = peer === undefined || (row.peerCut !== true && isNowhere(peer)) ? undefined : withoutZone(peer);
  const state = stateOf(row, remote !== undefined);
  const zone = local.zone ?? peer?.zone;
  return {
    fact: 'socket',
    line,
    protocol,
    ...(state === undefined ? {} : { state }),
    local: withoutZone(local),
    ...(remote === undefined ? {} : { remote }),
    processes,
    ...(zone === undefined ? {} : { interface: zone }),
    ...(inode === undefined ? {} : { inode }),
    ...(uid === undefined ? {} : { uid }),
    ...(row.truncated === true ? { truncated: true } : {}),
  };
}
