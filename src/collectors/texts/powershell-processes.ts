import type { TextFormat } from '../../model/text-format.ts';
import { redactPowerShell } from '../../text/powershell/redact.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';
import { scorePowerShell } from './powershell-score.ts';

export const powershellProcessesText: TextFormat = {
  id: 'powershell-processes',
  family: 'powershell',
  title: 'processes by PowerShell',
  example: 'Get-CimInstance Win32_Process | Export-Csv processes.csv',
  group: 'processes',
  recognise: (head) => scorePowerShell(head, 'processes'),
  parse: parsePowerShell,
  redact: redactPowerShell,
};
