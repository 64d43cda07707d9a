import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { CheckList } from './check-list.ts';
import type { Lab, RunningHost } from './lab.ts';
import { database, map, mapOutput, readSnapshot } from './map-command.ts';
import { command } from './run-command.ts';
import { ipv4Of, openHosts, scannerNumber } from './topology.ts';

/** The administrator of a host runs the script there, as root, and sends the file. */
export async function collectByHand({ host, pid }: RunningHost, script: string, directory: string): Promise<string> {
  const within = ['nsenter', '--target', String(pid), '--mount', '--uts', '--ipc', '--net', '--pid', '--cgroup'];
  const file = join(directory, `${host.name}.bundle`);
  writeFileSync(file, await command([...within, 'sh', '-s'], { input: script, limit: 60_000 }));
  return file;
}

const differences = (what: string, scanned: readonly string[], imported: readonly string[]): readonly string[] => [
  ...scanned.filter((id) => !imported.includes(id)).map((id) => `${what} ${id} was scanned and is not in the bundles`),
  ...imported.filter((id) => !scanned.includes(id)).map((id) => `${what} ${id} is in the bundles and was not scanned`),
];

/** The lab itself knocks at every sshd until it answers; a scan knows its own machine's logins and leaves them out. */
function withoutKnocking({ hosts, services, dependencies }: Snapshot) {
  const scanner = hosts.find(({ addresses }) => addresses.includes(ipv4Of(scannerNumber)))?.id;
  return {
    hosts: hosts.filter(({ id }) => id !== scanner),
    services: services.filter(({ host }) => host !== scanner),
    dependencies: dependencies.filter(({ from }) => from.host !== scanner),
  };
}

const idsOf = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id);

export function compareSnapshots(scanned: Snapshot, imported: Snapshot): readonly string[] {
  const [one, other] = [withoutKnocking(scanned), withoutKnocking(imported)];
  return (['hosts', 'services', 'dependencies'] as const).flatMap((kind) =>
    differences(kind, idsOf(one[kind]), idsOf(other[kind])),
  );
}

/** The bundles of all hosts. Taken before the first scan, which would be seen in them: its logins are somebody else's there. */
export async function collectBundles(lab: Lab): Promise<readonly string[]> {
  const directory = join(lab.home, 'bundles');
  mkdirSync(directory);
  const script = await mapOutput(lab, ['bundle', '--samples', '3', '--interval', '1']);
  const running = lab.hosts.filter(({ host }) => openHosts.includes(host));
  return Promise.all(running.map((one) => collectByHand(one, script, directory)));
}

/** The bundles imported, where a host cannot be reached by an import, against the scan of the database `scan`. */
export async function checkBundles(lab: Lab, list: CheckList, files: readonly string[], scan: string): Promise<void> {
  const { code, stdout, stderr } = await map(lab, ['import', ...files, '--db', database(lab, 'bundles')]);
  list.check('the bundles of all hosts are imported', code === 0 ? [] : [`exit ${code}: ${stdout} ${stderr.trim()}`]);
  const [scanned, imported] = [await readSnapshot(lab, scan), await readSnapshot(lab, 'bundles')];
  list.check(
    'bundles give the snapshot of the scan: the same hosts, services and dependencies',
    compareSnapshots(scanned, imported),
  );
}
