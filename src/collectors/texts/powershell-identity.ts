import type { TextFormat } from '../../model/text-format.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';
import { scorePowerShell } from './powershell-score.ts';

export const powershellIdentityText: TextFormat = {
  id: 'powershell-identity',
  family: 'powershell',
  title: 'UUID and serial number by PowerShell',
  example: 'Get-CimInstance Win32_ComputerSystemProduct | ConvertTo-Json',
  group: 'identity',
  recognise: (head) => scorePowerShell(head, 'identity'),
  parse: parsePowerShell,
};
