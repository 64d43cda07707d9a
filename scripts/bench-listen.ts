/** `npx tsx scripts/bench-listen.ts [SECONDS]`: `map listen` at a million records a minute over loopback. See docs/lab.md. */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Figure, renderFigure } from './bench-figure.ts';
import { openFlowLoad, recordsEach } from './flow-load.ts';

const load = { recordsPerSecond: 17_000, conversations: 50_000, seconds: 200 };
const tickMs = 5;
/** Routers send templates every few minutes; here what comes after a loss is to be read soon. */
const templateEveryMs = 10_000;
const port = 42_155;
const program = process.env['MAP_PROGRAM'] ?? join(import.meta.dirname, '../bin/map.js');
const ticksPerSecond = 100;

interface Sent {
  readonly datagrams: number;
  readonly records: number;
  readonly seconds: number;
}

/** Sends at an even pace until the time is over; what a tick missed the next one sends. */
async function send(seconds: number): Promise<Sent> {
  const socket = createSocket('udp4');
  const flows = openFlowLoad(load.conversations);
  const perMs = load.recordsPerSecond / recordsEach / 1000;
  const deliver = (bytes: Buffer): Promise<void> =>
    new Promise((resolve) => socket.send(bytes, port, '127.0.0.1', () => resolve()));
  const started = Date.now();
  let [records, datagrams, templatesAt] = [0, 0, 0];
  for (let passed = 0; passed < seconds * 1000; passed = Date.now() - started) {
    if (passed >= templatesAt) {
      templatesAt += templateEveryMs;
      for (const bytes of flows.templates()) await deliver(bytes);
      datagrams += 2;
    }
    for (; records < passed * perMs * recordsEach; records += recordsEach) {
      await deliver(flows.next());
      datagrams += 1;
    }
    await sleep(tickMs);
  }
  socket.close();
  return { datagrams, records, seconds: (Date.now() - started) / 1000 };
}

interface Sample {
  readonly bytes: number;
  readonly cpuSeconds: number;
}

/** Memory and CPU of a process: proc_pid_status(5), proc_pid_stat(5). */
function sampleOf(pid: number): Sample | undefined {
  try {
    const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]);
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { bytes: kilobytes * 1024, cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond };
  } catch {
    return undefined;
  }
}

interface Heard {
  readonly records: number;
  /** What is said of losses. */
  readonly lost: string;
  readonly dependencies: number;
}

/** `12,345` as a number. */
const wholeNumber = (text: string | undefined): number => Number(text?.replaceAll(',', ''));

/** Reads the summary `map listen` ends with. */
function readHeard(stdout: string): Heard {
  const [, records, lost] = /^([\d,]+) records? in [\d,]+ datagrams? from [\d,]+ exporters?(?:, (.*))?$/m.exec(stdout) ?? [];
  const dependencies = wholeNumber(/^Snapshot \S+: ([\d,]+) dependenc/m.exec(stdout)?.[1]);
  return { records: wholeNumber(records), lost: lost ?? 'nothing', dependencies };
}

/** Runs `map listen` with a save each minute while the load comes; ends it as a person would. */
async function listen(directory: string, seconds: number) {
  const argv = [program, 'listen', '--bind', '127.0.0.1', '--port', String(port), '--every', '1', '--db', 'listen.db'];
  const child = spawn(process.execPath, argv, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data) => {
    stdout += String(data);
  });
  child.stderr.on('data', (data) => {
    stderr += String(data);
    process.stderr.write(String(data));
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const samples: Sample[] = [];
  const timer = setInterval(() => {
    const sample = sampleOf(child.pid ?? 0);
    if (sample !== undefined && sample.bytes > 0) samples.push(sample);
  }, 1000);
  while (!stderr.includes('listening at')) await sleep(50);
  const sent = await send(seconds);
  await sleep(500);
  child.kill('SIGINT');
  const code = await ended;
  clearInterval(timer);
  if (code !== 130) throw new Error(`map listen ended with ${code}: ${stderr.slice(-2000)}`);
  return { sent, samples, heard: readHeard(stdout), saves: stderr.match(/saved as snapshot/g)?.length ?? 0 };
}

/** What comes in at a million records a minute, while a map of some 50,000 conversations is saved each minute. */
export async function measureListen(seconds = load.seconds): Promise<Figure> {
  const directory = mkdtempSync(join(tmpdir(), 'map-bench-'));
  try {
    const { sent, samples, heard, saves } = await listen(directory, seconds);
    const peak = Math.max(...samples.map(({ bytes }) => bytes));
    const cpu = samples.at(-1)?.cpuSeconds ?? Number.NaN;
    return {
      title: `map listen, ${sent.records.toLocaleString('en-US')} records of NetFlow 5, 9 and IPFIX in ${Math.round(sent.seconds)} s`,
      columns: ['records/s sent', 'records lost', 'CPU, cores', 'memory, MB', 'saves'],
      rows: [
        {
          name: 'map listen',
          values: [sent.records / sent.seconds, sent.records - heard.records, cpu / sent.seconds, peak / 1e6, saves],
        },
      ],
      notes: [
        `${load.conversations.toLocaleString('en-US')} conversations, ${heard.dependencies} dependencies; a save each minute and at the end`,
        `map says of losses: ${heard.lost}`,
        `memory each half minute, MB: ${samples
          .filter((_, at) => at % 30 === 29)
          .map(({ bytes }) => Math.round(bytes / 1e6))
          .join(' ')}`,
      ],
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  process.stdout.write(renderFigure(await measureListen(Number(process.argv[2] ?? load.seconds))));
}
