import type { Host } from '../model/snapshot.ts';
import type { Estate } from './estate.ts';
import { type HostListing, keyIn } from './listings.ts';

/** Finds what a machine runs on: by what its own inventory calls it, or by a name that one host alone has. */
function openPlaces({ known, hosts }: Estate): (listing: HostListing) => Host | undefined {
  const byKey = new Map<string, Host>();
  const byName = new Map<string, Host | null>();
  for (const [node, { listings = [] }] of known.entries()) {
    const host = hosts[node];
    if (host === undefined) continue;
    for (const { key, family, fact } of listings) {
      byKey.set(key, host);
      for (const name of fact.names) {
        const full = `${family} ${name.toLowerCase()}`;
        byName.set(full, byName.has(full) && byName.get(full)?.id !== host.id ? null : host);
      }
    }
  }
  return ({ family, fact: { runsOn = '' } }) =>
    byKey.get(keyIn(family, runsOn)) ?? byName.get(`${family} ${runsOn.toLowerCase()}`) ?? undefined;
}

/**
 * Says of listed machines what they run on (tag `hypervisor`, as of guests). What a hypervisor that was asked itself says of
 * its guests counts before any inventory.
 */
export function placeListed(hosts: readonly Host[], estate: Estate): Host[] {
  const find = openPlaces(estate);
  const asked = new Set(
    estate.known.flatMap(({ observations }, node) =>
      observations.some(({ guestsRead }) => guestsRead === true) ? [estate.hosts[node]?.name] : [],
    ),
  );
  const placed = new Map(
    estate.known.flatMap(({ id, listings = [] }) => {
      const listing = listings.find(({ fact }) => fact.runsOn !== undefined);
      const on = listing === undefined ? undefined : (find(listing)?.name ?? listing.fact.runsOn);
      return on === undefined ? [] : [[id, on] as const];
    }),
  );
  return hosts.map((host) => {
    const hypervisor = placed.get(host.id);
    const known = host.tags['hypervisor'];
    if (hypervisor === undefined || (known !== undefined && asked.has(known))) return host;
    return { ...host, tags: { ...host.tags, hypervisor } };
  });
}
