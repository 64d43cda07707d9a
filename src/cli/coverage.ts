import { reportCoverage } from '../analysis/coverage-report.ts';
import type { CommandModule, Context } from './context.ts';
import { printReport } from './print.ts';
import { readSnapshot, snapshotForms } from './resolve-snapshot.ts';

interface CoverageFlags {
  readonly snapshot?: string;
}

async function showCoverage(context: Context, flags: CoverageFlags): Promise<undefined> {
  printReport(context, reportCoverage(await readSnapshot(context, flags.snapshot)));
}

/** `map coverage`. */
export const coverageCommand: CommandModule = (program, bind) => {
  program
    .command('coverage')
    .description('what was not seen, why, and what to do about it')
    .option('--snapshot <SNAP>', snapshotForms)
    .addHelpText('after', '\nExamples:\n  map coverage\n  map coverage --json')
    .action(bind((context, flags: CoverageFlags) => showCoverage(context, flags)));
};
