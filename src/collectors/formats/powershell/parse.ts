import type { Fact } from '../../../model/fact.ts';
import { factList } from '../../../text/fact-list.ts';
import { readPowerShell } from '../../../text/powershell/records.ts';
import { kindOf } from './kinds.ts';

/**
 * Objects of PowerShell in any of its forms: each is read as what its properties say it is, so that a text with the
 * outputs of several cmdlets gives the facts of all.
 */
export function parsePowerShell(text: string): readonly Fact[] {
  const list = factList();
  for (const item of readPowerShell(text)) {
    if (item.kind === 'broken') {
      list.skip(item.line, item.text, 'not an object of PowerShell');
      continue;
    }
    const facts = kindOf(item)?.read(item);
    const shown = (): string => [...item.fields].map(([name, value]) => `${name}=${value}`).join(' ');
    if (facts === undefined) list.skip(item.line, shown(), 'not an object that is read');
    else for (const fact of facts) list.facts.push(fact);
  }
  return list.facts;
}
