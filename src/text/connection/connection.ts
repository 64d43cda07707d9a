import type { ReferenceKind } from '../../model/reference-fact.ts';

/** Another machine that a connection string names. User names and passwords are never part of it. */
export interface Connection {
  readonly kind: ReferenceKind;
  /** Name in lower case, or canonical address; never this machine's own. */
  readonly host: string;
  readonly port?: number;
  readonly protocol?: 'tcp' | 'udp';
  readonly scheme?: string;
  /** Database, service, virtual host or bucket. */
  readonly name?: string;
}

/** No list of servers is longer; a line that claims so is not one. */
export const mostHosts = 256;
