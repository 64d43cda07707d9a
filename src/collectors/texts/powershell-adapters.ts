import type { TextFormat } from '../../model/text-format.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';
import { scorePowerShell } from './powershell-score.ts';

export const powershellAdaptersText: TextFormat = {
  id: 'powershell-adapters',
  family: 'powershell',
  title: 'interfaces by PowerShell',
  example: 'Get-NetAdapter | Format-List',
  group: 'addresses',
  recognise: (head) => scorePowerShell(head, 'adapters'),
  parse: parsePowerShell,
};
