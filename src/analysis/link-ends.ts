import type { Host, Link } from '../model/snapshot.ts';

const names = new Intl.Collator('en', { numeric: true });

/** How much a person expects to read a link from there: a network device, a host that was read, any other. */
function rankOf(host: Host | undefined): number {
  if (host?.kind === 'network-device') return 0;
  return host?.evidence === undefined ? 2 : 1;
}

/**
 * The ends of a link as a person reads them, so that the lines of a switch stand together as its list of ports: the network device
 * first, then what was read, then by name and port. Of a host that is asked for the own end comes first.
 */
export function readEnds(
  hosts: ReadonlyMap<string, Host>,
  { a, b }: Pick<Link, 'a' | 'b'>,
  asked?: string,
): readonly [near: Link['a'], far: Link['a']] {
  if (a.host === asked || b.host === asked) return a.host === asked ? [a, b] : [b, a];
  const name = (id: string): string => hosts.get(id)?.name ?? id;
  const order =
    rankOf(hosts.get(a.host)) - rankOf(hosts.get(b.host)) ||
    names.compare(name(a.host), name(b.host)) ||
    names.compare(a.port ?? '', b.port ?? '');
  return order <= 0 ? [a, b] : [b, a];
}
