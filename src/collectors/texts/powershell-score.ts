import { readPowerShell } from '../../text/powershell/records.ts';
import { kindOf, type PowerShellKind } from '../formats/powershell/kinds.ts';

/** Objects and unreadable lines looked at: an output may begin with something else. */
const tried = 8;
/** A few objects fit into this, and a text that is none of PowerShell costs no more. */
const looked = 16_384;

/** How sure a text is objects of this kind: 90 by the properties of the first ones. */
export function scorePowerShell(head: string, kind: PowerShellKind): number {
  let count = 0;
  for (const item of readPowerShell(head.slice(0, looked))) {
    if (item.kind === 'record') {
      const found = kindOf(item)?.kind;
      if (found !== undefined) return found === kind ? 90 : 0;
    }
    count += 1;
    if (count >= tried) break;
  }
  return 0;
}
