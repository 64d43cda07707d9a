import { samplingText } from '../analysis/sampling-text.ts';
import type { Failure } from '../model/failure.ts';
import { UsageError } from '../model/usage-error.ts';
import type { CommandModule, Context } from './context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { ImportSource } from './find-import-files.ts';
import { tellProgress } from './import-progress.ts';
import { openInterrupt } from './interrupt.ts';
import { note, noteOn, printJson } from './print.ts';
import { refuseDemoMap } from './refuse-mix.ts';
import type { ImportResult, ReadLog } from './run-import.ts';
import { labelText, repeated } from './scan-flags.ts';
import { sanitize, screenWidth, wrap } from './terminal.ts';
import type { UnreadFile } from './unread-files.ts';

interface ImportFlags {
  readonly manifest?: string;
  readonly host?: string;
  readonly address?: readonly string[];
  readonly format: string;
  readonly label?: string;
}

/** Files whose names begin with a dot are left out, and nobody sees them in a listing. */
const nothingIn = (paths: readonly string[]): string =>
  paths.length === 0
    ? 'there is no file to import; name files, directories or --manifest FILE'
    : `there is no file in ${paths.join(', ')} (names that begin with a dot are left out); name files, or a directory that has some`;

async function sourcesOf(
  paths: readonly string[],
  { manifest, host, address = [], format }: ImportFlags,
): Promise<readonly ImportSource[]> {
  const { findImportFiles } = await import('./find-import-files.ts');
  const { formatsNamed } = await import('../collectors/texts/choose-format.ts');
  if (format !== 'auto' && formatsNamed(format).length === 0) {
    throw new UsageError(`${format}: no such format; map parse --list names them`);
  }
  const { canonicalAddress } = await import('../text/address.ts');
  const wrong = address.find((text) => canonicalAddress(text) === undefined);
  if (wrong !== undefined) throw new UsageError(`--address ${wrong}: not an IP address`);
  const listed = manifest === undefined ? [] : (await import('./read-manifest.ts')).readManifest(manifest);
  const named = [...listed, ...findImportFiles(paths, { ...(host === undefined ? {} : { host }), addresses: address, format })];
  const seen = new Set<string>();
  const sources = named.filter(({ path, host: of = '' }) => {
    const key = `${path}\n${of}`;
    return !seen.has(key) && seen.add(key);
  });
  if (sources.length === 0) throw new UsageError(nothingIn(paths));
  return sources;
}

/** What a log of flows came to. */
function flowLine({ path, totals, conversations }: ReadLog): string {
  const { records, rejected, other, skipped, notKept, sampling = {} } = totals;
  const rates = Object.values(sampling);
  const more = [
    ...(rejected === 0 ? [] : [`${rejected} rejected`]),
    ...(other === 0 ? [] : [`${other} of something else`]),
    ...(skipped === 0 ? [] : [`${skipped} could not be read`]),
    ...(notKept.conversations === 0
      ? []
      : [`no room for ${amount(notKept.conversations, 'row')} of ${amount(notKept.records, 'record')}`]),
    ...(rates.length === 0 ? [] : [samplingText(rates.reduce((most, rate) => Math.max(most, rate)))]),
  ];
  return `  ${sanitize(path)}: ${[amount(records, 'flow record'), `${amount(conversations, 'row')} kept`, ...more].join(', ')}`;
}

/** Logs that are told one by one: a month has 720 hourly ones. */
const mostLogs = 20;

function flowLines(logs: readonly ReadLog[]): string[] {
  const [told, more] = [logs.slice(0, mostLogs), logs.slice(mostLogs)];
  if (more.length === 0) return told.map(flowLine);
  const sum = (of: 'records' | 'rejected' | 'skipped'): number => more.reduce((all, { totals }) => all + totals[of], 0);
  const rest = [amount(sum('records'), 'flow record'), `${sum('rejected')} rejected`, `${sum('skipped')} could not be read`];
  return [...told.map(flowLine), `  ${amount(more.length, 'more log')}: ${rest.join(', ')} (each of them with --json)`];
}

const amount = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;

/** Whose the files are; nothing where all of them are inventories, or none could be read. */
const hostsText = ({ files, hosts, flows, inventories }: ImportResult): string[] =>
  hosts === 0 && (inventories.files > 0 || files === 0)
    ? []
    : [`of ${flows.length === 0 ? amount(hosts, 'host') : amount(hosts, 'host or source', 'hosts and sources')}`];

const inventoriesText = ({ inventories: { files, machines } }: ImportResult): string[] =>
  files === 0 ? [] : [`${amount(files, 'inventory', 'inventories')} listing ${amount(machines, 'machine')}`];

const said = ({ status, message }: Failure): string => `  ${status}: ${sanitize(message)}`;

/** Outputs of one file that are told one by one. */
const mostCommands = 10;

function commandsText(commands: NonNullable<UnreadFile['commands']>): string {
  const told = commands
    .slice(0, mostCommands)
    .map(
      ({ line, command }) => `${command === undefined ? 'what stands above the first prompt' : sanitize(command)} (line ${line})`,
    );
  const more = commands.length > mostCommands ? [`${commands.length - mostCommands} more`] : [];
  return `no format recognises the output of ${[...told, ...more].join(', ')}: nothing of it is on the map`;
}

/** What is wrong with a file that was read, and what to do about it. */
function unreadText({ path, lines, cut, toldBefore, first, commands }: UnreadFile): string {
  const name = sanitize(path);
  if (commands !== undefined) return `  ${name}: ${commandsText(commands)}`;
  const behind = toldBefore === true ? 'stays on the map as an earlier file told it' : 'is not on the map';
  const end = `its end is missing, and what stood there ${behind}: send it again, whole, under the same name`;
  const others =
    first === undefined
      ? []
      : [`${amount(lines, 'line')} could not be read, the first is line ${first.line}: ${first.reason} (map parse ${name})`];
  return `  ${name}: ${[...(cut ? [end] : []), ...others].join('; ')}`;
}

/** Files that are named where an import was stopped. */
const mostLeft = 10;

/** What was not read because somebody stopped it. */
function leftLines(left: ImportResult['left']): string[] {
  if (left.length === 0) return [];
  const told = left
    .slice(0, mostLeft)
    .map(({ path, begun }) => `  ${sanitize(path)}${begun === true ? ': not read to its end, so nothing of it is kept' : ''}`);
  const more = left.length > mostLeft ? [`  and ${left.length - mostLeft} more`] : [];
  return [`Stopped before ${left.length}`, ...told, ...more];
}

function printImport(context: Context, result: ImportResult): void {
  const { snapshot, failures, files, inventories, unchanged, older, flows, unread, left } = result;
  if (context.options.json) {
    const { snapshot: header, coverage } = snapshot ?? {};
    const counts = snapshot && {
      hosts: snapshot.hosts.length,
      services: snapshot.services.length,
      dependencies: snapshot.dependencies.length,
    };
    printJson(context, {
      event: 'summary',
      files,
      unchanged,
      older,
      flows,
      inventories,
      unread,
      failed: failures,
      ...(left.length === 0 ? {} : { left }),
      snapshot: header,
      ...counts,
      coverage,
    });
    return;
  }
  const lines = [
    [
      `${files} of ${files + failures.length + left.length} files read`,
      [...hostsText(result), ...inventoriesText(result)].join(' and '),
    ]
      .filter((part) => part !== '')
      .join(', '),
    ...flowLines(flows),
    ...(snapshot === undefined || unchanged
      ? [unchanged && files > 0 ? 'Nothing in them is new: the map is as it was' : 'Nothing was imported']
      : [
          `Snapshot ${snapshot.snapshot.id}`,
          `  hosts         ${snapshot.hosts.length}`,
          `  services      ${snapshot.services.length}`,
          `  dependencies  ${snapshot.dependencies.length}`,
        ]),
    ...(older.length === 0 ? [] : [`Left out, because something newer is known: ${older.map(sanitize).join(', ')}`]),
    ...(unread.length === 0 ? [] : [`Not read whole ${unread.length}`, ...unread.map(unreadText)]),
    ...leftLines(left),
    ...(failures.length === 0 ? [] : [`Failed ${failures.length}`, ...failures.map(said)]),
  ];
  const width = screenWidth(context.io.stdout);
  // What goes on stands two further in than its line began.
  const wrapped = lines.flatMap((line) => wrap(line, width, ' '.repeat(line.length - line.trimStart().length + 2)));
  context.io.stdout.write(`${wrapped.join('\n')}\n`);
}

async function importFiles(context: Context, paths: readonly string[], flags: ImportFlags): Promise<ExitCode> {
  const { runImport } = await import('./run-import.ts');
  const { createStore } = await import('./create-store.ts');
  const sources = await sourcesOf(paths, flags);
  await refuseDemoMap(context);
  const store = createStore(context.options.db);
  const interrupt = openInterrupt(() => note(context, 'stopping: files that were read to their end are kept'));
  const listen = tellProgress(noteOn(context), Date.now);
  const scope = flags.manifest === undefined ? paths : [flags.manifest, ...paths];
  const job = { sources, scope, store, listen, signal: interrupt.signal, now: () => context.io.now() };
  try {
    const result = await runImport({ ...job, ...(flags.label === undefined ? {} : { label: flags.label }) });
    printImport(context, result);
    if (result.interrupted) return exitCodes.interrupted;
    return result.failures.length > 0 ? exitCodes.partial : exitCodes.done;
  } finally {
    interrupt.close();
    store.close();
  }
}

const help = `
A bundle names its host itself. Any other file belongs to the host of --host, of the manifest, of the directory it
is in, or of its own name (db1-ss.txt). Importing a file twice changes nothing.

Examples:
  map import *.bundle                              what map bundle wrote on the hosts
  map import --host db1 --address 10.0.0.9 ss.txt  one output of one host
  map import aws-prod-eu.json vcenter.csv          inventories: what others list, kept by the name of the file
  map import outputs/                              a directory a host, whatever they hold
  map import --manifest estate.yaml                a list: host, addresses, file, format
Exit codes: 0 done, 2 usage, 3 some files could not be read, 4 database, 130 interrupted.`;

/** `map import`. */
export const importCommand: CommandModule = (program, bind) => {
  program
    .command('import')
    .argument('[PATH...]', 'bundles, outputs of commands, directories of them')
    .description('the same as a scan, from files people send')
    .option('--manifest <FILE>', 'a list of files with host, addresses, format (YAML, JSON or CSV)')
    .option('--host <NAME>', 'the host the files are of')
    .option('--address <ADDRESS>', 'an address of that host; may be given several times', repeated)
    .option('--format <FORMAT>', 'what the files are; auto decides by their content', 'auto')
    .option('--label <TEXT>', 'a name for the snapshot', labelText)
    .addHelpText('after', help)
    .action(bind((context, paths: string[], flags: ImportFlags) => importFiles(context, paths, flags)));
};
