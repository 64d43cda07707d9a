import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collectors } from '../src/collectors/registry.ts';
import { type Figure, type FigureRow, median, pairedRatio } from './bench-figure.ts';
import { installed, measureProcess, versionOf } from './bench-process.ts';

const lineCount = 20_000;
const rounds = 5;

const header = 'Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n';
const names = ['java', 'postgres', 'nginx', 'node', 'redis-server'];

/**
 * Rows as `ss -Otanp` prints them on a busy server: two addresses of its own, hundreds of peers, half IPv4 and half
 * IPv6, a tenth in TIME-WAIT.
 */
function plainRow(index: number): string {
  const peer = index % 700;
  const ipv4 = index % 2 === 0;
  const local = ipv4 ? '10.1.0.7' : '[fd00:1::7]';
  const remote = ipv4 ? `10.2.${peer >> 8}.${peer & 255}` : `[fd00:2::${peer.toString(16)}]`;
  const ends = `0      0      ${local}:${1024 + (index % 60_000)} ${remote}:5432`;
  if (index % 10 === 0) return `tcp   TIME-WAIT ${ends}`;
  return `tcp   ESTAB ${ends} users:(("${names[index % names.length]}",pid=${index % 32_768},fd=${index % 1000}))`;
}

/** What `-e -i --cgroup` adds to a row: what a scan really asks for. */
const details = (index: number): string =>
  ` uid:${index % 1000} ino:${100_000 + index} sk:${index.toString(16)} cgroup:/system.slice/app-${index % 40}.service <-> ts sack cubic wscale:7,7 rto:204 rtt:0.${index % 900}/0.02 ato:40 mss:1448 pmtu:1500 rcvmss:536 advmss:1448 cwnd:10 bytes_sent:${index * 7} bytes_acked:${index * 7 + 1} bytes_received:${index * 3} segs_out:41 segs_in:38 lastsnd:812 lastrcv:812 lastack:812 pacing_rate 3000Mbps delivered:21 app_limited rcv_space:14480 minrtt:0.1`;

const table = (row: (index: number) => string): string =>
  header + Array.from({ length: lineCount }, (_, index) => `${row(index)}\n`).join('');

/** CPU seconds of one parse by `map`, in this process. CPU, because it is the same on a busy machine. */
function mapSeconds(parse: (text: string) => readonly unknown[], text: string): number {
  const started = process.cpuUsage();
  const facts = parse(text);
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / 1e6;
  if (facts.length !== lineCount) throw new Error(`${facts.length} facts from ${lineCount} lines`);
  return seconds;
}

/** The same by jc's own function, without its start-up and without writing JSON. */
const jcProgram = `
import sys, time, jc
text = open(sys.argv[1]).read()
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

interface Rounds {
  readonly map: number[];
  readonly parserAlone: number[];
  readonly program: number[];
}

async function run(text: string, directory: string, python: string | undefined): Promise<Rounds> {
  const parse = collectors.find(({ id }) => id === 'linux.ss')?.parse;
  if (parse === undefined) throw new Error('there is no collector linux.ss');
  const file = join(directory, 'ss.txt');
  writeFileSync(file, text);
  for (let warm = 0; warm < 8; warm += 1) mapSeconds(parse, text);
  const results: Rounds = { map: [], parserAlone: [], program: [] };
  for (let round = 0; round < rounds; round += 1) {
    results.map.push(mapSeconds(parse, text));
    if (python !== undefined) results.parserAlone.push(jcSeconds(python, file));
    if (!installed('jc')) continue;
    const { cpuSeconds } = await measureProcess(['jc', '--ss'], { env: process.env, cwd: directory, input: file });
    results.program.push(cpuSeconds);
  }
  return results;
}

const rowOf = (name: string, seconds: readonly number[], map: readonly number[]): readonly FigureRow[] =>
  seconds.length === 0 ? [] : [{ name, values: [lineCount / median(seconds), pairedRatio(seconds, map)] }];

/** Lines of `ss` read a second, against jc on the same text. */
export async function measureParsing(): Promise<Figure> {
  const directory = mkdtempSync(join(tmpdir(), 'map-bench-'));
  const python = pythonWithJc();
  try {
    const plain = await run(table(plainRow), directory, python);
    const full = await run(
      table((index) => plainRow(index) + details(index)),
      directory,
      python,
    );
    return {
      title: `ss output of ${lineCount.toLocaleString('en-US')} lines`,
      columns: ['lines/s of CPU', 'CPU, times map'],
      rows: [
        ...rowOf('map, ss -Otanp', plain.map, plain.map),
        ...rowOf('jc, its parser alone', plain.parserAlone, plain.map),
        ...rowOf('jc --ss, the program', plain.program, plain.map),
        ...rowOf('map, ss -Otanpei --cgroup', full.map, full.map),
        ...rowOf('jc, its parser alone', full.parserAlone, full.map),
        ...rowOf('jc --ss, the program', full.program, full.map),
      ],
      notes: [
        `${rounds} alternated rounds, medians; map and jc's parser inside a running process; the program starts and writes JSON too`,
        installed('jc') ? versionOf(['jc', '--version']) : 'jc is not installed',
      ],
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
