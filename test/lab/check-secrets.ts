import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { observe } from '../../src/collectors/observe.ts';
import { isSocketSection } from '../../src/collectors/readers.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { openStore } from '../../src/store/store.ts';
import { findSecrets, type Haystack, notReached, readDatabase, readFiles } from '../secrets/look-everywhere.ts';
import { allPlants, type Plant, type Plants } from '../secrets/plants.ts';
import { collectByHand } from './check-bundle.ts';
import type { CheckList } from './check-list.ts';
import type { Lab, RunningHost } from './lab.ts';
import { database, map, mapOutput, scanWords } from './map-command.ts';
import { plantSecrets, readingCommand } from './plant-secrets.ts';
import { at, sshArguments } from './readiness.ts';
import { command, tryCommand } from './run-command.ts';
import { hostNamed, ipv4Of, users } from './topology.ts';

const place = 'app1';
const address = ipv4Of(hostNamed(place).number);

/** What is looked at for secrets: the outputs of `map`, gathered while they are made. */
interface Outputs {
  readonly all: Haystack[];
  /** Runs `map` and keeps both streams. */
  readonly run: (words: readonly string[]) => Promise<string>;
}

function openOutputs(lab: Lab): Outputs {
  const all: Haystack[] = [];
  const run = async (words: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await map(lab, words);
    all.push({ place: `map ${words.join(' ')}`, text: `${stdout}\n${stderr}` });
    return stdout;
  };
  return { all, run };
}

/** The whole document, and the evidence behind one arrow. */
async function look({ run }: Outputs, lab: Lab, db: string): Promise<void> {
  const of = ['--db', database(lab, db)];
  await run(['export', '-f', 'json', ...of]);
  await run(['explain', place, 'file1.plant.example', ...of]);
}

/** Every way to look at a database. */
async function lookAtAll({ run }: Outputs, lab: Lab, db: string): Promise<void> {
  const of = ['--db', database(lab, db)];
  const snapshot = JSON.parse(await run(['export', '-f', 'json', ...of])) as Snapshot;
  const formats = JSON.parse(await mapOutput(lab, ['export', '--list', '--json'])) as readonly { readonly name: string }[];
  const names = snapshot.hosts.map(({ name }) => name);
  const lists = ['hosts', 'services', 'dependencies', 'links', 'applications', 'snapshots', 'coverage'];
  const words = [
    ...formats.map(({ name }) => ['export', '-f', name]),
    ...lists.flatMap((list) => [[list, '--json'], [list]]),
    ['coverage', '--verbose'],
    ...[place, ...names.filter((name) => name.includes('plant')).slice(0, 4)].flatMap((name) => [
      ['show', name, '--json'],
      ['explain', place, name],
      ['explain', place, name, '--json'],
    ]),
    ['rebuild', '--verbose'],
  ];
  for (const one of words) await run([...one, ...of]);
}

/** `host:port` and `host` of every reference the stored evidence tells. */
function referencesIn(file: string): ReadonlySet<string> {
  const store = openStore(file, { create: false, isSocketSection });
  try {
    const runId = store.runs().at(-1)?.id ?? 0;
    const told = [...store.evidenceAt(runId)].flatMap(({ collection }) => observe(collection, true).references ?? []);
    return new Set(told.flatMap(({ reference: { host, port } }) => [host, `${host}:${port}`]));
  } finally {
    store.close();
  }
}

const missing = (plants: readonly Plant[], found: ReadonlySet<string>): readonly string[] =>
  plants.flatMap(({ name, servers }) =>
    servers.filter((one) => !found.has(one)).map((one) => `${one} of ${name} did not arrive`),
  );

async function checkReached(lab: Lab, list: CheckList, plants: Plants): Promise<void> {
  const print = readingCommand(plants);
  const ask = (user: string, words: string) => tryCommand(at('scanner', [...sshArguments(lab, user, address), words]));
  const asRoot = await ask('root', print);
  const bySudo = await ask(users.sudo, `sudo -n sh -c '${print.replaceAll("'", `'\\''`)}'`);
  const all = allPlants(plants);
  list.check(`all ${all.length} planted secrets can be read by the scanning login`, [
    ...notReached(all, asRoot.stdout),
    ...notReached(all, bySudo.stdout).map((text) => `${text} by sudo`),
  ]);
  const script = await mapOutput(lab, ['access', 'script']);
  const raw = await command(at('scanner', [...sshArguments(lab, 'root', address), 'sh', '-s']), { input: script, limit: 60_000 });
  list.check(
    'the script of a scan, run by hand, prints the passwords in arguments: they are cut here',
    notReached(plants.processes, raw),
  );
}

/** A scan as root and one with sudo, with events and with progress; and all there is to see of them. */
async function checkScans(lab: Lab, list: CheckList, plants: Plants): Promise<void> {
  const outputs = openOutputs(lab);
  for (const user of ['root', users.sudo]) {
    const words = scanWords(lab, user, `secrets-${user}`, [address]);
    await outputs.run([...words, '--verbose', '--debug']);
    await outputs.run(words.filter((word) => word !== '--json'));
    await (user === 'root' ? lookAtAll : look)(outputs, lab, `secrets-${user}`);
    const found = readDatabase(database(lab, `secrets-${user}`));
    const where = `${found.length} tables and stored texts`;
    list.check(`scanned as ${user}: no planted secret in the database (${where})`, findSecrets(allPlants(plants), found));
  }
  list.check(
    `no planted secret in ${outputs.all.length} outputs of map: exports, lists, explanations, events, errors`,
    findSecrets(allPlants(plants), outputs.all),
  );
  const seenByRoot = [...plants.processes, ...plants.environments, ...plants.files];
  list.check(
    'scanned as root: the servers named beside the secrets arrive',
    missing(seenByRoot, referencesIn(database(lab, 'secrets-root'))),
  );
  // The password file is root's, and sudo has no command for it.
  const seenBySudo = [...plants.processes, ...plants.files.filter(({ path }) => path !== '/root/.pgpass')];
  list.check(
    `scanned as ${users.sudo}: the same of what sudo lets it read`,
    missing(seenBySudo, referencesIn(database(lab, `secrets-${users.sudo}`))),
  );
}

async function checkBundle(lab: Lab, list: CheckList, host: RunningHost, plants: Plants): Promise<void> {
  const directory = join(lab.home, 'secret-bundle');
  mkdirSync(directory);
  const file = await collectByHand(host, await mapOutput(lab, ['bundle']), directory);
  const text = readFileSync(file, 'latin1');
  const settings = [...plants.environments, ...plants.files.filter(({ hasCommands }) => !hasCommands)];
  list.check(
    'the bundle has no secret of environments and settings: they are cut on the host',
    findSecrets(settings, [{ place: 'the bundle', text }]),
  );
  list.check('the bundle has those of process arguments, as its head says', notReached(plants.processes, text));
  const outputs = openOutputs(lab);
  await outputs.run(['import', file, '--db', database(lab, 'secrets-bundle'), '--verbose']);
  await look(outputs, lab, 'secrets-bundle');
  const found = [...readDatabase(database(lab, 'secrets-bundle')), ...outputs.all];
  list.check('the bundle imported: no planted secret in the database or an output', findSecrets(allPlants(plants), found));
  list.check(
    'the bundle imported: the servers named beside the secrets arrive',
    missing(settings, referencesIn(database(lab, 'secrets-bundle'))),
  );
}

/** Everything as somebody would paste it into a file. */
function pasted(plants: Plants): readonly (readonly [name: string, text: string])[] {
  const ps = plants.processes.map(({ words }, index) => `app ${1000 + index} 1 0 10:00 ? 00:00:00 ${words.join(' ')}\n`);
  const files = plants.files.map(({ path, text }, index) => [`${index}-${path.split('/').at(-1)}.txt`, text] as const);
  const labelled = plants.files.map(({ path, text }) => text.replace(/^/gm, `${path}:`)).join('\n');
  const sockets = 'Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n';
  return [
    ['ps.txt', `UID PID PPID C STIME TTY TIME CMD\n${ps.join('')}`],
    ['environ.txt', `${plants.environments.flatMap(({ variables }) => variables).join('\n')}\n`],
    ['podman.txt', plants.containers.text],
    ['labelled.txt', labelled],
    ['mixed.txt', `${sockets}${ps.join('')}${plants.environments.flatMap(({ variables }) => variables).join('\n')}\n`],
    ...files,
  ];
}

async function checkPasted(lab: Lab, list: CheckList, plants: Plants): Promise<void> {
  const directory = join(lab.home, 'pasted');
  mkdirSync(directory);
  const outputs = openOutputs(lab);
  for (const [name, text] of pasted(plants)) {
    writeFileSync(join(directory, name), text);
    await outputs.run(['parse', join(directory, name)]);
  }
  await outputs.run(['import', directory, '--host', place, '--db', database(lab, 'secrets-pasted'), '--verbose']);
  const found = existsSync(database(lab, 'secrets-pasted')) ? readDatabase(database(lab, 'secrets-pasted')) : [];
  list.check(
    `map parse and map import of ${pasted(plants).length} pasted texts: no planted secret`,
    findSecrets(allPlants(plants), [...outputs.all, ...found]),
  );
}

/** What was planted by these checks themselves, as input. */
const isInput = ({ place: path }: Haystack): boolean => /\/(?:secret-bundle|pasted)\//.test(path);

/** No secret of a host is stored, printed or logged, whichever way it could have come. */
export async function checkSecrets(lab: Lab, list: CheckList): Promise<void> {
  const host = lab.hosts.find((one) => one.host.name === place);
  if (host === undefined) throw new Error(`no host ${place}`);
  const plants = await plantSecrets(host, readFileSync(`${lab.key}.pub`, 'utf8'));
  await list.part('secrets can be reached', () => checkReached(lab, list, plants));
  await list.part('secrets: scans', () => checkScans(lab, list, plants));
  await list.part('secrets: bundle', () => checkBundle(lab, list, host, plants));
  await list.part('secrets: pasted texts', () => checkPasted(lab, list, plants));
  const files = [...readFiles(lab.home), ...readFiles(join(lab.directory, 'logs'))].filter((one) => !isInput(one));
  list.check(
    `no planted secret in the bytes of ${files.length} files: databases, their logs, what map and sshd left`,
    findSecrets(allPlants(plants), files),
  );
}
