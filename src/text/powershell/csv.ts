import { readCsv } from '../csv.ts';
import { readLines } from '../lines.ts';
import type { PowerShellItem } from './record.ts';

const typeLine = /^#TYPE\s/;
/** A header: names without blanks, quoted or not, with a comma, semicolon (`-UseCulture`) or tab between. */
const header = /^"?[A-Za-z_][\w.]{0,80}"?([,;\t])"?[A-Za-z_][\w.]{0,80}"?(?:[,;\t]|$)/;

/** The delimiter of a text that begins as `ConvertTo-Csv` prints it; undefined where it does not. */
export function csvDelimiter(text: string): string | undefined {
  for (const { text: line } of readLines(text)) {
    if (line.trim() === '' || typeLine.test(line)) continue;
    return header.exec(line.slice(0, 400))?.[1];
  }
  return undefined;
}

/**
 * Output of `ConvertTo-Csv` and `Export-Csv`. Windows PowerShell writes the type in front (`#TYPE`); several outputs
 * in one text have a header each.
 */
export function* readPowerShellCsv(text: string, delimiter: string): Generator<PowerShellItem> {
  let names: readonly string[] | undefined;
  for (const { line, cells } of readCsv(text, delimiter)) {
    const [first = ''] = cells;
    if (typeLine.test(first)) names = undefined;
    else if (names === undefined) names = cells.map((cell) => cell.toLowerCase());
    else if (cells.length !== names.length) yield { kind: 'broken', line, text: cells.join(delimiter) };
    else {
      const pairs = names.map((name, at) => [name, cells[at] ?? ''] as const);
      yield { kind: 'record', line, fields: new Map(pairs.filter(([, value]) => value !== '')) };
    }
  }
}
