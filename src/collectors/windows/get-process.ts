import type { Collector } from '../../model/collector.ts';
import { redactPowerShell } from '../../text/powershell/redact.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';

/** Names of processes, where WMI is closed to the login. */
export const windowsGetProcess: Collector = {
  id: 'windows.get-process',
  group: 'processes',
  platforms: ['windows'],
  rank: 2,
  request: {
    command: 'Get-Process | Select-Object Id, ProcessName | ConvertTo-Csv -NoTypeInformation',
    root: 'never',
    seconds: 10,
    bytes: 8 * 1024 * 1024,
  },
  parse: parsePowerShell,
  redact: redactPowerShell,
};
