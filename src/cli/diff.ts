import { reportDiff } from '../analysis/diff-report.ts';
import type { CommandModule, Context } from './context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { printReport } from './print.ts';
import { readTwoSnapshots, snapshotForms } from './resolve-snapshot.ts';

interface DiffFlags {
  readonly exitCode?: boolean;
}

async function showDiff(context: Context, from: string, to: string, flags: DiffFlags): Promise<ExitCode> {
  const report = reportDiff(...(await readTwoSnapshots(context, from, to)));
  printReport(context, report);
  return flags.exitCode === true && report.findings ? exitCodes.findings : exitCodes.done;
}

/** `map diff A B`. */
export const diffCommand: CommandModule = (program, bind) => {
  program
    .command('diff')
    .argument('<A>', `the earlier snapshot: ${snapshotForms}`)
    .argument('<B>', 'the later one')
    .description('what was added, removed, fell silent, changed, or cannot be known')
    .option('--exit-code', 'end with 1 where there are differences')
    .addHelpText(
      'after',
      '\nExamples:\n  map diff latest~1 latest\n  map diff before after --exit-code      two labels; ends with 1 where they differ\n  map diff before.json latest --json     the first from map export -f json',
    )
    .action(bind((context, from: string, to: string, flags: DiffFlags) => showDiff(context, from, to, flags)));
};
