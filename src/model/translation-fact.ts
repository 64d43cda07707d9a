import type { Endpoint, SocketState } from './endpoint.ts';
import type { Located } from './located.ts';

/** One address and port that the host turns into another: NAT rules, published ports, virtual servers. */
export interface TranslationFact extends Located {
  readonly fact: 'translation';
  readonly kind: 'dnat' | 'snat' | 'masquerade' | 'virtual-server';
  readonly protocol?: 'tcp' | 'udp' | 'sctp';
  /** What callers use; of `snat` and `masquerade`, who is hidden (a prefix in CIDR form where it is more than one). */
  readonly original: Endpoint;
  /** What it becomes; of `masquerade` nothing, it is the address of the way out. */
  readonly translated?: Endpoint;
  /** Interface the rule is bound to. */
  readonly interface?: string;
  /** Weight of a real server behind a virtual one; 0 takes no new connections. */
  readonly weight?: number;
  /** Service it belongs to, where a comment or a configuration names one: `shop/web:http` of Kubernetes. */
  readonly name?: string;
}

/** One connection as the kernel tracks it (conntrack(8)): before and after translation. */
export interface TrackedFact extends Located {
  readonly fact: 'tracked';
  readonly protocol: 'tcp' | 'udp' | 'sctp' | 'dccp';
  readonly state?: SocketState;
  /** From the client's side: who asked whom, as the packets came in. */
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** The answer's side: source is the real server, destination what the server takes for the client. */
  readonly replySource: Endpoint;
  readonly replyDestination: Endpoint;
  /** Nothing ever came back. */
  readonly unreplied?: true;
  readonly bytes?: number;
}

/** An address that moves between hosts (VRRP, RFC 9568; keepalived.conf(5); CARP). */
export interface VirtualAddressFact extends Located {
  readonly fact: 'virtual-address';
  readonly address: string;
  readonly prefix?: number;
  readonly interface?: string;
  readonly protocol: 'vrrp' | 'carp' | 'hsrp' | 'cluster';
  readonly group?: number;
  /** As configured or as it is: `master`, `backup`. */
  readonly state?: string;
}
