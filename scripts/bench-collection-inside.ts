/** Measures the collection; prints the figure as JSON. Started by bench-collection.ts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectors } from '../src/collectors/registry.ts';
import { buildScript } from '../src/scan/script.ts';
import { readCpuSplit } from './bench-cpu-split.ts';
import { type Figure, type FigureRow, median, pairedRatio } from './bench-figure.ts';
import { installed, type Measured, measureProcess, versionOf } from './bench-process.ts';
import { addresses, openSshServers, port, type SshServers } from './bench-ssh-servers.ts';

const [directory = ''] = process.argv.slice(2);
const rounds = 3;
const parallel = '32';

interface Tool {
  readonly name: string;
  readonly argv: (round: number) => readonly string[];
  readonly input?: string;
}

/** What every tool is asked to do, by its own name in the table. */
interface Task {
  readonly title: string;
  readonly tools: readonly Tool[];
  /** No new round is begun after this, so that a slow machine is done in time too, milliseconds. */
  readonly budget: number;
}

type Results = ReadonlyMap<string, readonly Measured[]>;

const program = join(import.meta.dirname, '../bin/map.js');
const loginProgram = join(import.meta.dirname, 'bench-login.mjs');
const home = join(directory, 'home');
const env: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  HOME: home,
  LC_ALL: 'C.UTF-8',
  NO_COLOR: '1',
  ANSIBLE_HOST_KEY_CHECKING: 'False',
  ANSIBLE_LOCALHOST_WARNING: 'False',
  ANSIBLE_HOME: join(home, '.ansible'),
};

const mapScan = ({ user, key }: SshServers, round: number, more: readonly string[] = []): readonly string[] => [
  process.execPath,
  ...more,
  program,
  'scan',
  '127.88.0.1-127.88.0.100',
  ...['--port', String(port), '--user', user, '--identity', key, '--concurrency', parallel],
  ...['--db', join(directory, `bench-${round}.db`)],
];

const mapLogin = ({ user, key }: SshServers): readonly string[] => [
  process.execPath,
  ...[loginProgram, user, key, String(port), parallel, join(home, 'known_hosts')],
  ...addresses,
];

/** The peers, doing the same on the same hosts, 32 at a time; they keep or throw away what comes back. */
function peers(
  { user, key }: SshServers,
  pssh: readonly string[],
  ansible: readonly [module: string, argument: string],
  input?: string,
): readonly Tool[] {
  const [module, argument] = ansible;
  const keys = '-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o ControlMaster=no';
  const ssh = `-F none -i ${key} -p ${port} ${keys}`;
  const hosts = ['-h', join(directory, 'hosts'), '-l', user, '-p', parallel, '-t', '0', '-o', join(directory, 'out'), '-x', ssh];
  const inventory = ['all', '--inventory', `${addresses.join(',')},`, '--user', user, '--forks', parallel];
  const all: readonly Tool[] = [
    { name: 'parallel-ssh', argv: () => ['parallel-ssh', ...hosts, ...pssh], ...(input === undefined ? {} : { input }) },
    { name: 'ansible', argv: () => ['ansible', ...inventory, '--ssh-common-args', ssh, '-m', module, '-a', argument] },
  ];
  return all.filter(({ name }) => installed(name));
}

function tasks(servers: SshServers): readonly Task[] {
  const file = join(directory, 'script');
  const script = buildScript(collectors, { marker: 'bench', samples: 1, interval: 1, sudo: 'auto' });
  writeFileSync(join(directory, 'hosts'), addresses.map((address) => `${address}\n`).join(''));
  writeFileSync(file, script);
  const scan: Tool = { name: 'map', argv: (round) => mapScan(servers, round) };
  const login: Tool = { name: 'map', argv: () => mapLogin(servers) };
  return [
    { title: 'everything', tools: [scan, ...peers(servers, ['-I', 'sh -s'], ['script', file], file)], budget: 40_000 },
    { title: 'hostname', tools: [login, ...peers(servers, ['hostname'], ['raw', 'hostname'])], budget: 20_000 },
  ];
}

async function alternate({ tools, budget }: Task): Promise<Results> {
  const results = new Map<string, Measured[]>(tools.map(({ name }) => [name, []]));
  const started = Date.now();
  for (let round = 0; round < rounds && Date.now() - started < budget; round += 1) {
    for (const { name, argv, input } of tools.filter((tool) => results.has(tool.name))) {
      const measured = await measureProcess(argv(round), { env, cwd: directory, ...(input === undefined ? {} : { input }) });
      if (measured.code === 0) results.get(name)?.push(measured);
      else if (name === 'map') throw new Error(`map ended with ${measured.code}: ${measured.stderr.slice(-2000)}`);
      else results.delete(name);
    }
  }
  return results;
}

const seconds = (runs: readonly Measured[]): readonly number[] => runs.map((run) => run.seconds);
const cpu = (runs: readonly Measured[]): readonly number[] => runs.map((run) => run.cpuSeconds);
const cpuOfHost = (runs: readonly Measured[]): number => (median(cpu(runs)) * 1000) / addresses.length;

const rowOf = (name: string, own: readonly Measured[], map: readonly Measured[]): FigureRow => ({
  name,
  values: [
    addresses.length / median(seconds(own)),
    cpuOfHost(own),
    pairedRatio(seconds(own), seconds(map)),
    pairedRatio(cpu(own), cpu(map)),
  ],
});

const rowsOf = ({ title }: Task, results: Results): readonly FigureRow[] =>
  [...results].map(([name, own]) => rowOf(`${name}, ${title}`, own, results.get('map') ?? []));

/** What a start costs before the first connection: a dry run reads everything and connects to nothing. */
async function withoutStartUp(servers: SshServers, map: readonly Measured[]): Promise<readonly Measured[]> {
  const start = await measureProcess([...mapScan(servers, 0), '--dry-run'], { env, cwd: directory });
  return map.map((one) => ({
    ...one,
    seconds: one.seconds - start.seconds,
    cpuSeconds: one.cpuSeconds - start.cpuSeconds,
  }));
}

async function measure(servers: SshServers): Promise<Omit<Figure, 'title'>> {
  const [everything, hostname] = tasks(servers);
  if (everything === undefined || hostname === undefined) throw new Error('there is nothing to measure');
  const collected = await alternate(everything);
  const loggedIn = await alternate(hostname);
  const map = collected.get('map') ?? [];
  const warm = rowOf('map, everything, without its start-up', await withoutStartUp(servers, map), map);
  const profiled = mapScan(servers, rounds, ['--cpu-prof', `--cpu-prof-dir=${join(directory, 'profile')}`]);
  await measureProcess(profiled, { env, cwd: directory });
  const [first, ...others] = rowsOf(everything, collected);
  const missing = ['parallel-ssh', 'ansible'].filter((name) => !collected.has(name));
  return {
    columns: ['hosts/s', 'client CPU ms/host', 'time, times map', 'CPU, times map'],
    rows: [...(first === undefined ? [] : [first]), warm, ...others, ...rowsOf(hostname, loggedIn)],
    notes: [
      `${map.length} alternated rounds, medians; ${parallel} at a time; clients and servers share the machine`,
      'everything: all tools run the same script, which is most of the time; map also parses, links and stores the answers',
      'hostname: a login and one short command, by the transport of map alone',
      ...[...collected.keys()].filter((name) => name !== 'map').map((name) => `${name}: ${versionOf([name, '--version'])}`),
      ...missing.map((name) => `${name} ${installed(name) ? 'could not do it: it ended with an error' : 'is not installed'}`),
      ...readCpuSplit(join(directory, 'profile'), cpuOfHost(map)),
    ],
  };
}

async function main(): Promise<void> {
  for (const name of ['home', 'out', 'profile']) mkdirSync(join(directory, name));
  const servers = await openSshServers(directory);
  const figure = await measure(servers);
  servers.close();
  process.stdout.write(JSON.stringify(figure));
}

process.stdin.on('end', () => process.exit(1)).resume();
main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
