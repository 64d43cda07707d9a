import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Figure, type FigureRow, median, pairedRatio } from './bench-figure.ts';
import { installed, type Measured, measureProcess, versionOf } from './bench-process.ts';
import { openFlowLoad, recordsEach } from './flow-load.ts';

const load = { records: 300_000, conversations: 50_000, perMs: 30 };
const rounds = 3;
const port = 42_255;
const program = join(import.meta.dirname, '../bin/map.js');
const aggregate = ['-A', 'proto,srcip,dstip,dstport', '-o', 'csv'];

/** Sends datagrams at a pace nfcapd keeps up with. */
async function send(): Promise<void> {
  const socket = createSocket('udp4');
  const flows = openFlowLoad(load.conversations);
  const deliver = (bytes: Buffer): Promise<void> =>
    new Promise((resolve) => socket.send(bytes, port, '127.0.0.1', () => resolve()));
  for (const bytes of flows.templates()) await deliver(bytes);
  const started = Date.now();
  for (let sent = 0; sent < load.records; ) {
    const due = Math.min(load.records, (Date.now() - started) * load.perMs);
    for (; sent < due; sent += recordsEach) await deliver(flows.next());
    await sleep(5);
  }
  socket.close();
}

/** What nfcapd wrote of what was sent. */
async function capture(directory: string): Promise<string> {
  const spool = join(directory, 'spool');
  mkdirSync(spool);
  const argv = ['-p', String(port), '-b', '127.0.0.1', '-w', spool, '-t', '3600', '-B', '8000000'];
  const collector = spawn('nfcapd', argv, { stdio: 'ignore' });
  const ended = new Promise((resolve) => collector.on('close', resolve));
  await sleep(1000);
  await send();
  await sleep(1000);
  collector.kill('SIGINT');
  await ended;
  const file = readdirSync(spool).find((name) => /^nfcapd\.\d/.test(name));
  if (file === undefined) throw new Error('nfcapd wrote no file');
  return join(spool, file);
}

interface Runs {
  readonly map: Measured[];
  readonly print: Measured[];
  readonly sum: Measured[];
}

async function alternate(directory: string, captured: string, csv: string): Promise<Runs> {
  const env = { PATH: process.env['PATH'], HOME: directory, LC_ALL: 'C', NO_COLOR: '1', TZ: 'UTC' };
  const options = { env, cwd: directory, memory: true } as const;
  const runs: Runs = { map: [], print: [], sum: [] };
  for (let round = 0; round < rounds; round += 1) {
    const map = await measureProcess([process.execPath, program, 'import', csv, '--db', join(directory, `${round}.db`)], options);
    if (map.code !== 0) throw new Error(`map import ended with ${map.code}: ${map.stderr.slice(-2000)}`);
    runs.map.push(map);
    runs.print.push(await measureProcess(['nfdump', '-r', captured, '-o', 'csv'], options));
    runs.sum.push(await measureProcess(['nfdump', '-r', captured, ...aggregate], options));
  }
  return runs;
}

function rowOf(name: string, own: readonly Measured[], map: readonly Measured[]): FigureRow {
  const cpu = (runs: readonly Measured[]): readonly number[] => runs.map(({ cpuSeconds }) => cpuSeconds);
  const memory = median(own.map(({ peakBytes }) => peakBytes)) / 1e6;
  return { name, values: [load.records / median(cpu(own)), memory, pairedRatio(cpu(map), cpu(own))] };
}

/** Records of NetFlow 5, 9 and IPFIX that nfcapd wrote, as CSV to a stored snapshot, beside nfdump that sums them up. */
export async function measureNfdump(): Promise<Figure> {
  const title = `${load.records.toLocaleString('en-US')} records that nfcapd wrote`;
  const columns = ['records/s of CPU', 'memory, MB', 'map costs, times'];
  if (!installed('nfcapd')) return { title, columns, rows: [], notes: ['nfdump is not installed'] };
  const directory = mkdtempSync(join(tmpdir(), 'map-bench-'));
  try {
    const captured = await capture(directory);
    const csv = join(directory, 'flows.csv');
    const printed = await measureProcess(['sh', '-c', `TZ=UTC nfdump -r '${captured}' -o csv > '${csv}'`], {
      ...{ env: { PATH: process.env['PATH'] }, cwd: directory },
    });
    if (printed.code !== 0) throw new Error(`nfdump ended with ${printed.code}`);
    const { map, print, sum } = await alternate(directory, captured, csv);
    return {
      title,
      columns,
      rows: [rowOf('map import', map, map), rowOf('nfdump -o csv', print, map), rowOf('nfdump -A', sum, map)],
      notes: [
        `${map.length} alternated rounds, medians; ${load.conversations.toLocaleString('en-US')} conversations`,
        'map reads the CSV, links and stores; nfdump reads its own file, prints it, or sums it up by addresses, protocol and port',
        versionOf(['nfdump', '-V']),
      ],
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
