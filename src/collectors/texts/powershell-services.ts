import type { TextFormat } from '../../model/text-format.ts';
import { redactPowerShell } from '../../text/powershell/redact.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';
import { scorePowerShell } from './powershell-score.ts';

export const powershellServicesText: TextFormat = {
  id: 'powershell-services',
  family: 'powershell',
  title: 'Windows services by PowerShell',
  example: 'Get-CimInstance Win32_Service | ConvertTo-Json',
  group: 'units',
  recognise: (head) => scorePowerShell(head, 'services'),
  parse: parsePowerShell,
  redact: redactPowerShell,
};
