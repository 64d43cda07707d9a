/**
 * One thing to look at, as the operator gave it. A CIDR or a range is expanded to one `Target` an
 * address before it gets here.
 */
export interface Target {
  /** What the operator typed or the range expanded to: an address, a name, or `localhost`. */
  readonly host: string;
  /** TCP port of the login, where the operator named one (`host:2222`). */
  readonly port?: number;
  /**
   * `listed`: named one by one. `swept`: one address of a prefix or range, where silence means that
   * there may be nothing at all.
   */
  readonly origin: 'listed' | 'swept';
}

/** The text that names a target everywhere: in evidence, in coverage, in messages. */
export function targetKey(target: Pick<Target, 'host' | 'port'>): string {
  if (target.port === undefined) return target.host;
  return target.host.includes(':') ? `[${target.host}]:${target.port}` : `${target.host}:${target.port}`;
}
