import type { Host } from '../model/snapshot.ts';
import { type Estate, groupBy } from './estate.ts';

/** The name of the machine a host runs on, where a hypervisor told. */
export const hypervisorOf = ({ tags: { hypervisor } }: Pick<Host, 'tags'>): string | undefined => hypervisor;

/**
 * The guests of a host, by id, in the order of the snapshot. Hypervisors are known by their names: of two of one name both
 * have the guests of either.
 */
export function openGuests({ snapshot, hosts }: Estate): (host: string) => readonly string[] {
  const guests = snapshot.hosts.filter((host) => hypervisorOf(host) !== undefined);
  const byName = groupBy(guests, (host) => hypervisorOf(host) ?? '');
  return (id) => byName(hosts.get(id)?.name ?? '').flatMap((guest) => (guest.id === id ? [] : [guest.id]));
}
