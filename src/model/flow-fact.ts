import type { Endpoint } from './endpoint.ts';
import type { Located } from './located.ts';

/** Traffic that something on the way counted: a flow log, NetFlow, IPFIX, a firewall's log. One fact may sum up many records. */
export interface FlowFact extends Located {
  readonly fact: 'flow';
  readonly protocol: 'tcp' | 'udp' | 'sctp' | 'dccp';
  /** Who sent the packets that were counted: not yet who asked whom. A port that varied over the records is absent. */
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** Which end opened the connection, where the record itself tells (TCP flags, biflow, a tracker). */
  readonly initiator?: 'source' | 'destination';
  /** `rejected`: a filter let it not pass. Absent where the record does not tell. */
  readonly verdict?: 'accepted' | 'rejected';
  /** Nothing came back, as far as who counted could see. */
  readonly unanswered?: true;
  /** Addresses on the way that stood for one of the ends where it was counted: of NAT, of a balancer. */
  readonly through?: readonly string[];
  /** How many records it stands for; 1 where absent. */
  readonly records?: number;
  /** As counted, multiplied by the sampling rate where the exporter told one. */
  readonly packets?: number;
  readonly bytes?: number;
  /** One in how many packets was looked at; absent for all of them. */
  readonly sampling?: number;
  /** ISO 8601, UTC. */
  readonly firstSeen?: string;
  readonly lastSeen?: string;
  /** Address of who counted, or the interface's id in a cloud (`eni-0a1b…`). */
  readonly exporter?: string;
}
