import type { TextFormat } from '../../model/text-format.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';
import { scorePowerShell } from './powershell-score.ts';

export const powershellSocketsText: TextFormat = {
  id: 'powershell-sockets',
  family: 'powershell',
  title: 'sockets by PowerShell: TCP connections, UDP endpoints',
  example: 'Get-NetTCPConnection',
  group: 'sockets',
  recognise: (head) => scorePowerShell(head, 'sockets'),
  parse: parsePowerShell,
};
