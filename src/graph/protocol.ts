import type { SocketFact } from '../model/fact.ts';

export type Protocol = SocketFact['protocol'];

const protocols: Readonly<Record<Protocol, number>> = { tcp: 0, udp: 1, sctp: 2, dccp: 3 };

export const isProtocol = (text: string): text is Protocol => Object.hasOwn(protocols, text);

/** A protocol and port on one of many things, as one number: 18 bits and the number of the thing, which may be negative. */
export const portKey = (owner: number, protocol: Protocol, port: number): number =>
  (owner * 4 + protocols[protocol]) * 65536 + port;
