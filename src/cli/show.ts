import { indexEstate } from '../analysis/estate.ts';
import { reportNode } from '../analysis/neighbors.ts';
import type { CommandModule, Context } from './context.ts';
import { findNode, nodeForms } from './node-lookup.ts';
import { noteOn, noteSnapshot, printReport } from './print.ts';
import { readSnapshot, snapshotForms } from './resolve-snapshot.ts';

interface ShowFlags {
  readonly snapshot?: string;
}

async function show(context: Context, text: string, flags: ShowFlags): Promise<undefined> {
  const snapshot = await readSnapshot(context, flags.snapshot);
  printReport(context, reportNode(snapshot, findNode(indexEstate(snapshot), text, noteOn(context)), context.io.now()));
  noteSnapshot(context, snapshot);
}

/** `map show NODE`. */
export const showCommand: CommandModule = (program, bind) => {
  program
    .command('show')
    .argument('<NODE>', nodeForms)
    .description('one host or service, who uses it and what it uses')
    .option('--snapshot <SNAP>', snapshotForms)
    .addHelpText('after', '\nExamples:\n  map show db1\n  map show db1:5432\n  map show db1/postgresql --json')
    .action(bind((context, node: string, flags: ShowFlags) => show(context, node, flags)));
};
