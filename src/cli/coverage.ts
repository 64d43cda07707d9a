import { InvalidArgumentError } from 'commander';
import { type UnreadableLine, unreadCount } from '../analysis/coverage.ts';
import { underBarText } from '../analysis/coverage-bar.ts';
import { reportCoverage } from '../analysis/coverage-report.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { CommandModule, Context } from './context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { withStore } from './open-store.ts';
import { note, printReport } from './print.ts';
import { isSnapshotFile, readSnapshot, snapshotForms } from './resolve-snapshot.ts';

interface CoverageFlags {
  readonly min?: number;
  readonly snapshot?: string;
}

function percentArgument(text: string): number {
  const percent = /^\d{1,3}(\.\d{1,3})?%?$/.test(text) ? Number.parseFloat(text) : -1;
  if (percent < 0 || percent > 100) throw new InvalidArgumentError('It must be a percentage, 0 to 100.');
  return percent;
}

/**
 * The lines no parser could read, for who asks for them: all the evidence is parsed again to find them.
 * A file has no evidence, nor has a database that does not hold this very snapshot.
 */
async function unreadableLines(
  context: Context,
  text: string,
  snapshot: Snapshot,
): Promise<readonly UnreadableLine[] | undefined> {
  const { json, verbose } = context.options;
  if (unreadCount(snapshot.coverage) === 0) return [];
  if (!json && !verbose) {
    if (!isSnapshotFile(text))
      note(context, `--verbose lists the ${snapshot.coverage.skippedLines === 0 ? 'datagrams' : 'lines'} nobody could read`);
    return undefined;
  }
  const { id, takenAt } = snapshot.snapshot;
  const { readUnreadableLines } = await import('./unreadable-lines.ts');
  const lines = isSnapshotFile(text)
    ? undefined
    : await withStore(context, (store) => {
        const isStored = store.snapshots().some((stored) => stored.id === id && stored.takenAt === takenAt);
        return isStored ? readUnreadableLines(store, snapshot) : undefined;
      });
  if (lines === undefined) note(context, 'the raw lines are in the database the file was exported from');
  return lines;
}

/** True where a snapshot of the database was made by an import; a file does not say. */
async function isImport(context: Context, text: string, { snapshot, hosts }: Snapshot): Promise<boolean> {
  // Only what is said of these hosts depends on it.
  if (isSnapshotFile(text) || !hosts.some(({ evidence }) => evidence?.stale === true)) return false;
  return await withStore(context, (store) => {
    const isStored = store.snapshots().some(({ id, takenAt }) => id === snapshot.id && takenAt === snapshot.takenAt);
    const basis = isStored ? store.basisOf(snapshot.id) : undefined;
    return basis !== undefined && store.run(basis.runId).kind === 'import';
  });
}

async function showCoverage(context: Context, { min, snapshot: text = 'latest' }: CoverageFlags): Promise<ExitCode> {
  const snapshot = await readSnapshot(context, text);
  const unreadable = await unreadableLines(context, text, snapshot);
  const report = reportCoverage(snapshot, {
    ...(unreadable === undefined ? {} : { unreadable }),
    ...(min === undefined ? {} : { min }),
    asksNobody: await isImport(context, text, snapshot),
  });
  // Who holds the map against a bar and wants it quiet is told by the exit code, and by one line where it is missed.
  if (min === undefined || !context.options.quiet || context.options.json) printReport(context, report);
  const { bar } = report.document;
  if (bar === undefined || bar.met) return exitCodes.done;
  context.io.stderr.write(`map: ${underBarText(bar, snapshot.coverage)}\n`);
  return exitCodes.findings;
}

const help = `
--min measures the dependencies with the process known at both ends, of all on the map. An end on a host
nobody can log in to counts as not known: set the bar by what map coverage shows today.

Examples:
  map coverage
  map coverage --verbose                 with the lines no parser could read
  map coverage --min 80 --quiet          one line and exit code 1 where it is less than 80%
  map coverage --json`;

/** `map coverage`. */
export const coverageCommand: CommandModule = (program, bind) => {
  program
    .command('coverage')
    .description('what was not seen, why, and what to do about it')
    .option('--min <PERCENT>', 'end with 1 where the process is known at both ends of fewer dependencies', percentArgument)
    .option('--snapshot <SNAP>', snapshotForms)
    .addHelpText('after', help)
    .action(bind((context, flags: CoverageFlags) => showCoverage(context, flags)));
};
