import { indexEstate } from '../analysis/estate.ts';
import { reportPath } from '../analysis/path/path-report.ts';
import type { CommandModule, Context } from './context.ts';
import { findNode, nodeForms } from './node-lookup.ts';
import { noteOn, noteSnapshot, printReport } from './print.ts';
import { readSnapshot, snapshotForms } from './resolve-snapshot.ts';

interface PathFlags {
  readonly snapshot?: string;
}

async function showPath(context: Context, texts: readonly [string, string], flags: PathFlags): Promise<undefined> {
  const snapshot = await readSnapshot(context, flags.snapshot);
  const estate = indexEstate(snapshot);
  const tell = noteOn(context);
  printReport(context, reportPath(snapshot, findNode(estate, texts[0], tell), findNode(estate, texts[1], tell)));
  noteSnapshot(context, snapshot);
}

const examples = `
Examples:
  map path web1 db1
  map path web1/nginx 10.77.0.31:5432 --json`;

/** `map path A B`. */
export const pathCommand: CommandModule = (program, bind) => {
  program
    .command('path')
    .argument('<A>', nodeForms)
    .argument('<B>', nodeForms)
    .description('how two nodes are connected: services, cables and ports, networks and routers')
    .option('--snapshot <SNAP>', snapshotForms)
    .addHelpText('after', examples)
    .action(bind((context, a: string, b: string, flags: PathFlags) => showPath(context, [a, b], flags)));
};
