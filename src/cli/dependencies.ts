import { Option } from 'commander';
import { stateColumn } from '../analysis/arrow-state.ts';
import { stateText } from '../analysis/direction-text.ts';
import { type Estate, endName, hostName, indexEstate, portText } from '../analysis/estate.ts';
import type { Node } from '../analysis/select.ts';
import { ago, clock } from '../analysis/time-text.ts';
import type { Dependency, Snapshot } from '../model/snapshot.ts';
import type { CommandModule, Context } from './context.ts';
import { byCells, isAt, nodeOption, portArgument } from './filters.ts';
import { nodeForms } from './node-lookup.ts';
import { noteOn, printList } from './print.ts';
import { readSnapshot, snapshotForms } from './resolve-snapshot.ts';

interface DependencyFlags {
  readonly host?: string;
  readonly from?: string;
  readonly to?: string;
  readonly port?: number;
  readonly state?: string;
  readonly snapshot?: string;
}

const columns = [
  { name: 'client', shrink: 2 },
  { name: 'server', shrink: 2 },
  { name: 'port', align: 'right' as const },
  { name: 'state' },
  { name: 'last seen', optional: 1 },
  { name: 'seen from', optional: 2 },
  { name: 'sure', align: 'right' as const, optional: 3 },
  { name: 'via', shrink: 2, optional: 4 },
  { name: 'samples', align: 'right' as const, optional: 5 },
  { name: 'at', optional: 6, repeats: true as const },
];

function row(estate: Estate, dependency: Dependency, now: Date): string[] {
  const { from, to, seenFrom, confidence, samples, lastSeen, via } = dependency;
  return [
    endName(estate, from),
    endName(estate, to),
    portText(dependency),
    stateColumn(estate, dependency),
    ago(lastSeen, now),
    seenFrom,
    confidence.toFixed(2),
    via.map((id) => hostName(estate, id)).join(', '),
    samples.total === 0 ? '' : `${samples.seen}/${samples.total}`,
    clock(lastSeen),
  ];
}

/** What the flags let through; the nodes they name are looked up once. */
function filterOf(context: Context, estate: Estate, flags: DependencyFlags): (dependency: Dependency) => boolean {
  const [host, client, server]: (Node | undefined)[] = [flags.host, flags.from, flags.to].map((text) =>
    nodeOption(estate, text, noteOn(context)),
  );
  return (dependency) =>
    (isAt(host, dependency.from) || isAt(host, dependency.to)) &&
    isAt(client, dependency.from) &&
    isAt(server, dependency.to) &&
    (flags.port === undefined || dependency.port === flags.port) &&
    (flags.state === undefined || stateText(dependency) === flags.state);
}

const whenEmpty = (snapshot: Snapshot): string =>
  snapshot.dependencies.length > 0 ? 'nothing matches' : 'no dependency was seen: map coverage says what was not looked at';

async function listDependencies(context: Context, flags: DependencyFlags): Promise<undefined> {
  const snapshot = await readSnapshot(context, flags.snapshot);
  const estate = indexEstate(snapshot);
  const dependencies = snapshot.dependencies.filter(filterOf(context, estate, flags));
  const now = context.io.now();
  const rows = dependencies.map((dependency) => row(estate, dependency, now));
  printList(context, snapshot, dependencies, { columns, rows: rows.sort(byCells) }, whenEmpty(snapshot));
}

const examples = `
NODE is ${nodeForms}.

Examples:
  map dependencies --host web1          everything that begins or ends there
  map dependencies --to db1/postgresql  who uses the database
  map dependencies --state silent       what fell silent
  map dependencies --state configured   what only stands in a configuration`;

/** `map dependencies`. */
export const dependenciesCommand: CommandModule = (program, bind) => {
  program
    .command('dependencies')
    .description('who depends on whom')
    .option('--host <NODE>', 'only with an end there')
    .option('--from <NODE>', 'only with this client')
    .option('--to <NODE>', 'only with this server')
    .option('--port <PORT>', "only this port of the server's", portArgument)
    .addOption(new Option('--state <STATE>', 'only these').choices(['active', 'attempted', 'configured', 'silent']))
    .option('--snapshot <SNAP>', snapshotForms)
    .addHelpText('after', examples)
    .action(bind((context, flags: DependencyFlags) => listDependencies(context, flags)));
};
