import type { TextFormat } from '../../model/text-format.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';
import { scorePowerShell } from './powershell-score.ts';

export const powershellSystemText: TextFormat = {
  id: 'powershell-system',
  family: 'powershell',
  title: 'name and operating system by PowerShell',
  example: 'Get-CimInstance Win32_OperatingSystem | ConvertTo-Json',
  group: 'system',
  recognise: (head) => scorePowerShell(head, 'system'),
  parse: parsePowerShell,
};
