import type { ProcessRef } from '../model/fact.ts';
import type { Service } from '../model/snapshot.ts';
import { describeProcess, type HostProcesses } from './host-processes.ts';
import { nameService, serviceKey } from './service-name.ts';

/** Finds services that have no socket at the moment. */
export interface PresentServices {
  /**
   * The service as it is now, without sockets; `gone` where its host shows no trace of it; `unknown`
   * where the host could not show one.
   */
  find(node: number, before: Service): Service | 'gone' | 'unknown';
}

function processesByKey({ byPid, placementOf }: HostProcesses): ReadonlyMap<string, ProcessRef[]> {
  const groups = new Map<string, ProcessRef[]>();
  for (const fact of byPid.values()) {
    const name = nameService(placementOf(fact.pid), fact.name, fact.args);
    if (name === undefined) continue;
    const key = serviceKey(name);
    const group = groups.get(key) ?? [];
    group.push(describeProcess({ pid: fact.pid }, fact));
    groups.set(key, group);
  }
  return groups;
}

const withoutSockets = (before: Service, processes: readonly ProcessRef[]): Service => ({
  ...before,
  kind: 'client',
  endpoints: [],
  processes: [...processes].sort((a, b) => (a.pid ?? 0) - (b.pid ?? 0)),
});

const runs = (byPid: HostProcesses['byPid'], name: string | undefined): boolean =>
  name !== undefined && [...byPid.values()].some((process) => process.name === name);

/** True where containers run of which nobody told the names, as to a user who may not ask the runtime. */
const hasNameless = ({ byPid, containers, placementOf }: HostProcesses): boolean =>
  containers.facts.length === 0 && [...byPid.keys()].some((pid) => placementOf(pid)?.container !== undefined);

/** True where the evidence would show the service if it were there. */
function wouldShow(host: HostProcesses, before: Service, showsListeners: (protocol: string) => boolean): boolean {
  const { byPid, listed, placed } = host;
  if (before.container !== undefined && !/^[0-9a-f]{12}$/.test(before.container) && hasNameless(host)) return false;
  if (before.namedBy === 'port') return before.endpoints.some(({ protocol }) => showsListeners(protocol));
  const byPlace = before.namedBy === 'unit' || before.namedBy === 'container';
  // Without control groups a unit hides behind any process of its name.
  if (listed && (placed || !byPlace || !runs(byPid, before.software))) return true;
  // Whether a client still runs only the process list tells.
  return before.endpoints.some(({ protocol }) => showsListeners(protocol));
}

/**
 * Looks for services among the processes and units of the hosts that were looked at, by node.
 * `showsListeners` tells whether a node's evidence lists what listens at all.
 */
export function createPresentServices(
  hosts: readonly HostProcesses[],
  showsListeners: (node: number, protocol: string) => boolean,
): PresentServices {
  const groups = new Map<number, ReadonlyMap<string, ProcessRef[]>>();
  return {
    find(node, before) {
      const host = hosts[node];
      if (host === undefined) return 'unknown';
      const known = groups.get(node) ?? processesByKey(host);
      groups.set(node, known);
      const processes = known.get(serviceKey(before));
      if (processes !== undefined) return withoutSockets(before, processes);
      // A unit that a timer starts is there also while it does not run.
      if (before.unit !== undefined && before.container === undefined && host.units.has(before.unit))
        return withoutSockets(before, []);
      return wouldShow(host, before, (protocol) => showsListeners(node, protocol)) ? 'gone' : 'unknown';
    },
  };
}
