import { Command } from 'commander';
import { nearest } from '../analysis/nearest.ts';
import { UsageError } from '../model/usage-error.ts';
import { accessCommand } from './access.ts';
import { applicationsCommand } from './applications.ts';
import { bundleCommand } from './bundle.ts';
import { checkConfig } from './check-config.ts';
import type { Bind, CommandModule, Context, GlobalOptions, Handler, Io } from './context.ts';
import { coverageCommand } from './coverage.ts';
import { demoCommand } from './demo.ts';
import { dependenciesCommand } from './dependencies.ts';
import { diffCommand } from './diff.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { explainCommand } from './explain.ts';
import { exportCommand } from './export.ts';
import { fitHelp } from './help-width.ts';
import { hostsCommand } from './hosts.ts';
import { impactCommand } from './impact.ts';
import { importCommand } from './import.ts';
import { linksCommand } from './links.ts';
import { listenCommand } from './listen.ts';
import { parseCommand } from './parse.ts';
import { pathCommand } from './path.ts';
import { rebuildCommand } from './rebuild.ts';
import { scanCommand } from './scan.ts';
import { servicesCommand } from './services.ts';
import { showCommand } from './show.ts';
import { snapshotsCommand } from './snapshots.ts';
import { screenWidth } from './terminal.ts';
import { toolVersion } from './version.ts';

/** Every command, in the order of the help. A new one is one file and one line here. */
const commands: readonly CommandModule[] = [
  scanCommand,
  importCommand,
  listenCommand,
  bundleCommand,
  accessCommand,
  demoCommand,
  snapshotsCommand,
  hostsCommand,
  servicesCommand,
  dependenciesCommand,
  linksCommand,
  applicationsCommand,
  showCommand,
  explainCommand,
  impactCommand,
  pathCommand,
  diffCommand,
  coverageCommand,
  exportCommand,
  parseCommand,
  rebuildCommand,
];

const afterHelp = `
Examples:
  map scan localhost             look at this machine
  map scan 10.0.0.0/24           look at a subnet over SSH
  map dependencies --host web1   who talks to web1, and to whom it talks
  map export -f html -o map.html the map as one page

Exit codes: 0 done, 1 findings, 2 usage, 3 partly failed, 4 store or defect, 130 interrupted.`;

function isTruthy(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

/** Colour only on a terminal, and not where the operator wants none (no-color.org). */
function wantsColor(io: Io, flag: unknown): boolean {
  return flag !== false && io.stdout.isTTY === true && !isTruthy(io.env['NO_COLOR']) && io.env['TERM'] !== 'dumb';
}

function globalOptionsOf(given: Readonly<Record<string, unknown>>, io: Io): GlobalOptions {
  const text = (key: string): string | undefined => (typeof given[key] === 'string' ? given[key] : undefined);
  const config = text('config');
  const fromEnvironment = io.env['MAP_DB'];
  return {
    db: text('db') ?? (isTruthy(fromEnvironment) ? (fromEnvironment ?? '') : './map.db'),
    ...(config === undefined ? {} : { config }),
    json: given['json'] === true,
    quiet: given['quiet'] === true,
    verbose: given['verbose'] === true,
    debug: given['debug'] === true,
  };
}

function unknownCommand(program: Command, name: string): UsageError {
  const guesses = nearest(
    name,
    program.commands.map((command) => command.name()),
  );
  const guess = guesses.length === 0 ? '' : `did you mean ${guesses.join(' or ')}? `;
  return new UsageError(`${name}: no such command; ${guess}see map --help`);
}

/** `map` alone, `map help`, `map help COMMAND`; and one line for a command that does not exist. */
function addHelp(program: Command): void {
  const show = (name: string | undefined): void => {
    const command = name === undefined ? program : program.commands.find((candidate) => candidate.name() === name);
    if (command === undefined) throw unknownCommand(program, name ?? '');
    command.outputHelp();
  };
  program.command('help').argument('[COMMAND]').description('help for a command').action(show);
  program.allowExcessArguments().action(() => show(program.args[0]));
}

/** What commander knows of a command line, read for one command. */
function contextOf(command: Command, io: Io): Context {
  const given = command.optsWithGlobals();
  return { io, options: globalOptionsOf(given, io), color: wantsColor(io, given['color']) };
}

/**
 * The command line of `map`. `finish` is told the exit code of the command that ran. Global options
 * are accepted before and after the command's name (commander's default).
 */
export function buildProgram(io: Io, finish: (code: ExitCode) => void): Command {
  const program = new Command('map')
    .description('Who depends on whom in a data centre, and how we know. Agentless: over SSH, read-only.')
    .version(toolVersion, '--version', 'print the version')
    .option('--db <FILE>', 'the database (default: MAP_DB, or ./map.db)')
    .option('--config <FILE>', 'the configuration (default: ./map.yaml where present)')
    .option('--json', 'print JSON')
    .option('--quiet', 'no progress, no notes')
    .option('--verbose', 'say more')
    .option('--no-color', 'no colour (also NO_COLOR=1)')
    .option('--debug', 'a stack trace with an error')
    .helpOption('--help, -h', 'help for a command')
    .helpCommand(false)
    .addHelpText('after', afterHelp)
    .showSuggestionAfterError(true)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(fitHelp(text, screenWidth(io.stdout))),
      writeErr: () => {}, // The one line for a person is printed by whoever runs the program.
      getOutHelpWidth: () => screenWidth(io.stdout) ?? 100,
      getOutHasColors: () => false,
    });
  const bind: Bind =
    <Given extends readonly unknown[]>(handler: Handler<Given>) =>
    async (...given: [...Given, Command]) => {
      const command = given.at(-1) as Command;
      const own = given.slice(0, -1) as unknown as Given;
      const context = contextOf(command, io);
      await checkConfig(context, command.name());
      finish((await handler(context, ...own)) ?? exitCodes.done);
    };
  for (const add of commands) add(program, bind);
  addHelp(program);
  return program;
}
