import { setTimeout as pause } from 'node:timers/promises';
import { loadConfig } from '../config/config-file.ts';
import type { CommandModule, Context } from './context.ts';
import { namedCredentials, printDryRun } from './dry-run.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { performScan, type ScanPlan } from './perform-scan.ts';
import { connectorOptionsOf } from './scan-connector.ts';
import { addScanFlags } from './scan-flags.ts';
import { scanOptionsOf } from './scan-job.ts';
import { followInterval, readScanSettings, type ScanFlags } from './scan-settings.ts';

const examples = `
Targets: an address, a network (10.0.0.0/24), a range (10.0.0.1-10.0.0.20), a name, localhost, or
@FILE with one of these a line; each may carry a port (10.0.0.1:2222).

Examples:
  map scan localhost                             this machine, without SSH
  map scan 10.0.0.0/24 --user ops                with your agent, keys and ~/.ssh/config
  map scan 10.0.0.0/24 --dry-run                 what would be done; touches nothing
  map scan @hosts.txt --jump bastion --password env:OPS_PASSWORD
  map scan web1 db1 --samples 60 --interval 55   look for an hour, to see short connections
  map scan 10.0.0.0/16 --exclude @fragile.txt --rate 200 --label "before the move"

Ctrl-C stops the scan and saves what was read. Exit codes: 0 done, 2 usage, 3 some targets failed,
4 database, 130 interrupted.`;

/** Scans again and again; each turn is a snapshot of its own. Ends with Ctrl-C. */
async function follow(context: Context, openPlan: () => Promise<ScanPlan>, seconds: number): Promise<ExitCode> {
  for (;;) {
    const { code } = await performScan(context, await openPlan());
    if (code === exitCodes.interrupted) return code;
    const stopped = await waitOrStop(seconds);
    if (stopped) return exitCodes.interrupted;
  }
}

async function waitOrStop(seconds: number): Promise<boolean> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    await pause(seconds * 1000, undefined, { signal: stop.signal });
    return false;
  } catch {
    return true;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

async function scanCommandLine(context: Context, specs: readonly string[], flags: ScanFlags): Promise<ExitCode> {
  const { io, options } = context;
  const config = loadConfig(options.config, io.env);
  const settings = readScanSettings(specs, flags, config, io.env);
  const { createConnector } = await import('../transports/connector.ts');
  if (flags.dryRun === true) {
    // Without targets no secret is fetched: a dry run needs the names of the credentials only.
    const idle = await connectorOptionsOf(context, { ...settings, targets: [] }, config);
    const connector = createConnector({ ...idle, credentialsFor: (target) => namedCredentials(target, config) });
    await printDryRun(context, settings, config, connector);
    await connector.close();
    return exitCodes.done;
  }
  const connectorOptions = await connectorOptionsOf(context, settings, config);
  const openPlan = async (): Promise<ScanPlan> => ({
    kind: 'scan',
    title: `map scan ${specs.join(' ')}`,
    scope: specs,
    targets: settings.targets,
    options: scanOptionsOf(settings),
    connector: createConnector(connectorOptions),
    ...(flags.label === undefined ? {} : { label: flags.label }),
  });
  if (flags.follow === true) return follow(context, openPlan, flags.interval ?? followInterval);
  return (await performScan(context, await openPlan())).code;
}

/** `map scan`. */
export const scanCommand: CommandModule = (program, bind) => {
  const command = program
    .command('scan')
    .argument('<target...>', 'what to look at')
    .description('look at hosts, and take a snapshot of the whole estate');
  addScanFlags(command)
    .addHelpText('after', examples)
    .action(bind((context, specs: string[], flags: ScanFlags) => scanCommandLine(context, specs, flags)));
};
