import type { Target } from '../model/target.ts';
import type { ScanOptions } from '../scan/scan.ts';
import type { Connectors } from '../scan/way.ts';
import type { RunKind } from '../store/types.ts';
import type { Context } from './context.ts';
import { createStore } from './create-store.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { openInterrupt } from './interrupt.ts';
import { databaseFlag, note } from './print.ts';
import { runScan, type ScanResult } from './run-scan.ts';
import { openReporter } from './scan-job.ts';
import { renderScanSummary } from './scan-summary.ts';
import { sanitizeJson, screenWidth } from './terminal.ts';

export interface ScanPlan {
  readonly kind: RunKind;
  /** The command as typed, for the head of the view. */
  readonly title: string;
  readonly scope: readonly string[];
  readonly label?: string;
  readonly targets: readonly Target[];
  readonly options: ScanOptions;
  readonly connectors: Connectors;
}

export interface Performed extends ScanResult {
  readonly code: ExitCode;
}

function exitCodeOf({ interrupted, snapshot, progress }: ScanResult): ExitCode {
  if (interrupted) return exitCodes.interrupted;
  const failed = snapshot === undefined ? progress.failed.size : snapshot.coverage.failed.length;
  return failed > 0 ? exitCodes.partial : exitCodes.done;
}

function printResult(context: Context, kind: RunKind, result: ScanResult, seconds: number): void {
  const { io, options } = context;
  const { snapshot } = result;
  if (options.json) {
    const { coverage, snapshot: header } = snapshot ?? {};
    const counts = snapshot && {
      hosts: snapshot.hosts.length,
      services: snapshot.services.length,
      dependencies: snapshot.dependencies.length,
    };
    const summary = { event: 'summary', interrupted: result.interrupted, snapshot: header, ...counts, coverage };
    io.stdout.write(`${sanitizeJson(JSON.stringify(summary))}\n`);
    return;
  }
  if (snapshot === undefined) {
    io.stderr.write('map: stopped before any host had answered; the map is as it was\n');
    return;
  }
  io.stdout.write(renderScanSummary(snapshot, seconds, screenWidth(io.stdout)));
  if (kind === 'scan') {
    const flag = databaseFlag(context);
    const isAnyRead = snapshot.hosts.some(({ evidence }) => evidence !== undefined && !evidence.stale);
    const commands = isAnyRead ? ['dependencies', 'coverage', 'export -f html -o map.html'] : ['coverage'];
    note(context, `Saved in ${options.db}. Next: ${commands.map((command) => `map ${command}${flag}`).join(', ')}`);
  }
}

/**
 * Runs a scan for a person or a script: progress while it runs, Ctrl-C saves what was collected, a
 * summary at the end. The database is opened before the first connection, so that a bad one is an
 * error before any host has been touched.
 */
export async function performScan(context: Context, plan: ScanPlan): Promise<Performed> {
  const store = createStore(context.options.db);
  const reporter = await openReporter(context, plan.title, plan.targets.length);
  const interrupt = openInterrupt(reporter.stopping);
  const began = Date.now();
  try {
    const result = await runScan({ ...plan, store, signal: interrupt.signal, listen: reporter.listen }).finally(reporter.close);
    printResult(context, plan.kind, result, (Date.now() - began) / 1000);
    return { ...result, code: exitCodeOf(result) };
  } finally {
    interrupt.close();
    await plan.connectors.ssh?.close();
    await plan.connectors.snmp?.close();
    store.close();
  }
}
