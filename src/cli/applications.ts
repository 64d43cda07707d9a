import { indexEstate, serviceName } from '../analysis/estate.ts';
import type { CommandModule, Context } from './context.ts';
import { byCells } from './filters.ts';
import { printList } from './print.ts';
import { readSnapshot, snapshotForms } from './resolve-snapshot.ts';

interface ApplicationFlags {
  readonly snapshot?: string;
}

const columns = [
  { name: 'application', shrink: 1 },
  { name: 'services', align: 'right' as const },
  { name: 'made of', shrink: 2 },
  { name: 'named by', shrink: 1 },
];

async function listApplications(context: Context, flags: ApplicationFlags): Promise<undefined> {
  const snapshot = await readSnapshot(context, flags.snapshot);
  const estate = indexEstate(snapshot);
  const rows = snapshot.applications.map(({ name, services, namedBy }) => {
    const names = services.flatMap((id) => estate.services.get(id) ?? []).map((service) => serviceName(estate, service));
    return [name, String(services.length), names.join(', '), namedBy];
  });
  printList(
    context,
    snapshot,
    snapshot.applications,
    { columns, rows: rows.sort(byCells) },
    'no applications: services are not grouped into applications yet',
  );
}

/** `map applications`. */
export const applicationsCommand: CommandModule = (program, bind) => {
  program
    // Not in the help while nothing groups services; scripts may call it all the same.
    .command('applications', { hidden: true })
    .description('services that work together')
    .option('--snapshot <SNAP>', snapshotForms)
    .addHelpText('after', '\nExamples:\n  map applications\n  map applications --json')
    .action(bind((context, flags: ApplicationFlags) => listApplications(context, flags)));
};
