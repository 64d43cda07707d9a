import { setTimeout as pause } from 'node:timers/promises';
import { loadConfig } from '../config/config-file.ts';
import { createConnector } from '../transports/connector.ts';
import { checkCredentials } from './check-credentials.ts';
import type { Context } from './context.ts';
import { namedCredentials, printDryRun } from './dry-run.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { performScan, type ScanPlan } from './perform-scan.ts';
import { refuseDemoMap } from './refuse-mix.ts';
import { connectorOptionsOf } from './scan-connector.ts';
import type { ScanFlags } from './scan-flags.ts';
import { scanOptionsOf } from './scan-job.ts';
import { followInterval, readScanSettings } from './scan-settings.ts';
import { askedTargets, openSnmp, snmpOptionsOf } from './scan-snmp.ts';
import { tellUntriedJump } from './untried-jump.ts';

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

/** One `map scan`, from the words typed to the exit code. */
export async function scanCommandLine(context: Context, specs: readonly string[], flags: ScanFlags): Promise<ExitCode> {
  const { io, options } = context;
  const config = loadConfig(options.config, io.env);
  const given = readScanSettings(specs, flags, config, io.env);
  checkCredentials(given, flags, config, io.env);
  const settings = askedTargets(context, given, config);
  if (flags.dryRun === true) {
    // Without targets no secret is fetched: a dry run needs the names of the credentials only.
    const idle = await connectorOptionsOf(context, { ...settings, targets: [] }, config);
    const connector = createConnector({ ...idle, credentialsFor: (target) => namedCredentials(target, config) });
    await printDryRun(context, settings, config, connector);
    await connector.close();
    return exitCodes.done;
  }
  await refuseDemoMap(context);
  const connectorOptions = settings.ssh ? await connectorOptionsOf(context, settings, config) : undefined;
  const snmpOptions = await snmpOptionsOf(context, settings, config);
  const openPlan = async (): Promise<ScanPlan> => ({
    kind: 'scan',
    title: `map scan ${specs.join(' ')}`,
    scope: specs,
    targets: settings.targets,
    options: scanOptionsOf(settings),
    connectors: {
      ...(connectorOptions === undefined ? {} : { ssh: tellUntriedJump(createConnector(connectorOptions)) }),
      ...(snmpOptions === undefined ? {} : { snmp: openSnmp(snmpOptions, settings) }),
    },
    ...(flags.label === undefined ? {} : { label: flags.label }),
  });
  if (flags.follow === true) return follow(context, openPlan, flags.interval ?? followInterval);
  return (await performScan(context, await openPlan())).code;
}
