import { randomBytes } from 'node:crypto';
import { openProgress } from '../scan/progress.ts';
import type { ScanOptions } from '../scan/scan.ts';
import { socketBudget } from '../transports/socket-budget.ts';
import type { Context } from './context.ts';
import { openJsonReporter, openLineReporter, openViewReporter, type ScanReporter, silentReporter } from './scan-reporter.ts';
import type { ScanSettings } from './scan-settings.ts';
import { sanitizeJson } from './terminal.ts';

/** What one host may send: forty thousand connections with all their counters, and no flood. */
const maxBytesPerHost = 40 * 1024 * 1024;

/** Connections tried at once, where the limit of open files allows: enough for a silent /16 in minutes, easy on switches. */
const mostSweepSockets = 1024;

/** The scan's own view of the settings: bounds, clock and randomness from outside. */
export function scanOptionsOf(
  settings: Pick<ScanSettings, 'samples' | 'interval' | 'sudo' | 'deadline' | 'concurrency'>,
): ScanOptions {
  const sockets = socketBudget();
  return {
    samples: settings.samples,
    interval: settings.interval,
    sudo: settings.sudo,
    deadlineMs: settings.deadline * 1000,
    maxBytes: maxBytesPerHost,
    concurrency: Math.min(settings.concurrency, sockets),
    sweepSockets: Math.min(mostSweepSockets, sockets),
    marker: () => `map-${randomBytes(12).toString('hex')}`,
    now: () => new Date(),
  };
}

/** How a running scan is shown: events for scripts, a view on a terminal, lines elsewhere, or nothing. */
export async function openReporter(context: Context, title: string, targets: number): Promise<ScanReporter> {
  const { io, options } = context;
  if (options.json) return openJsonReporter((line) => void io.stdout.write(sanitizeJson(line)));
  if (options.quiet) return silentReporter;
  if (io.stderr.isTTY === true && io.env['TERM'] !== 'dumb') {
    return openViewReporter(process.stderr, title, openProgress(targets, Date.now()));
  }
  return openLineReporter((line) => void io.stderr.write(line), Date.now);
}
