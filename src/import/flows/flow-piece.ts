import { basename } from 'node:path';
import type { FlowTotals } from '../../collectors/flows/conversation.ts';
import { flowSummary } from '../../collectors/flows/read-summary.ts';
import type { Collection, Section } from '../../model/evidence.ts';
import { fail, type Outcome, succeed } from '../../model/failure.ts';
import type { FlowFileLog } from './find-flow-format.ts';
import { type Summing, summarizeLog } from './summarize-log.ts';

/** A log of flows that was summed up, not yet joined with the others of its source. */
export interface FlowPiece {
  readonly kind: 'flows';
  readonly path: string;
  /** `flows:` and the name of the source, so that it never takes the place of a host of that name. */
  readonly target: string;
  readonly at: string;
  readonly section: Section;
  readonly totals: FlowTotals;
  readonly conversations: number;
}

/** What was said about the file; see `ImportFile`. */
export interface FlowFile {
  readonly host?: string;
  readonly within?: string;
  /** Its time stamp, for a log that tells no time. */
  readonly modifiedAt: string;
}

/** What the targets of all logs begin with. */
export const flowTargets = 'flows:';
const ending = /(?:\.(?:gz|log|txt|csv|json|jsonl|ndjson|parquet|out)){1,3}$/i;

export const isFlowTarget = (target: string): boolean => target.startsWith(flowTargets);

/** Logs of one directory, or named alike by `--host`, are of one source; else each file is one. */
const sourceOf = (path: string, { host, within }: FlowFile): string => host ?? within ?? basename(path).replace(ending, '');

/** Sums a log up. A file that cannot be read is a failure, and the others go on. */
export async function readFlowPiece(log: FlowFileLog, file: FlowFile, summing: Summing = {}): Promise<Outcome<FlowPiece>> {
  const { path } = log;
  try {
    const { text, totals, conversations } = await summarizeLog(log, summing);
    const section = { collector: flowSummary.id, sample: 1, status: 'ok', exitCode: 0, stdout: Buffer.from(text) } as const;
    const target = `${flowTargets}${sourceOf(path, file)}`;
    return succeed({ kind: 'flows', path, target, at: totals.last ?? file.modifiedAt, section, totals, conversations });
  } catch (error) {
    if (summing.signal?.aborted === true) return fail('unreadable-input', `${path}: stopped before its end`);
    return fail('unreadable-input', `${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

interface SummaryHead {
  readonly sha256: string;
  readonly file: string;
  /** Where its rows begin. */
  readonly end: number;
}

const bytesOf = ({ stdout }: Section): Buffer => Buffer.from(stdout.buffer, stdout.byteOffset, stdout.byteLength);

/** What a summary says of the file it is of. */
function headOf(section: Section): SummaryHead {
  const bytes = bytesOf(section);
  const first = bytes.indexOf('\n');
  const second = bytes.indexOf('\n', first + 1);
  try {
    const { sha256, file } = JSON.parse(bytes.toString('utf8', first + 1, second)) as { sha256?: unknown; file?: unknown };
    return { sha256: String(sha256), file: String(file), end: second + 1 };
  } catch {
    return { sha256: '', file: '', end: second + 1 };
  }
}

/** A summary and its head. */
interface Summary {
  readonly section: Section;
  readonly head: SummaryHead;
}

/** What it holds, whatever the file was called. */
const rowsOf = ({ section, head: { file, end } }: Summary): string =>
  bytesOf(section).toString('latin1', end).replaceAll(`\t${file}:`, '\t:');

/** Each file once, whatever it was called when it came again; of one that is read better now the new reading. */
function joinSections(earlier: readonly Section[], fresh: readonly Section[]): Section[] {
  const known = new Map<string, Summary>();
  for (const section of [...earlier, ...fresh]) {
    const summary = { section, head: headOf(section) };
    const before = known.get(summary.head.sha256);
    // Rows are compared of the same file only: of all that came in a month they are long.
    if (before === undefined || rowsOf(before) !== rowsOf(summary)) known.set(summary.head.sha256, summary);
  }
  const sorted = [...known.values()].sort((a, b) => compare(a.head.file, b.head.file) || compare(a.head.sha256, b.head.sha256));
  return sorted.map(({ section }, position) => ({ ...section, sample: position + 1 }));
}

/** One collection a source. */
export function joinFlowPieces(pieces: readonly FlowPiece[]): readonly Collection[] {
  const bySource = new Map<string, FlowPiece[]>();
  for (const piece of pieces) bySource.set(piece.target, [...(bySource.get(piece.target) ?? []), piece]);
  return [...bySource].map(([target, own]) => {
    const times = own.map(({ at }) => at).sort(compare);
    const sorted = own.toSorted((a, b) => compare(a.path, b.path));
    return {
      target,
      origin: 'listed',
      method: 'import',
      startedAt: own.map(({ totals, at }) => totals.first ?? at).sort(compare)[0] ?? '',
      finishedAt: times.at(-1) ?? '',
      status: 'collected',
      session: {},
      sections: joinSections(
        [],
        sorted.map(({ section }) => section),
      ),
    };
  });
}

/** Logs add to what came earlier of their source: another hour does not replace the one before. */
export function addFlowsToEarlier(earlier: Collection | undefined, collection: Collection): Collection {
  if (earlier === undefined) return collection;
  const startedAt = earlier.startedAt < collection.startedAt ? earlier.startedAt : collection.startedAt;
  const finishedAt = earlier.finishedAt > collection.finishedAt ? earlier.finishedAt : collection.finishedAt;
  return { ...collection, startedAt, finishedAt, sections: joinSections(earlier.sections, collection.sections) };
}
