import type { TextFormat } from '../../model/text-format.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';
import { scorePowerShell } from './powershell-score.ts';

export const powershellNeighborsText: TextFormat = {
  id: 'powershell-neighbors',
  family: 'powershell',
  title: 'neighbors by PowerShell',
  example: 'Get-NetNeighbor',
  group: 'neighbors',
  recognise: (head) => scorePowerShell(head, 'neighbors'),
  parse: parsePowerShell,
};
