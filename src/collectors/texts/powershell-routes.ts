import type { TextFormat } from '../../model/text-format.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';
import { scorePowerShell } from './powershell-score.ts';

export const powershellRoutesText: TextFormat = {
  id: 'powershell-routes',
  family: 'powershell',
  title: 'routes by PowerShell',
  example: 'Get-NetRoute',
  group: 'routes',
  recognise: (head) => scorePowerShell(head, 'routes'),
  parse: parsePowerShell,
};
