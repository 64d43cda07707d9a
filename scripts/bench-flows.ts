import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, type FigureRow, median, pairedRatio } from './bench-figure.ts';
import { type Measured, measureProcess, versionOf } from './bench-process.ts';

const records = 1_000_000;
const rounds = 3;
/** No new round is begun after this, milliseconds. */
const budget = 60_000;
const size = { clients: 2000, servers: 200, ofEach: 10 };
const ports = [443, 5432, 6379, 8080, 9092];

const program = join(import.meta.dirname, '../bin/map.js');

/** Two records, one a direction, of a version 2 flow log of AWS: clients that each call a few servers from changing ports. */
function pairAt(index: number): string {
  const client = index % size.clients;
  const server = (client * 7 + (Math.floor(index / size.clients) % size.ofEach) * 13) % size.servers;
  const [from, to] = [`10.1.${client >> 8}.${client & 255}`, `10.2.0.${server}`];
  const [high, low] = [32_768 + ((index * 31) % 28_000), ports[server % ports.length]];
  const start = 1_732_183_200 + Math.floor(index / 2000);
  const common = `${start} ${start + 59} ACCEPT OK`;
  const name = `2 123456789012 eni-${(0xa0000000 + client).toString(16)}`;
  return `${name} ${from} ${to} ${high} ${low} 6 12 ${800 + (index % 900)} ${common}\n${name} ${to} ${from} ${low} ${high} 6 9 ${5000 + (index % 7000)} ${common}\n`;
}

function writeLog(file: string): void {
  const log = openSync(file, 'w');
  const piece = 5000;
  for (let first = 0; first < records / 2; first += piece) {
    writeSync(log, Array.from({ length: piece }, (_, at) => pairAt(first + at)).join(''));
  }
  closeSync(log);
}

/** The least that has to be done: bytes and records by addresses, protocol and the lower port. */
const awkProgram =
  '{ p = $6 < $7 ? $6 : $7; k = $4 " " $5 " " p " " $8; n[k]++; b[k] += $10 } END { for (k in n) print k, n[k], b[k] }';

interface Runs {
  readonly map: Measured[];
  readonly awk: Measured[];
}

async function alternate(directory: string, log: string): Promise<Runs> {
  const env = { PATH: process.env['PATH'], HOME: directory, LC_ALL: 'C', NO_COLOR: '1' };
  const options = { env, cwd: directory, memory: true } as const;
  const runs: Runs = { map: [], awk: [] };
  const started = Date.now();
  for (let round = 0; round < rounds && Date.now() - started < budget; round += 1) {
    const database = join(directory, `bench-${round}.db`);
    const map = await measureProcess([process.execPath, program, 'import', log, '--db', database], options);
    if (map.code !== 0) throw new Error(`map import ended with ${map.code}: ${map.stderr.slice(-2000)}`);
    runs.map.push(map);
    runs.awk.push(await measureProcess(['awk', awkProgram, log], options));
  }
  return runs;
}

function rowOf(name: string, own: readonly Measured[], map: readonly Measured[]): FigureRow {
  const cpu = (runs: readonly Measured[]): readonly number[] => runs.map(({ cpuSeconds }) => cpuSeconds);
  const values = [
    records / median(cpu(own)),
    median(own.map(({ peakBytes }) => peakBytes)) / 1e6,
    pairedRatio(cpu(own), cpu(map)),
  ];
  return { name, values };
}

/** A log of a million records to a stored snapshot, beside awk that only sums it up. */
export async function measureFlows(): Promise<Figure> {
  const directory = mkdtempSync(join(tmpdir(), 'map-bench-'));
  try {
    const log = join(directory, 'vpc.log');
    writeLog(log);
    const { map, awk } = await alternate(directory, log);
    return {
      title: `A flow log of AWS with ${records.toLocaleString('en-US')} records imported`,
      columns: ['records/s of CPU', 'memory, MB', 'CPU, times map'],
      rows: [rowOf('map import', map, map), rowOf('awk, sums only', awk, map)],
      notes: [
        `${map.length} alternated rounds, medians; ${Math.round(statSync(log).size / 1e6)} MB of text`,
        'map also tells who asked whom, keeps the first record of each conversation, links and stores',
        `awk: ${versionOf(['awk', '-W', 'version'])}`,
      ],
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
