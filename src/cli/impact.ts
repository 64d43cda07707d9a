import { indexEstate } from '../analysis/estate.ts';
import { reportImpact } from '../analysis/impact-report.ts';
import type { CommandModule, Context } from './context.ts';
import { findNode, nodeForms } from './node-lookup.ts';
import { noteOn, noteSnapshot, printReport } from './print.ts';
import { readSnapshot, snapshotForms } from './resolve-snapshot.ts';

interface ImpactFlags {
  readonly snapshot?: string;
}

async function showImpact(context: Context, texts: readonly string[], flags: ImpactFlags): Promise<undefined> {
  const snapshot = await readSnapshot(context, flags.snapshot);
  const estate = indexEstate(snapshot);
  const nodes = texts.map((text) => findNode(estate, text, noteOn(context)));
  printReport(context, reportImpact(snapshot, nodes));
  noteSnapshot(context, snapshot);
}

/** `map impact NODE...`. */
export const impactCommand: CommandModule = (program, bind) => {
  program
    .command('impact')
    .argument('<NODE...>', nodeForms)
    .description('who is affected when these fail or change, with the path')
    .option('--snapshot <SNAP>', snapshotForms)
    .addHelpText(
      'after',
      '\nExamples:\n  map impact db1\n  map impact db1/postgresql cache1\n  map impact 10.77.0.31:5432 --json',
    )
    .action(bind((context, nodes: readonly string[], flags: ImpactFlags) => showImpact(context, nodes, flags)));
};
