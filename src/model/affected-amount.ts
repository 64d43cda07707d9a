/** What the sentence of an impact counts. */
export interface AffectedParts {
  /** The hosts of the affected services, one entry a service. */
  readonly serving: readonly string[];
  /** Every affected host, those of the services too. */
  readonly hosts: Iterable<string>;
  /** Tells whether any service of a host is known. */
  readonly hasServices: (host: string) => boolean;
}

/**
 * `2 services on 1 host, and 1 host without a known service`: how many are affected, the same words in the report and on the page.
 * A host all of whose services were asked about is affected by a process that nobody could name.
 *
 * @param count writes a number of things: `2 hosts`
 */
export function affectedAmount(
  { serving, hosts, hasServices }: AffectedParts,
  count: (amount: number, one: string) => string,
): string {
  const withService = new Set(serving);
  const others = [...new Set(hosts)].filter((host) => !withService.has(host));
  const bare = others.filter((host) => !hasServices(host)).length;
  const nameless = others.length - bare;
  return [
    ...(serving.length === 0 ? [] : [`${count(serving.length, 'service')} on ${count(withService.size, 'host')}`]),
    ...(bare === 0 ? [] : [`${count(bare, 'host')} without a known service`]),
    ...(nameless === 0 ? [] : [`a process not known on ${count(nameless, 'host')}`]),
  ].join(', and ');
}
