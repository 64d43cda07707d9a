import type { DatagramCounts } from '../model/fact.ts';
import { meaningOf } from '../model/failure.ts';
import type { DeriveInput } from '../model/observation.ts';
import type { Coverage, Dependency, DependencyEnd, Host, Service, TargetFailure } from '../model/snapshot.ts';
import { compareText } from './compare-text.ts';
import { measureWays } from './coverage-ways.ts';

function failedTargets({ attempts }: DeriveInput): TargetFailure[] {
  return attempts
    .flatMap(({ target, status, message }): TargetFailure[] =>
      status === 'collected' ? [] : [{ target, status, message: message ?? meaningOf(status) }],
    )
    .sort((a, b) => compareText(a.target, b.target));
}

/** What has neither an address of its own nor a system (a balancer, a pod) nobody can look at. People call a tag of theirs so too. */
const isPod = ({ listed = [], tags }: Host): boolean =>
  tags['pod'] !== undefined && listed.every((key) => key.startsWith('kubernetes:'));
const canBeScanned = (host: Host): boolean => host.kind !== 'virtual-address' && !isPod(host);

function listedOnly(hosts: readonly Host[]): Pick<Coverage, 'listedNotScanned'> {
  const machines = hosts.filter((host) => host.listed !== undefined && host.evidence === undefined && canBeScanned(host));
  return machines.length === 0 ? {} : { listedNotScanned: machines.length };
}

/** What logs of flows told; what a host tracks is no log. */
function countFlows({ observations }: DeriveInput): Pick<Coverage, 'flowRecords' | 'flowRecordsRejected' | 'flowSampling'> {
  let [all, rejected, sampling] = [0, 0, 1];
  for (const { witness, flows = [] } of observations) {
    if (witness !== true) continue;
    for (const { flow } of flows) {
      all += flow.records ?? 1;
      if (flow.verdict === 'rejected') rejected += flow.records ?? 1;
      if (flow.sampling !== undefined && flow.sampling > sampling) ({ sampling } = flow);
    }
  }
  return {
    ...(all === 0 ? {} : { flowRecords: all }),
    ...(rejected === 0 ? {} : { flowRecordsRejected: rejected }),
    ...(sampling === 1 ? {} : { flowSampling: sampling }),
  };
}

const noDatagrams: DatagramCounts = { received: 0, lost: 0, dropped: 0, unreadable: 0, withoutTemplate: 0, refused: 0 };

const addDatagrams = (sum: DatagramCounts, more: DatagramCounts): DatagramCounts => ({
  received: sum.received + more.received,
  lost: sum.lost + more.lost,
  dropped: sum.dropped + more.dropped,
  unreadable: sum.unreadable + more.unreadable,
  withoutTemplate: sum.withoutTemplate + more.withoutTemplate,
  refused: sum.refused + more.refused,
});

/** What was heard of exporters of flows, and what was not, of all periods whose evidence is in use. */
function countDatagrams({ observations }: DeriveInput): Pick<Coverage, 'datagrams'> {
  const told = observations
    .filter(({ witness }) => witness === true)
    .flatMap(({ facts }) => facts.flatMap((fact) => (fact.fact === 'datagrams' ? [fact.datagrams] : [])));
  return told.length === 0 ? {} : { datagrams: told.reduce(addDatagrams, noDatagrams) };
}

/** What network devices would not answer, of the targets that were read in this scan. */
function refusedCommands({ observations }: DeriveInput): Pick<Coverage, 'refusedCommands'> {
  const refused = observations
    .filter(({ fresh, status }) => fresh && status === 'collected')
    .flatMap(({ target, refused: commands = [] }) => commands.map((command) => ({ target, ...command })))
    .sort((a, b) => compareText(a.target, b.target));
  return refused.length === 0 ? {} : { refusedCommands: refused };
}

/** What the scan saw and what it could not see. */
export function measureCoverage(
  input: DeriveInput,
  hosts: readonly Host[],
  services: readonly Service[],
  dependencies: readonly Dependency[],
): Coverage {
  const withProcess = new Set(services.filter(({ processes }) => processes.length > 0).map(({ id }) => id));
  const known = ({ service }: DependencyEnd): boolean => service !== undefined && withProcess.has(service);
  // Nobody saw a process use what is only configured.
  const seen = dependencies.filter(({ state }) => state !== 'configured');
  const peers = new Set(seen.flatMap(({ from, to }) => [from.host, to.host]));
  const count = (holds: (dependency: Dependency) => boolean): number => seen.filter(holds).length;
  return {
    targets: input.targetCount,
    collected: input.observations.filter(({ fresh, status }) => fresh && status === 'collected').length,
    unanswered: input.unansweredCount,
    failed: failedTargets(input),
    edges: seen.length,
    ...(seen.length === dependencies.length ? {} : { edgesConfigured: dependencies.length - seen.length }),
    edgesWithBothProcesses: count(({ from, to }) => known(from) && known(to)),
    edgesWithoutClientProcess: count(({ from }) => !known(from)),
    edgesWithoutServerProcess: count(({ to }) => !known(to)),
    peersNotScanned: hosts.filter(({ id, kind }) => kind === 'unknown' && peers.has(id)).length,
    ...listedOnly(hosts),
    ...measureWays(input.observations),
    ...refusedCommands(input),
    ...countFlows(input),
    ...countDatagrams(input),
    skippedLines: input.observations.reduce((sum, { skippedLines }) => sum + skippedLines, 0),
  };
}
