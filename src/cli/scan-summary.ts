import { statusCounts } from '../analysis/coverage-ways.ts';
import { count } from '../analysis/estate.ts';
import { naturally } from '../analysis/natural-order.ts';
import { type FailureStatus, remedyOf } from '../model/failure.ts';
import { grouped } from '../model/number-text.ts';
import type { Host, Snapshot, TargetFailure } from '../model/snapshot.ts';
import { clock } from '../scan/progress-text.ts';
import { sanitize, wrap } from './terminal.ts';

/** Targets named in a line of the summary before it says how many more there are. */
const mostNamed = 3;

function byStatus(failed: readonly TargetFailure[]): ReadonlyMap<TargetFailure['status'], readonly TargetFailure[]> {
  const groups = new Map<TargetFailure['status'], TargetFailure[]>();
  for (const failure of failed) {
    const group = groups.get(failure.status);
    if (group === undefined) groups.set(failure.status, [failure]);
    else group.push(failure);
  }
  return groups;
}

/** Failures whose remedy speaks of a file, a key, a jump host or an SNMP credential, which only the message names. */
const named: ReadonlySet<FailureStatus> = new Set([
  ...(['credential-unusable', 'jump-failed', 'no-credential', 'host-key-changed'] as const),
  ...([
    'snmp-refused',
    'snmp-unanswered',
    'snmp-user-unanswered',
    'snmp-user-unknown',
    'snmp-auth-wrong',
    'snmp-privacy-wrong',
    'snmp-denied',
    'snmp-elsewhere',
  ] as const),
]);

/** What the messages say beyond the target, each once. */
function causeLines(status: FailureStatus, group: readonly TargetFailure[]): string[] {
  if (!named.has(status)) return [];
  const causes = [...new Set(group.map(({ target, message }) => withoutTarget(message, target)))];
  const more = causes.length > mostNamed ? [`    and ${grouped(causes.length - mostNamed)} other reasons: map coverage`] : [];
  return [...causes.slice(0, mostNamed).map((cause) => `    ${sanitize(cause)}`), ...more];
}

/** A message begins with the target, or with where that turned out to be. The port of an agent stays: no flag need have named it. */
const withoutTarget = (message: string, target: string): string =>
  message.startsWith(target)
    ? message
        .slice(target.length)
        .replace(/^(:\d+)?: /, '')
        .trimStart()
    : message;

function failureLines(failed: readonly TargetFailure[]): string[] {
  return [...byStatus(failed)].flatMap(([status, group]) => {
    const named = group
      .toSorted((a, b) => naturally(a.target, b.target))
      .slice(0, mostNamed)
      .map(({ target }) => sanitize(target));
    const more = group.length > mostNamed ? `, and ${grouped(group.length - mostNamed)} more` : '';
    return [`  ${status}: ${named.join(', ')}${more}`, ...causeLines(status, group), `    ${remedyOf(status)}`];
  });
}

/** What this scan could not see: what a person must know before trusting the map. */
function unseenLines({ coverage, hosts }: Snapshot): string[] {
  const { overSnmpOnly = [] } = coverage;
  const stale = hosts.filter(({ evidence }) => evidence?.stale === true).length;
  const halfKnown = coverage.edges - coverage.edgesWithBothProcesses;
  return [
    ...(coverage.unanswered > 0 ? [`${count(coverage.unanswered, 'swept address', 'swept addresses')} gave no answer`] : []),
    ...(overSnmpOnly.length > 0
      ? [`${count(overSnmpOnly.length, 'target')} read over SNMP only: SSH failed (${statusCounts(overSnmpOnly)})`]
      : []),
    ...(coverage.peersNotScanned > 0
      ? [`${count(coverage.peersNotScanned, 'private peer')} seen but never read: scan them too`]
      : []),
    ...(halfKnown > 0 ? [`${count(halfKnown, 'dependency', 'dependencies')} without a process at one end`] : []),
    ...(stale > 0 ? [`${count(stale, 'host')} shown from an earlier scan`] : []),
    ...(coverage.skippedLines > 0 ? [`${count(coverage.skippedLines, 'line')} of output no parser could read`] : []),
  ];
}

/** A host that stopped answering, or was stopped, in the middle is not counted as read: it failed. */
function readText(hosts: readonly Host[]): string {
  const fresh = hosts.flatMap(({ evidence }) => (evidence === undefined || evidence.stale ? [] : [evidence.status]));
  const whole = fresh.filter((status) => status === 'collected').length;
  const inPart = fresh.length - whole;
  return `${grouped(whole)} read in this scan${inPart > 0 ? `, ${grouped(inPart)} in part` : ''}`;
}

/** A line of the summary in the width of the terminal, what goes on as far in as it began and two more. */
const wrapLine = (line: string, width: number | undefined): readonly string[] =>
  wrap(line, width, ' '.repeat(line.length - line.trimStart().length + 2));

/** What a person wants to read when a scan is over; with a `width` broken between words. */
export function renderScanSummary(snapshot: Snapshot, seconds: number, width?: number): string {
  const { coverage, hosts, services, dependencies } = snapshot;
  const { id, label, interrupted } = snapshot.snapshot;
  const both = dependencies.filter(({ seenFrom }) => seenFrom === 'both').length;
  const unseen = unseenLines(snapshot);
  const lines = [
    `Snapshot ${id}${label === undefined ? '' : ` "${sanitize(label)}"`}, ${clock(seconds)}${interrupted === true ? ', stopped before it was done' : ''}`,
    `  hosts         ${grouped(hosts.length)} (${readText(hosts)})`,
    `  services      ${grouped(services.length)}`,
    `  dependencies  ${grouped(dependencies.length)} (${grouped(both)} seen from both ends)`,
    ...(unseen.length > 0 ? ['Not seen', ...unseen.map((line) => `  ${line}`)] : []),
    ...(coverage.failed.length > 0 ? [`Failed ${grouped(coverage.failed.length)}`, ...failureLines(coverage.failed)] : []),
  ];
  return `${lines.flatMap((line) => wrapLine(line, width)).join('\n')}\n`;
}
