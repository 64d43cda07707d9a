import { type Collector, type CollectorGroup, collectorGroups, jointGroups } from '../model/collector.ts';
import { powershellFunctions } from './powershell-functions.ts';
import type { ScriptOptions } from './script.ts';

/** Of what Windows is asked only this changes from one minute to the next. */
const sampledGroups: readonly CollectorGroup[] = ['sockets'];

/** A string that PowerShell takes as it is (about_Quoting_Rules); curly quotes count as quotes too, but commands are ASCII. */
const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const callOf = ({ id, request }: Collector): string =>
  `Read-MapSection ${quote(id)} ${request.seconds} ${request.bytes} ${quote(request.command)}`;

/** In order of rank, each asked only when the one before it failed; of a joint group each. */
function groupLines(collectors: readonly Collector[], groups: readonly CollectorGroup[]): string[] {
  return groups.flatMap((group) => {
    const members = collectors.filter((collector) => collector.group === group).sort((a, b) => a.rank - b.rank);
    return members.map((member, at) =>
      at === 0 || jointGroups.has(group) ? `  ${callOf(member)}` : `  if ($MapFailed) { ${callOf(member)} }`,
    );
  });
}

/** Settings, functions and questions of one host, up to where its output goes; shared by a scan and a bundle. */
export function powershellBody(collectors: readonly Collector[], options: ScriptOptions): string {
  const own = collectors.filter((collector) => collector.platforms.includes('windows'));
  return [
    `$MapMark = ${quote(options.marker)}`,
    `$MapSamples = ${options.samples}`,
    `$MapPause = ${Math.round(options.interval * 1000)}`,
    powershellFunctions,
    'function Read-MapOnce {',
    ...groupLines(own, collectorGroups),
    '}',
    'function Read-MapAgain {',
    ...groupLines(own, sampledGroups),
    '}',
  ].join('\n');
}

/**
 * What a Windows host is asked, with the borders `splitSections` knows. Its first and last line tell the command that
 * reads it (`src/transports/powershell-command.ts`) that all of it arrived. Nothing raises rights: an SSH login of an
 * administrator is elevated already.
 */
export function buildPowerShellScript(collectors: readonly Collector[], options: ScriptOptions): string {
  return [
    '# map: read-only collection. Nothing is installed or written on this host.',
    powershellBody(collectors, options),
    'if ($MapFull) { $MapStream = [Console]::OpenStandardOutput() } else { $null = & "$env:SystemRoot\\System32\\chcp.com" 65001 }',
    'Invoke-MapCollection',
    '# end of map',
    '',
  ].join('\n');
}
