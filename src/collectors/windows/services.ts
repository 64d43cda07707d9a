import type { Collector } from '../../model/collector.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';

/** Services and the process each runs in (WMI). Several share one svchost.exe. */
export const windowsServices: Collector = {
  id: 'windows.services',
  group: 'units',
  platforms: ['windows'],
  rank: 1,
  request: {
    command:
      '$q = @(Get-Command Get-CimInstance, Get-WmiObject -ErrorAction SilentlyContinue)[0]; & $q Win32_Service -Property Name, DisplayName, State, StartMode, ProcessId | Select-Object Name, DisplayName, State, StartMode, ProcessId | ConvertTo-Csv -NoTypeInformation',
    root: 'never',
    seconds: 20,
    bytes: 4 * 1024 * 1024,
  },
  parse: parsePowerShell,
};
