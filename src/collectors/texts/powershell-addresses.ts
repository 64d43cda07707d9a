import type { TextFormat } from '../../model/text-format.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';
import { scorePowerShell } from './powershell-score.ts';

export const powershellAddressesText: TextFormat = {
  id: 'powershell-addresses',
  family: 'powershell',
  title: 'addresses by PowerShell, in any of its forms',
  example: 'Get-NetIPAddress | ConvertTo-Json',
  group: 'addresses',
  recognise: (head) => scorePowerShell(head, 'addresses'),
  parse: parsePowerShell,
};
