import { csvDelimiter, readPowerShellCsv } from './csv.ts';
import { readPowerShellJson } from './json.ts';
import { readPowerShellLayout } from './layout.ts';
import type { PowerShellItem } from './record.ts';

/** `PS C:\Users\x> Get-NetRoute | ConvertTo-Json`, pasted with the rest. */
const prompt = /^PS [^\n>]{1,200}>[^\n]{0,2000}$/gm;

/** Prompts are made empty, so that the lines keep their numbers. */
export const withoutPrompts = (text: string): string => (text.includes('PS ') ? text.replace(prompt, '') : text);

/**
 * The objects of a text that PowerShell printed: `ConvertTo-Json`, `ConvertTo-Csv`, `Format-List` or
 * `Format-Table` (about_Format.ps1xml).
 */
export function readPowerShell(text: string): Generator<PowerShellItem> {
  const body = withoutPrompts(text);
  const start = body.trimStart()[0];
  if (start === '[' || start === '{') return readPowerShellJson(body);
  const delimiter = csvDelimiter(body);
  return delimiter === undefined ? readPowerShellLayout(body) : readPowerShellCsv(body, delimiter);
}
