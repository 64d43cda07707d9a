import type { Reply } from './lane.ts';
import type { Pdu, Question } from './pdu.ts';
import type { UsmReport } from './usm.ts';
import type { Engine } from './v3-message.ts';

/** Takes a message to the agent and brings back what came. */
export interface Carrier {
  newId(): number;
  carry(id: number, datagram: Buffer, manner: Manner): Promise<Reply>;
}

export interface Manner {
  readonly tries: number;
  readonly signal: AbortSignal;
  readonly vlan?: number;
}

/** Why a question got no answer that can be read. */
export type Trouble =
  | Exclude<Reply, { kind: 'message' }>
  /** The agent says why it does not take messages of this user. */
  | { readonly kind: 'report'; readonly report: UsmReport | 'other' }
  /** The credential is good, but gives no right to read anything. */
  | { readonly kind: 'denied' };

export type Answer = { readonly kind: 'pdu'; readonly pdu: Pdu } | Trouble;

/** Asks one agent in the name of one credential. */
export interface Speaker {
  ask(question: Question, manner: Manner): Promise<Answer>;
  /** What the agent told of its engine (version 3), even where it then did not take the credential. */
  engine(): Engine | undefined;
}
