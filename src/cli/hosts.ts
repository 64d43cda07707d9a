import { Option } from 'commander';
import { findSwitchPorts } from '../analysis/switch-port.ts';
import { ago, clock } from '../analysis/time-text.ts';
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
  { name: 'status' },
  { name: 'looked at', optional: 2 },
  { name: 'addresses', shrink: 2 },
  { name: 'system', shrink: 2, optional: 3 },
  { name: 'switch port', shrink: 1, optional: 1 },
  { name: 'at', optional: 4, repeats: true as const },
];

/** How the last look at a host ended. */
function statusOf({ evidence, listed }: Host): string {
  if (evidence === undefined) return listed === undefined ? 'not looked at' : 'only listed';
  return evidence.status === 'collected' && evidence.stale ? 'not asked' : evidence.status;
}

function row(host: Host, now: Date, ports: ReadonlyMap<string, string>): string[] {
  const { evidence } = host;
  return [
    ...[host.name, host.kind, statusOf(host)],
    evidence === undefined ? '' : ago(evidence.at, now),
    host.addresses.join(', '),
    [host.os?.name, host.os?.version].filter((part) => part !== undefined).join(' '),
    ports.get(host.id) ?? '',
    evidence === undefined ? '' : clock(evidence.at),
  ];
}

async function listHosts(context: Context, flags: HostFlags): Promise<undefined> {
  const snapshot = await readSnapshot(context, flags.snapshot);
  const hosts = snapshot.hosts.filter(({ kind }) => flags.kind === undefined || kind === flags.kind);
  const ports = findSwitchPorts(snapshot);
  const rows = hosts.map((host) => row(host, context.io.now(), ports));
  const none = snapshot.hosts.length > 0 ? 'nothing matches' : 'no host was seen: map coverage says what failed';
  printList(context, snapshot, hosts, { columns, rows: rows.sort(byCells) }, none);
}

/** `map hosts`. */
export const hostsCommand: CommandModule = (program, bind) => {
  program
    .command('hosts')
    .description('the hosts on the map: looked at, listed by inventories, or seen as peers')
    .addOption(new Option('--kind <KIND>', 'only these').choices(hostKinds))
    .option('--snapshot <SNAP>', snapshotForms)
    .addHelpText(
      'after',
      '\nExamples:\n  map hosts\n  map hosts --kind unknown      peers nobody looked at\n  map hosts --snapshot latest~1 --json',
    )
    .action(bind((context, flags: HostFlags) => listHosts(context, flags)));
};
