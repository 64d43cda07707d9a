import type { Link, Snapshot } from '../model/snapshot.ts';
import { compareText } from './estate.ts';

/** Where each server is plugged in, by host id: `sw1 Gi0/7`, several separated by commas. Hosts that forward for others have none. */
export function findSwitchPorts({ hosts, links }: Pick<Snapshot, 'hosts' | 'links'>): ReadonlyMap<string, string> {
  const devices = new Map(hosts.flatMap(({ id, kind, name }) => (kind === 'network-device' ? [[id, name] as const] : [])));
  const found = new Map<string, Set<string>>();
  const place = (host: string, at: Link['a']): void => {
    const device = devices.get(at.host);
    if (device === undefined || devices.has(host)) return;
    const text = at.port === undefined ? device : `${device} ${at.port}`;
    found.set(host, (found.get(host) ?? new Set()).add(text));
  };
  for (const { layer, a, b } of links) {
    if (layer !== 2) continue;
    place(a.host, b);
    place(b.host, a);
  }
  return new Map([...found].map(([host, ports]) => [host, [...ports].sort(compareText).join(', ')]));
}
