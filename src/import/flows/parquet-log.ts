import { gunzipSync } from 'node:zlib';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';

/** Rows that are read at once: a row group of a flow log has some hundred thousand. */
const atOnce = 20_000;

/** AWS packs Parquet logs with gzip; Snappy the library knows itself. */
const compressors = { GZIP: (input: Uint8Array): Uint8Array => gunzipSync(input) };

/** A cell as the text log writes it: `-` for nothing, blanks inside a value would make two of it. */
function cellText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  if (value instanceof Date) return String(Math.floor(value.getTime() / 1000));
  return String(value).replaceAll(/\s/g, '_');
}

/**
 * Reads a flow log in Parquet (hourly files of AWS) as the text log of the same records: a header line, then a line a row, so that line
 * N is row N - 1. Rows are read in portions.
 * @throws an error that says what is wrong with the file.
 */
export async function streamParquet(path: string, push: (text: string) => Promise<void>, signal?: AbortSignal): Promise<void> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const [root] = metadata.schema;
  const names = metadata.schema.slice(1, 1 + (root?.num_children ?? 0)).map(({ name }) => name);
  await push(`${names.join(' ').replaceAll('_', '-')}\n`);
  const rows = Number(metadata.num_rows);
  for (let rowStart = 0; rowStart < rows; rowStart += atOnce) {
    signal?.throwIfAborted();
    const read = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd: Math.min(rows, rowStart + atOnce) });
    await push(read.map((row) => `${names.map((name) => cellText(row[name])).join(' ')}\n`).join(''));
  }
}
