/** Measures the collection; prints the figure as JSON. Started by bench-collection.ts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectors } from '../src/collectors/registry.ts';
import { buildScript } from '../src/scan/script.ts';
import { readCpuSplit } from './bench-cpu-split.ts';
import { type FigureRow, median, pairedRatio } from './bench-figure.ts';
import { installed, type Measured, measureProcess, versionOf } from './bench-process.ts';
import { addresses, openSshServers, port, type SshServers } from './bench-ssh-servers.ts';

const [directory = ''] = process.argv.slice(2);
const rounds = 3;
const parallel = '32';
/** No new round is begun after this, so that a slow machine is done in time too. */
const budgetMs = 100_000;

interface Tool {
  readonly name: string;
  readonly argv: (round: number) => readonly string[];
  readonly input?: string;
}

const program = join(import.meta.dirname, '../bin/map.js');
const env: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  HOME: join(directory, 'home'),
  LC_ALL: 'C.UTF-8',
  NO_COLOR: '1',
  ANSIBLE_HOST_KEY_CHECKING: 'False',
  ANSIBLE_LOCALHOST_WARNING: 'False',
  ANSIBLE_HOME: join(directory, 'home/.ansible'),
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

/** Every tool gives the same script to the same hosts, 32 at a time, and keeps or throws away what they answer. */
function tools(servers: SshServers): readonly Tool[] {
  const hosts = join(directory, 'hosts');
  const script = join(directory, 'script');
  const text = buildScript(collectors, { marker: 'bench', samples: 1, interval: 1, sudo: 'auto' });
  writeFileSync(hosts, addresses.map((address) => `${address}\n`).join(''));
  writeFileSync(script, text);
  const keys = '-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o ControlMaster=no';
  const ssh = `-F none -i ${servers.key} -p ${port} ${keys}`;
  const login = ['--inventory', `${addresses.join(',')},`, '--user', servers.user];
  const ansible = [
    'ansible',
    'all',
    ...login,
    '--forks',
    parallel,
    '--ssh-common-args',
    ssh,
    '-m',
    'raw',
    '-a',
    rawCommand(text),
  ];
  const pssh = [
    'parallel-ssh',
    '-h',
    hosts,
    '-l',
    servers.user,
    '-p',
    parallel,
    '-t',
    '0',
    '-I',
    '-o',
    join(directory, 'out'),
    '-x',
    ssh,
  ];
  return [
    { name: 'map', argv: (round: number) => mapScan(servers, round) },
    { name: 'parallel-ssh', argv: () => [...pssh, 'sh -s'], input: script },
    { name: 'ansible', argv: () => ansible },
  ].filter(({ name }) => name === 'map' || installed(name));
}

/** ansible has no standard input for `raw`: the script travels as the command, with its template signs made harmless. */
const rawCommand = (script: string): string => `{% raw %}${script}{% endraw %}`;

async function alternate(run: readonly Tool[]): Promise<ReadonlyMap<string, readonly Measured[]>> {
  const results = new Map<string, Measured[]>(run.map(({ name }) => [name, []]));
  const started = Date.now();
  for (let round = 0; round < rounds && Date.now() - started < budgetMs; round += 1) {
    for (const { name, argv, input } of run) {
      const measured = await measureProcess(argv(round), { env, cwd: directory, ...(input === undefined ? {} : { input }) });
      if (measured.code !== 0) throw new Error(`${name} ended with ${measured.code}: ${measured.stderr.slice(-2000)}`);
      results.get(name)?.push(measured);
    }
  }
  return results;
}

function rowOf(name: string, own: readonly Measured[], map: readonly Measured[]): FigureRow {
  const seconds = (runs: readonly Measured[]) => runs.map((run) => run.seconds);
  const cpu = (runs: readonly Measured[]) => runs.map((run) => run.cpuSeconds);
  return {
    name,
    values: [
      addresses.length / median(seconds(own)),
      (median(cpu(own)) * 1000) / addresses.length,
      pairedRatio(seconds(own), seconds(map)),
      pairedRatio(cpu(own), cpu(map)),
    ],
  };
}

/** What a start costs before the first connection: a dry run reads everything and connects to nothing. */
async function startUp(servers: SshServers): Promise<Measured> {
  const argv = [...mapScan(servers, 0), '--dry-run'];
  const runs = [await measureProcess(argv, { env, cwd: directory }), await measureProcess(argv, { env, cwd: directory })];
  return runs.sort((a, b) => a.seconds - b.seconds)[0] as Measured;
}

async function main(): Promise<void> {
  for (const name of ['home', 'out', 'profile']) mkdirSync(join(directory, name));
  const servers = await openSshServers(directory);
  const run = tools(servers);
  const results = await alternate(run);
  const map = results.get('map') ?? [];
  const start = await startUp(servers);
  const warm = map.map((one) => ({
    ...one,
    seconds: one.seconds - start.seconds,
    cpuSeconds: one.cpuSeconds - start.cpuSeconds,
  }));
  const profiled = mapScan(servers, rounds, ['--cpu-prof', `--cpu-prof-dir=${join(directory, 'profile')}`]);
  await measureProcess(profiled, { env, cwd: directory });
  servers.close();
  const missing = ['parallel-ssh', 'ansible'].filter((name) => !results.has(name));
  const figure = {
    columns: ['hosts/s', 'client CPU ms/host', 'time, times map', 'CPU, times map'],
    rows: [...results].map(([name, own]) => rowOf(name, own, map)).toSpliced(1, 0, rowOf('map without start-up', warm, map)),
    notes: [
      `${map.length} alternated rounds, medians; ${parallel} at a time; clients and servers share the machine`,
      'every tool runs the same script; map also parses, links and stores what comes back',
      ...run.flatMap(({ name }) => (name === 'map' ? [] : [`${name}: ${versionOf([name, '--version'])}`])),
      ...missing.map((name) => `${name} is not installed`),
      ...readCpuSplit(join(directory, 'profile'), addresses.length),
    ],
  };
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
