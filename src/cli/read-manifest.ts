import { dirname, extname, resolve } from 'node:path';
import { formatsNamed } from '../collectors/texts/choose-format.ts';
import { checkManifest, type ManifestRow, readYamlManifest } from '../config/manifest.ts';
import { UsageError } from '../model/usage-error.ts';
import { canonicalAddress } from '../text/address.ts';
import { readCsv } from '../text/csv.ts';
import { decodeBytes } from '../text/decode.ts';
import type { ImportSource } from './find-import-files.ts';
import { readInput } from './read-input.ts';

/** Several addresses share a cell: `10.0.0.9 10.1.0.9`. */
const readCell = (column: string, cell: string): unknown =>
  column === 'addresses' ? cell.split(/[\s;|]{1,20}/).filter((part) => part !== '') : cell;

/** A table with the names of the columns in its first row; an empty cell says nothing. */
function readCsvManifest(text: string, file: string): readonly ManifestRow[] {
  const [header, ...records] = readCsv(text);
  const columns = (header?.cells ?? []).map((name) => name.trim().toLowerCase());
  if (!columns.includes('host') || !columns.includes('file')) {
    throw new UsageError(`${file}:1: the first row must name the columns: host,addresses,file,format`);
  }
  return records.map(({ line, cells }) => {
    const filled = columns.flatMap((column, index) => {
      const cell = (cells[index] ?? '').trim();
      return cell === '' ? [] : [[column, readCell(column, cell)] as const];
    });
    return { value: Object.fromEntries(filled), place: `${file}:${line}` };
  });
}

/**
 * The files a manifest lists (YAML or JSON, or CSV by the ending of its name); a relative path starts at the manifest.
 * @throws UsageError with file and line, before anything is imported.
 */
export function readManifest(file: string): readonly ImportSource[] {
  const text = decodeBytes(readInput(file));
  const rows = extname(file).toLowerCase() === '.csv' ? readCsvManifest(text, file) : readYamlManifest(text, file);
  return checkManifest(rows).map(({ place, host, addresses, file: named, format, context }) => {
    if (format !== 'auto' && formatsNamed(format).length === 0) {
      throw new UsageError(`${place}: ${format}: no such format; map parse --list names them`);
    }
    const wrong = addresses.find((address) => canonicalAddress(address) === undefined);
    if (wrong !== undefined) throw new UsageError(`${place}: ${wrong}: not an IP address`);
    const path = resolve(dirname(file), named);
    return { path, host, addresses, format, ...(context === undefined ? {} : { context }) };
  });
}
