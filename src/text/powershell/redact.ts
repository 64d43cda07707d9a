import { redactSecrets } from '../redact-secrets.ts';
import { withoutPrompts } from './records.ts';

/** A string, or what is left of one that was cut off: that one is matched too, so that nothing is read twice. */
const jsonString = /"(?:[^"\\\n]|\\.)*(?:"|\\?$)/gm;
const csvCell = /"(?:[^"]|"")*(?:"|$)/g;

function redactJsonString(literal: string): string {
  try {
    const value: unknown = JSON.parse(literal);
    const cut = typeof value === 'string' ? redactSecrets(value) : value;
    return cut === value ? literal : JSON.stringify(cut);
  } catch {
    return redactSecrets(literal);
  }
}

function redactCell(cell: string): string {
  if (cell.length < 2 || !cell.endsWith('"')) return redactSecrets(cell);
  const value = cell.slice(1, -1).replaceAll('""', '"');
  const cut = redactSecrets(value);
  return cut === value ? cell : `"${cut.replaceAll('"', '""')}"`;
}

/**
 * Cuts secrets out of what PowerShell printed. In JSON and CSV the quotes of a command line are escaped, so that the
 * end of a quoted password cannot be seen before each value is unescaped.
 */
export function redactPowerShell(text: string): string {
  const start = withoutPrompts(text).trimStart()[0] ?? '';
  if (start === '[' || start === '{') return text.replace(jsonString, redactJsonString);
  if (start === '"' || start === '#') return text.replace(csvCell, redactCell);
  return redactSecrets(text);
}
