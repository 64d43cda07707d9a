import { Option } from 'commander';
import { ago, clock } from '../analysis/time-text.ts';
import { meaningOf } from '../model/failure.ts';
import { type Host, hostKinds } from '../model/snapshot.ts';
import type { CommandModule, Context } from './context.ts';
import { byCells } from './filters.ts';
import { printList } from './print.ts';
import { readSnapshot, snapshotForms } from './resolve-snapshot.ts';

interface HostFlags {
  readonly kind?: string;
  readonly snapshot?: string;
}

const columns = [
  { name: 'host', shrink: 1 },
  { name: 'kind' },
  { name: 'addresses', shrink: 2 },
  { name: 'system', shrink: 2 },
  { name: 'looked at', shrink: 3 },
];

function lookedAt({ evidence }: Host, now: Date): string {
  if (evidence === undefined) return 'never';
  const when = `${ago(evidence.at, now)} (${clock(evidence.at)})`;
  if (evidence.status !== 'collected') return `${evidence.status}: ${meaningOf(evidence.status)}; ${when}`;
  return evidence.stale ? `${when}, not in this scan` : when;
}

function row(host: Host, now: Date): string[] {
  const system = [host.os?.name, host.os?.version].filter((part) => part !== undefined).join(' ');
  return [host.name, host.kind, host.addresses.join(', '), system, lookedAt(host, now)];
}

async function listHosts(context: Context, flags: HostFlags): Promise<undefined> {
  const snapshot = await readSnapshot(context, flags.snapshot);
  const hosts = snapshot.hosts.filter(({ kind }) => flags.kind === undefined || kind === flags.kind);
  const rows = hosts.map((host) => row(host, context.io.now()));
  printList(context, snapshot, hosts, { columns, rows: rows.sort(byCells) });
}

/** `map hosts`. */
export const hostsCommand: CommandModule = (program, bind) => {
  program
    .command('hosts')
    .description('the hosts on the map: looked at, or seen as peers')
    .addOption(new Option('--kind <KIND>', 'only these').choices(hostKinds))
    .option('--snapshot <SNAP>', snapshotForms)
    .addHelpText(
      'after',
      '\nExamples:\n  map hosts\n  map hosts --kind unknown      peers nobody looked at\n  map hosts --snapshot latest~1 --json',
    )
    .action(bind((context, flags: HostFlags) => listHosts(context, flags)));
};
