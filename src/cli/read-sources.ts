import { findFlowLog } from '../import/flows/find-flow-format.ts';
import { readFlowPiece } from '../import/flows/flow-piece.ts';
import type { ImportFile, Piece } from '../import/import-file.ts';
import { readImportFile } from '../import/read-file.ts';
import { type Failure, fail, type Outcome, succeed } from '../model/failure.ts';
import { type ImportSource, loadImportFile, modifiedAt } from './find-import-files.ts';
import type { ImportProgress } from './import-progress.ts';

/** A file that was not read to its end because somebody stopped the import. */
export interface LeftFile {
  readonly path: string;
  /** Reading it had begun. */
  readonly begun?: true;
}

interface Reading {
  readonly signal: AbortSignal;
  readonly listen: (progress: ImportProgress) => void;
}

/** A log of flows is read as a stream, whatever its size; nothing for any other file. */
async function readFlows(source: ImportSource, { signal, listen }: Reading): Promise<Outcome<readonly Piece[]> | undefined> {
  const log = findFlowLog(source.path, source.format);
  if (log === undefined) return undefined;
  const counted = (records: number): void => listen({ step: 'reading', path: source.path, records });
  const read = await readFlowPiece(log, { ...source, modifiedAt: modifiedAt(source.path) }, { signal, counted });
  return read.ok ? succeed([read.value]) : read;
}

function readWhole(source: ImportSource): Outcome<readonly Piece[]> {
  const loaded = loadImportFile(source);
  return loaded.ok ? readSafely(loaded.value) : loaded;
}

/** A defect while reading one file is that file's failure. */
function readSafely(file: ImportFile): Outcome<readonly Piece[]> {
  try {
    return readImportFile(file);
  } catch (error) {
    return fail('internal', `${file.path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Reads files one after the other. Who stops it stops it in the middle of a log, of which nothing is kept then; any other file is read to
 * its end.
 */
export async function readSources({ sources, listen, signal }: Reading & { readonly sources: readonly ImportSource[] }) {
  const pieces: Piece[] = [];
  const failures: (Failure & { path: string })[] = [];
  const left: LeftFile[] = [];
  let files = 0;
  for (const [index, source] of sources.entries()) {
    const { path } = source;
    if (signal.aborted) {
      left.push({ path });
      continue;
    }
    const read = (await readFlows(source, { signal, listen })) ?? readWhole(source);
    if (read.ok) {
      for (const piece of read.value) pieces.push(piece);
      files += 1;
    }
    // Stopped in the middle of a file: that is not the file's fault.
    else if (signal.aborted) left.push({ path, begun: true });
    else failures.push({ ...read.failure, path });
    listen({ step: 'read', done: index + 1, of: sources.length });
    // Lets Ctrl-C and the progress line in between two files.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { pieces, failures, files, left };
}
