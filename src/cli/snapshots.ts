import { ago, clock } from '../analysis/time-text.ts';
import type { SnapshotSummary } from '../store/types.ts';
import type { CommandModule, Context } from './context.ts';
import { withStore } from './open-store.ts';
import { note, printJson, printTable } from './print.ts';

const columns = [
  { name: 'id', align: 'right' as const },
  { name: 'label', shrink: 1 },
  { name: 'taken' },
  { name: 'hosts', align: 'right' as const },
  { name: 'services', align: 'right' as const },
  { name: 'dependencies', align: 'right' as const },
  { name: 'failed', align: 'right' as const },
  { name: 'scope', shrink: 2, optional: 1 },
  { name: 'at', optional: 2, repeats: true as const },
];

function row(summary: SnapshotSummary, now: Date): string[] {
  const { id, label = '', takenAt, hosts, services, dependencies, failed, interrupted, scope } = summary;
  return [
    id,
    label,
    `${ago(takenAt, now)}${interrupted ? ', interrupted' : ''}`,
    ...[hosts, services, dependencies, failed].map(String),
    scope.join(' '),
    clock(takenAt),
  ];
}

async function listSnapshots(context: Context): Promise<undefined> {
  const snapshots = await withStore(context, (store) => store.snapshots());
  const now = context.io.now();
  if (context.options.json) printJson(context, snapshots);
  else if (snapshots.length === 0) note(context, 'no snapshot yet: run map scan localhost');
  else printTable(context, { columns, rows: snapshots.map((summary) => row(summary, now)) });
}

/** `map snapshots`. */
export const snapshotsCommand: CommandModule = (program, bind) => {
  program
    .command('snapshots')
    .description('the snapshots in the database, oldest first')
    .addHelpText('after', '\nExamples:\n  map snapshots\n  map snapshots --json\n  map diff latest~1 latest')
    .action(bind((context) => listSnapshots(context)));
};
