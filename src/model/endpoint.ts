/** Socket states in one spelling for every tool. `unconnected` is UDP's "UNCONN"; `bound` has a local end only. */
export const socketStates = [
  'listen',
  'syn-sent',
  'syn-recv',
  'established',
  'fin-wait-1',
  'fin-wait-2',
  'close-wait',
  'closing',
  'last-ack',
  'time-wait',
  'closed',
  'bound',
  'unconnected',
] as const;
export type SocketState = (typeof socketStates)[number];

export interface Endpoint {
  /** Canonical (RFC 5952), v4-mapped written as IPv4, `*` for any address of both families. */
  readonly address?: string;
  readonly port?: number;
  /** The port as printed, where it is a name nobody can turn into a number. */
  readonly portName?: string;
}
