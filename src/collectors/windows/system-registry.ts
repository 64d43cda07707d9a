import type { Collector } from '../../model/collector.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';

/** Name and version from the environment and the registry, where WMI is closed to the login. */
export const windowsSystemRegistry: Collector = {
  id: 'windows.system-registry',
  group: 'system',
  platforms: ['windows'],
  rank: 2,
  request: {
    command:
      "Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion' | Select-Object @{n='CSName';e={$env:COMPUTERNAME}}, @{n='Caption';e={$_.ProductName}}, @{n='Version';e={if ($_.CurrentMajorVersionNumber) {'{0}.{1}.{2}' -f $_.CurrentMajorVersionNumber, $_.CurrentMinorVersionNumber, $_.CurrentBuildNumber} else {'{0}.{1}' -f $_.CurrentVersion, $_.CurrentBuildNumber}}}, @{n='BuildNumber';e={$_.CurrentBuildNumber}}, @{n='OSArchitecture';e={$env:PROCESSOR_ARCHITECTURE}} | ConvertTo-Csv -NoTypeInformation",
    root: 'never',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parsePowerShell,
};
