import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { snmpCollectors } from '../src/collectors/snmp/registry.ts';
import { generateNetwork } from '../src/demo/network/generate-network.ts';
import type { PlannedDevice } from '../src/demo/network/plan.ts';
import { addressAt } from '../src/demo/network/start-network.ts';
import { openStore } from '../src/store/store.ts';
import { type Figure, type FigureRow, median, pairedRatio } from './bench-figure.ts';
import { installed, type Measured, measureProcess, versionOf } from './bench-process.ts';

const size = { devices: 300, ports: 48 };
const prefix = '127.92';
const community = 'bench';
const port = 16_161;
const parallel = '64';
const rounds = 3;
/** A walk a table is thousands of processes: of so many devices it tells enough. */
const sampled = 30;
/** No new round is begun after this, milliseconds. */
const budget = 120_000;

const title = `${size.devices} devices of ${size.ports} ports swept over SNMP`;
const program = join(import.meta.dirname, '../bin/map.js');

/** The table or group an object is in, which is what a person would give to snmpbulkwalk. */
const tableOf = (subtree: string): string => subtree.split('.').slice(0, -1).join('.');

/** None that is part of another one. */
function tablesOf(perVlan: boolean): readonly string[] {
  const asked = snmpCollectors.filter((collector) => !perVlan || collector.perVlan);
  const tables = new Set(asked.flatMap((collector) => collector.tables.flatMap(({ subtrees }) => subtrees.map(tableOf))));
  return [...tables].filter((table) => ![...tables].some((other) => table.startsWith(`${other}.`)));
}

/** All that the agents have in four walks: less than any of the tables asked for can take. */
const everything = ['1.3.6.1.2.1', '1.3.6.1.4.1', '1.0.8802', '1.2.840'];

/** Arguments of every snmpbulkwalk, a line each: all tables of a device, and those of its bridge again in each VLAN of a Cisco. */
function walks(devices: readonly PlannedDevice[], tables: readonly string[], inVlans: readonly string[]): string {
  const lines = devices.flatMap(({ vendor, kind, vlans }, index) => {
    const agent = `${addressAt(prefix, index)}:${port}`;
    const contexts = vendor === 'cisco' && kind === 'switch' ? vlans.map(({ id }) => `${community}@${id}`) : [];
    return [
      ...tables.map((table) => `-c ${community} ${agent} ${table}`),
      ...contexts.flatMap((context) => inVlans.map((table) => `-c ${context} ${agent} ${table}`)),
    ];
  });
  return `${lines.join('\n')}\n`;
}

/** The agents in a process of their own, which all clients share the machine with. */
async function startAgents(): Promise<ChildProcess> {
  const inside = ['--import', 'tsx', join(import.meta.dirname, 'bench-network-agents.ts')];
  const sizes = [`${size.devices}`, `${size.ports}`, prefix, community, `${port}`];
  const child = spawn(process.execPath, [...inside, ...sizes], { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('close', (code) => reject(new Error(`the agents ended with ${code}`)));
  });
  return child;
}

interface Tool {
  readonly name: string;
  /** How many devices it is given. */
  readonly devices: number;
  readonly argv: (round: number) => readonly string[];
  readonly input?: string;
}

function tools(directory: string): readonly Tool[] {
  const { devices } = generateNetwork(size);
  const [first, last] = [addressAt(prefix, 0), addressAt(prefix, size.devices - 1)];
  const file = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  const database = (round: number): string => join(directory, `bench-${round}.db`);
  const asked = ['--no-ssh', '--snmp-community', `plain:${community}`, '--snmp-port', `${port}`, '--concurrency', parallel];
  const map: Tool = {
    name: 'map',
    devices: size.devices,
    argv: (round) => [process.execPath, program, 'scan', `${first}-${last}`, ...asked, '--db', database(round)],
  };
  const bulk = ['xargs', '-P', parallel, '-L', '1', 'snmpbulkwalk', '-v2c', '-Cr25', '-m', '', '-On', '-Oq'];
  const all = walks(devices, everything, ['1.3.6.1.2.1.17']);
  const peers: readonly Tool[] = [
    {
      name: `xargs snmpbulkwalk, a walk a table, ${sampled} devices`,
      devices: sampled,
      argv: () => bulk,
      input: file('tables', walks(devices.slice(0, sampled), tablesOf(false), tablesOf(true))),
    },
    { name: 'xargs snmpbulkwalk, four walks a device', devices: size.devices, argv: () => bulk, input: file('all', all) },
  ];
  return installed('snmpbulkwalk') && installed('xargs') ? [map, ...peers] : [map];
}

async function alternate(all: readonly Tool[], directory: string): Promise<ReadonlyMap<string, readonly Measured[]>> {
  const results = new Map<string, Measured[]>(all.map(({ name }) => [name, []]));
  const env = { PATH: process.env['PATH'], HOME: directory, LC_ALL: 'C.UTF-8', NO_COLOR: '1' };
  const started = Date.now();
  for (let round = 0; round < rounds && Date.now() - started < budget; round += 1) {
    for (const { name, argv, input } of all) {
      const measured = await measureProcess(argv(round), {
        ...{ env, cwd: directory, memory: true },
        ...(input === undefined ? {} : { input }),
      });
      if (measured.code !== 0) throw new Error(`${name} ended with ${measured.code}: ${measured.stderr.slice(-2000)}`);
      results.get(name)?.push(measured);
    }
  }
  return results;
}

/** Of each tool what it took a device, so that one that was given fewer can be compared. */
function rowsOf(all: readonly Tool[], results: ReadonlyMap<string, readonly Measured[]>): readonly FigureRow[] {
  const seconds = ({ name, devices }: Tool): readonly number[] => (results.get(name) ?? []).map((run) => run.seconds / devices);
  const cpu = ({ name, devices }: Tool): readonly number[] => (results.get(name) ?? []).map((run) => run.cpuSeconds / devices);
  const [map] = all;
  return all.map((tool) => ({
    name: tool.name,
    values: [
      1 / median(seconds(tool)),
      median(cpu(tool)) * 1000,
      median((results.get(tool.name) ?? []).map(({ peakBytes }) => peakBytes)) / 1e6,
      map === undefined ? 1 : pairedRatio(seconds(tool), seconds(map)),
      map === undefined ? 1 : pairedRatio(cpu(tool), cpu(map)),
    ],
  }));
}

/** What the sweep found, so that a fast one that finds nothing is not taken for a good one. */
function foundText(directory: string): string {
  const store = openStore(join(directory, 'bench-0.db'));
  const snapshot = store.readSnapshot('1');
  store.close();
  const { cables } = generateNetwork(size);
  const layer2 = snapshot?.links.filter(({ layer, protocols }) => layer === 2 && protocols.includes('lldp')).length;
  return `${snapshot?.hosts.length} devices on the map, ${layer2} of ${cables.length} cables, ${snapshot?.links.length} links with bundles and routing neighbors`;
}

/** Sweeping and mapping a fleet of switches and routers, beside snmpbulkwalk that throws away what it reads. */
export async function measureNetwork(): Promise<Figure> {
  const directory = mkdtempSync(join(tmpdir(), 'map-bench-'));
  const agents = await startAgents();
  try {
    const all = tools(directory);
    const results = await alternate(all, directory);
    return {
      title,
      columns: ['devices/s', 'client CPU ms/device', 'largest process, MB', 'time, times map', 'CPU, times map'],
      rows: rowsOf(all, results),
      notes: [
        `${results.get('map')?.length} alternated rounds, medians; ${parallel} at a time; one process has all agents and shares the machine`,
        'map also parses, links and stores; snmpbulkwalk prints to /dev/null',
        `map: ${foundText(directory)}`,
        results.size > 1 ? `snmpbulkwalk: ${versionOf(['snmpbulkwalk', '-V'])}` : 'snmpbulkwalk is not installed (package snmp)',
      ],
    };
  } finally {
    agents.stdin?.end();
    rmSync(directory, { recursive: true, force: true });
  }
}
