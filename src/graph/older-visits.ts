import type { Host } from '../model/snapshot.ts';
import type { Visit } from './group-visits.ts';

/** Evidence from before this scan, by the host of the snapshot before that it is about. */
export interface OlderVisits {
  /** What the host was derived from. */
  readonly inUse: ReadonlyMap<string, readonly Visit[]>;
  /** What of it only filled the gaps of newer evidence. */
  readonly filling: ReadonlyMap<string, readonly Visit[]>;
  /** What newer evidence of the host had replaced already. */
  readonly replaced: ReadonlyMap<string, readonly Visit[]>;
  /** What the snapshot before does not know. */
  readonly unknown: readonly Visit[];
}

const ownersBy = (
  hosts: readonly Host[],
  targetsOf: (host: Host) => readonly string[] | undefined,
): ReadonlyMap<string, string> =>
  new Map(hosts.flatMap((host) => (targetsOf(host) ?? []).map((target) => [target, host.id] as const)));

function append(map: Map<string, Visit[]>, id: string, visit: Visit): void {
  const known = map.get(id);
  if (known === undefined) map.set(id, [visit]);
  else known.push(visit);
}

/** Sorts visits that were not made in this scan by what the snapshot before says of their targets. */
export function sortOlderVisits(visits: readonly Visit[], priorHosts: readonly Host[]): OlderVisits {
  const owners = ownersBy(priorHosts, ({ targets }) => targets);
  const formerOwners = ownersBy(priorHosts, ({ formerTargets }) => formerTargets);
  const inUse = new Map<string, Visit[]>();
  const filling = new Map<string, Visit[]>();
  const replaced = new Map<string, Visit[]>();
  const unknown: Visit[] = [];
  for (const visit of visits) {
    const { target } = visit.observation;
    const owner = owners.get(target);
    const formerOwner = formerOwners.get(target);
    if (owner !== undefined) append(owner === formerOwner ? filling : inUse, owner, visit);
    else if (formerOwner !== undefined) append(replaced, formerOwner, visit);
    else unknown.push(visit);
  }
  return { inUse, filling, replaced, unknown };
}
