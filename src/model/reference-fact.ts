import type { Endpoint } from './endpoint.ts';
import type { Located } from './located.ts';

/** A line of hosts(5) or its like: a name that means an address on this host. */
export interface HostNameFact extends Located {
  readonly fact: 'host-name';
  readonly address: string;
  readonly names: readonly string[];
}

/** What a configured dependency is for. */
export type ReferenceKind =
  | 'mount'
  | 'name-service'
  | 'time'
  | 'syslog'
  | 'proxy'
  | 'upstream'
  | 'database'
  | 'queue'
  | 'cache'
  | 'directory'
  | 'mail'
  | 'storage'
  | 'web'
  | 'monitoring'
  | 'backup'
  | 'update'
  | 'other';

/** Who wrote a reference down. */
export interface ReferenceOwner {
  /** A running process whose arguments or environment it stands in. */
  readonly pid?: number;
  /** systemd unit, timer or job. */
  readonly unit?: string;
  /** Program the file belongs to: `haproxy`, `nginx`. */
  readonly program?: string;
}

/** Another machine that something on this one is configured to use, whether or not it ever was seen doing so. */
export interface ReferenceFact extends Located {
  readonly fact: 'reference';
  readonly kind: ReferenceKind;
  /** Address or name as written, canonical where it is an address. Never this host's own loopback. */
  readonly host: string;
  readonly port?: number;
  readonly protocol?: 'tcp' | 'udp';
  /** `postgresql`, `amqps`, `nfs`: as written or as the place implies. */
  readonly scheme?: string;
  /** Path of the file, or `arguments`, `environment` of a process. */
  readonly source: string;
  readonly owner?: ReferenceOwner;
  /** Of an upstream: where callers of it come in. */
  readonly listen?: Endpoint;
  /** Name of the pool, share, database or queue; never a secret. */
  readonly name?: string;
}
