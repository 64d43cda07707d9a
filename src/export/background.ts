import type { Dependency, Snapshot } from '../model/snapshot.ts';

/** More hosts than this that are only configured to use one port: the name, time or update server of everybody. */
const few = 4;

const serverOf = ({ to, protocol, port }: Dependency): string => `${to.host} ${protocol} ${port}`;

/**
 * Arrows that nobody saw in use and that would cover the rest of a picture: those to hosts nobody looked at, and those to what many
 * hosts are configured to use. Ids of dependencies. Lists show them all.
 */
export function findBackground({ hosts, dependencies }: Snapshot): ReadonlySet<string> {
  const configured = dependencies.filter(({ state }) => state === 'configured');
  const lookedAt = new Set(hosts.flatMap(({ id, evidence }) => (evidence === undefined ? [] : [id])));
  const clients = new Map<string, Set<string>>();
  for (const dependency of configured) {
    const server = serverOf(dependency);
    clients.set(server, (clients.get(server) ?? new Set()).add(dependency.from.host));
  }
  const background = configured.filter(
    (dependency) => !lookedAt.has(dependency.to.host) || (clients.get(serverOf(dependency))?.size ?? 0) > few,
  );
  return new Set(background.map(({ id }) => id));
}
