import type { Collector } from '../../model/collector.ts';
import { redactPowerShell } from '../../text/powershell/redact.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';

/** Processes with their command lines (WMI); their users only where the login is elevated and PowerShell is 4 or newer, because asking each process costs too much. */
export const windowsProcesses: Collector = {
  id: 'windows.processes',
  group: 'processes',
  platforms: ['windows'],
  rank: 1,
  request: {
    command:
      "$u = @{}; try { Get-Process -IncludeUserName -ErrorAction SilentlyContinue | ForEach-Object { $u[[string]$_.Id] = $_.UserName } } catch { }; $q = @(Get-Command Get-CimInstance, Get-WmiObject -ErrorAction SilentlyContinue)[0]; & $q Win32_Process -Property ProcessId, ParentProcessId, Name, CommandLine | Select-Object ProcessId, ParentProcessId, @{n='UserName';e={$u[[string]$_.ProcessId]}}, Name, CommandLine | ConvertTo-Csv -NoTypeInformation",
    root: 'never',
    seconds: 20,
    bytes: 8 * 1024 * 1024,
  },
  parse: parsePowerShell,
  redact: redactPowerShell,
};
