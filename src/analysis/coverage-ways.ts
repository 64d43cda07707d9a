import type { ReportTable } from '../model/report.ts';
import type { Coverage, TargetFailure } from '../model/snapshot.ts';

type WayCoverage = Pick<Coverage, 'overSnmpOnly' | 'snmpFailed' | 'snmpUnanswered' | 'cutOff' | 'refusedCommands'>;

/** `login-refused 2, refused 1`, the most frequent first. */
export function statusCounts(failures: readonly TargetFailure[]): string {
  const counts = new Map<string, number>();
  for (const { status } of failures) counts.set(status, (counts.get(status) ?? 0) + 1);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return sorted.map(([status, count]) => `${status} ${count}`).join(', ');
}

function refusedLine(commands: NonNullable<Coverage['refusedCommands']>): string {
  const devices = new Set(commands.map(({ target }) => target)).size;
  return `commands without an answer: ${commands.length} on ${devices} network ${devices === 1 ? 'device' : 'devices'}`;
}

/** A line each of what was read over SSH or SNMP and not over the other: no failures, because the targets were read. */
export function wayLines(document: WayCoverage): string[] {
  const { overSnmpOnly = [], snmpFailed = [], snmpUnanswered = 0, cutOff = [], refusedCommands = [] } = document;
  return [
    ...(overSnmpOnly.length === 0
      ? []
      : [`read over SNMP only: ${overSnmpOnly.length} (why SSH failed: ${statusCounts(overSnmpOnly)})`]),
    ...(snmpFailed.length === 0
      ? []
      : [`read over SSH, their SNMP agents in part or not: ${snmpFailed.length} (${statusCounts(snmpFailed)})`]),
    ...(snmpUnanswered === 0 ? [] : [`read over SSH, no answer over SNMP: ${snmpUnanswered}`]),
    ...(cutOff.length === 0 ? [] : [`read but for what was cut off: ${cutOff.length}`]),
    ...(refusedCommands.length === 0 ? [] : [refusedLine(refusedCommands)]),
  ];
}

type Listed = readonly [title: string, columns: ReportTable['columns'], rows: ReportTable['rows']];

/** The lists behind the lines: title, columns, rows. */
export function wayLists({
  overSnmpOnly = [],
  snmpFailed = [],
  cutOff = [],
  refusedCommands = [],
}: WayCoverage): readonly Listed[] {
  const columns = [{ name: 'target' }, { name: 'status' }, { name: 'message', shrink: 1, wrap: true }];
  const rows = (failures: readonly TargetFailure[]) => failures.map(({ target, status, message }) => [target, status, message]);
  return [
    ['Read over SNMP only: why SSH failed', columns, rows(overSnmpOnly)],
    ['SNMP agents of hosts that were read over SSH', columns, rows(snmpFailed)],
    [
      'Cut off',
      [{ name: 'target' }, { name: 'what', shrink: 1, wrap: true }],
      cutOff.map(({ target, message }) => [target, message]),
    ],
    [
      'Commands network devices did not take: refused to this login, or unknown (some say that to a login that may not)',
      [
        { name: 'target' },
        { name: 'command', shrink: 1, wrap: true },
        { name: 'why' },
        { name: 'it said', shrink: 1, wrap: true },
      ],
      refusedCommands.map(({ target, command, why, message = '' }) => [target, command, why, message]),
    ],
  ];
}
