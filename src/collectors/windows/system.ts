import type { Collector } from '../../model/collector.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';

/** What the machine calls itself and what runs on it (WMI). */
export const windowsSystem: Collector = {
  id: 'windows.system',
  group: 'system',
  platforms: ['windows'],
  rank: 1,
  request: {
    command:
      "$q = @(Get-Command Get-CimInstance, Get-WmiObject -ErrorAction SilentlyContinue)[0]; & $q Win32_ComputerSystem | Select-Object Name, DNSHostName, Domain, Manufacturer, Model | ConvertTo-Csv -NoTypeInformation; '#TYPE system'; & $q Win32_OperatingSystem | Select-Object CSName, Caption, Version, BuildNumber, OSArchitecture | ConvertTo-Csv -NoTypeInformation",
    root: 'never',
    seconds: 20,
    bytes: 1 * 1024 * 1024,
  },
  parse: parsePowerShell,
};
