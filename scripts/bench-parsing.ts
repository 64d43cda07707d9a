import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collectors } from '../src/collectors/registry.ts';
import { type Figure, type FigureRow, median, pairedRatios, rangeOf } from './bench-figure.ts';
import { installed, measureProcess, versionOf } from './bench-process.ts';

const lineCount = 20_000;
/** For the programs, so that what either needs to start is a small part. */
const programLineCount = 200_000;
const rounds = 7;

const header = 'Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n';
const names = ['java', 'postgres', 'nginx', 'node', 'redis-server'];

/**
 * Rows as `ss -Otanp` prints them on a busy server: two addresses of its own, hundreds of peers, half IPv4 and half
 * IPv6, a tenth in TIME-WAIT.
 */
const isTimeWait = (index: number): boolean => index % 10 === 0;

function plainRow(index: number): string {
  const peer = index % 700;
  const ipv4 = index % 2 === 0;
  const local = ipv4 ? '10.1.0.7' : '[fd00:1::7]';
  const remote = ipv4 ? `10.2.${peer >> 8}.${peer & 255}` : `[fd00:2::${peer.toString(16)}]`;
  const ends = `0      0      ${local}:${1024 + (index % 60_000)} ${remote}:5432`;
  if (isTimeWait(index)) return `tcp   TIME-WAIT ${ends}`;
  return `tcp   ESTAB ${ends} users:(("${names[index % names.length]}",pid=${index % 32_768},fd=${index % 1000}))`;
}

/** What `-e -i --cgroup` adds to a row: what a scan really asks for. The kernel keeps neither an inode nor counters of TIME-WAIT. */
function fullRow(index: number): string {
  if (isTimeWait(index)) return `${plainRow(index)} ino:0 sk:${index.toString(16)}`;
  return `${plainRow(index)} uid:${index % 1000} ino:${100_000 + index} sk:${index.toString(16)} cgroup:/system.slice/app-${index % 40}.service <-> ts sack cubic wscale:7,7 rto:204 rtt:0.${index % 900}/0.02 ato:40 mss:1448 pmtu:1500 rcvmss:536 advmss:1448 cwnd:10 bytes_sent:${index * 7} bytes_acked:${index * 7 + 1} bytes_received:${index * 3} segs_out:41 segs_in:38 lastsnd:812 lastrcv:812 lastack:812 pacing_rate 3000Mbps delivered:21 app_limited rcv_space:14480 minrtt:0.1`;
}

const table = (row: (index: number) => string, count: number): string =>
  header + Array.from({ length: count }, (_, index) => `${row(index)}\n`).join('');

/** CPU seconds of one parse by `map`, in this process. CPU, because it is the same on a busy machine. */
function mapSeconds(parse: (text: string) => readonly unknown[], text: string): number {
  const started = process.cpuUsage();
  const facts = parse(text);
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / 1e6;
  if (facts.length !== lineCount) throw new Error(`${facts.length} facts from ${lineCount} lines`);
  return seconds;
}

/** The same by jc's own function, without its start-up and without writing JSON: the second call, because the first imports the parser. */
const jcProgram = `
import sys, time, jc
text = open(sys.argv[1]).read()
jc.parse('ss', text, quiet=True)
started = time.process_time()
rows = jc.parse('ss', text, quiet=True)
print(time.process_time() - started)
`;

/** Interpreters that may have jc: Debian's own first. */
const pythons = ['/usr/bin/python3', 'python3'];
const pythonWithJc = (): string | undefined => pythons.find((python) => spawnSync(python, ['-c', 'import jc']).status === 0);

function jcSeconds(python: string, file: string): number {
  const { stdout, stderr, status } = spawnSync(python, ['-c', jcProgram, file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`jc: ${stderr}`);
  return Number(stdout);
}

/** CPU seconds of every round, by the name in the table; map's own come first. */
type Rounds = ReadonlyMap<string, number[]>;

/** Parser against parser, both warm, in one process each; both make objects and no text. */
function runParsers(name: string, text: string, directory: string, python: string | undefined): Rounds {
  const parse = collectors.find(({ id }) => id === 'linux.ss')?.parse;
  if (parse === undefined) throw new Error('there is no collector linux.ss');
  const file = join(directory, 'ss.txt');
  writeFileSync(file, text);
  for (let warm = 0; warm < 8; warm += 1) mapSeconds(parse, text);
  const own: number[] = [];
  const jc: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    own.push(mapSeconds(parse, text));
    if (python !== undefined) jc.push(jcSeconds(python, file));
  }
  return new Map([
    [`map's parser, ${name}`, own],
    ["jc's parser, warm", jc],
  ]);
}

const mapProgram = join(import.meta.dirname, '../bin/map.js');

/** Program against program: start-up, reading the file, parsing, JSON. map cuts secrets besides. */
async function runPrograms(name: string, text: string, directory: string): Promise<Rounds> {
  const file = join(directory, 'ss.txt');
  writeFileSync(file, text);
  const options = { env: process.env, cwd: directory };
  const own: number[] = [];
  const jc: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const map = await measureProcess([process.execPath, mapProgram, 'parse', '--format', 'ss', file], options);
    if (map.code !== 0) throw new Error(`map parse ended with ${map.code}: ${map.stderr.slice(-2000)}`);
    own.push(map.cpuSeconds);
    if (installed('jc')) jc.push((await measureProcess(['jc', '--ss'], { ...options, input: file })).cpuSeconds);
  }
  return new Map([
    [`map parse, the program, ${name}`, own],
    ['jc --ss, the program', jc],
  ]);
}

const rowsOf = (results: Rounds, lines: number): readonly FigureRow[] =>
  [...results].flatMap(([name, seconds], _, [[, own] = ['', []]]) => {
    if (seconds.length === 0) return [];
    const perSecond = seconds.map((one) => lines / one);
    const ratios = pairedRatios(seconds, own);
    return [
      {
        name,
        values: [median(perSecond), median(ratios)],
        ranges: [rangeOf(perSecond), seconds === own ? undefined : rangeOf(ratios)],
      },
    ];
  });

const rowKinds: readonly (readonly [name: string, row: (index: number) => string])[] = [
  ['ss -Otanp', plainRow],
  ['ss -Otanpei --cgroup', fullRow],
];

/** Lines of `ss` read a second, against jc on the same text: parser against parser, and program against program. */
export async function measureParsing(): Promise<Figure> {
  const directory = mkdtempSync(join(tmpdir(), 'map-bench-'));
  const python = pythonWithJc();
  const rows: FigureRow[] = [];
  try {
    for (const [name, row] of rowKinds)
      rows.push(...rowsOf(runParsers(name, table(row, lineCount), directory, python), lineCount));
    for (const [name, row] of rowKinds) {
      rows.push(...rowsOf(await runPrograms(name, table(row, programLineCount), directory), programLineCount));
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  const [few, many] = [lineCount, programLineCount].map((count) => count.toLocaleString('en-US'));
  return {
    title: 'Reading the output of ss',
    columns: ['lines/s of CPU', 'CPU, times map'],
    rows,
    notes: [
      `${rounds} alternated rounds: medians (lowest to highest)`,
      `parsers: ${few} lines inside a running process, both warm; programs: ${many} lines, with start-up and JSON`,
      installed('jc') ? versionOf(['jc', '--version']) : 'jc is not installed',
    ],
  };
}
