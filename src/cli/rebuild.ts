import type { Snapshot } from '../model/snapshot.ts';
import type { Store } from '../store/types.ts';
import type { CommandModule, Context } from './context.ts';
import { withStore } from './open-store.ts';
import { note, printJson, printTable } from './print.ts';

interface Rebuilt {
  readonly id: string;
  readonly hosts: number;
  readonly services: number;
  readonly dependencies: number;
}

const countsOf = ({ snapshot, hosts, services, dependencies }: Snapshot): Rebuilt => ({
  id: snapshot.id,
  hosts: hosts.length,
  services: services.length,
  dependencies: dependencies.length,
});

/** Every snapshot once more from its evidence, oldest first, because each takes identities from the one before. */
async function rebuildAll(context: Context, store: Store): Promise<Rebuilt[]> {
  const { takeSnapshot } = await import('./take-snapshot.ts');
  return store.transaction(() => {
    const made = store.snapshots().flatMap(({ id }) => {
      const basis = store.basisOf(id);
      return basis === undefined ? [] : [{ id, basis }];
    });
    store.dropSnapshots();
    return made.map(({ id, basis }, index) => {
      note(context, `snapshot ${id} (${index + 1} of ${made.length})`);
      return countsOf(takeSnapshot(store, basis.runId, { id, basis }));
    });
  });
}

async function rebuild(context: Context): Promise<undefined> {
  const rebuilt = await withStore(context, (store) => rebuildAll(context, store));
  if (context.options.json) printJson(context, rebuilt);
  else if (rebuilt.length === 0) note(context, 'no snapshot yet: run map scan localhost');
  else {
    const names = ['snapshot', 'hosts', 'services', 'dependencies'];
    const rows = rebuilt.map(({ id, hosts, services, dependencies }) => [id, ...[hosts, services, dependencies].map(String)]);
    printTable(context, { columns: names.map((name) => ({ name, align: 'right' })), rows });
  }
}

/** `map rebuild`. */
export const rebuildCommand: CommandModule = (program, bind) => {
  program
    .command('rebuild')
    .description('derive every snapshot again from the stored evidence, after a parser got better')
    .addHelpText('after', '\nAll or nothing, offline; ids stay.\n\nExamples:\n  map rebuild\n  map rebuild --db estate.db')
    .action(bind((context) => rebuild(context)));
};
