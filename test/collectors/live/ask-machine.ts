import { spawn } from 'node:child_process';
import { linuxCollectors } from '../../../src/collectors/linux/registry.ts';
import type { Collector } from '../../../src/model/collector.ts';
import type { Section } from '../../../src/model/evidence.ts';
import type { Fact } from '../../../src/model/fact.ts';
import { buildScript } from '../../../src/scan/script.ts';
import { splitSections } from '../../../src/scan/sections.ts';
import { decodeBytes } from '../../../src/text/decode.ts';
import type { Asking } from './expected-statuses.ts';

/** How one machine was asked, and what it said. */
export interface Answer {
  readonly sections: ReadonlyMap<string, Section>;
  readonly texts: ReadonlyMap<string, string>;
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  readonly complete: boolean;
}

/** Of a joint group each is asked, whatever the others said: so every collector is alone in one run. */
const alone: readonly Collector[] = linuxCollectors.map((collector) => ({ ...collector, group: 'references' }));

const marker = '==5c1e==';
const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];

/** The script as a scan sends it; with applets alone it must not look where the other tools are. */
function scriptFor({ applets }: Asking): string {
  const script = buildScript(alone, { marker, samples: 1, interval: 1, sudo: 'never' });
  if (applets === undefined) return script;
  const bare = script.replace(/^PATH="\$PATH:[^"]*"; export PATH$/m, ':');
  if (bare === script) throw new Error('the script no longer adds to PATH as this test thinks');
  return bare;
}

async function run(command: readonly string[], input: string): Promise<readonly [Buffer, Buffer]> {
  const [program = '', ...args] = command;
  const env = { PATH: process.env['PATH'], HOME: '/nonexistent' };
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const [out, errors]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin.end(input);
  await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  return [Buffer.concat(out), Buffer.concat(errors)];
}

/** Every Linux collector asked on its own, in one run of the collection script, on the planted machine. */
export async function askMachine(shell: string, asking: Asking): Promise<Answer> {
  const enter = ['nsenter', '-t', String(asking.truth.pid), '-n', '-m', '--', ...(asking.user === 'nobody' ? nobody : [])];
  const path = asking.applets ?? process.env['PATH'] ?? '';
  const [stdout, stderr] = await run([...enter, 'env', `PATH=${path}`, ...shell.split(' '), '-s'], scriptFor(asking));
  const byId = new Map(alone.map((collector) => [collector.id, collector]));
  const { sections, complete } = splitSections(stdout, stderr, { marker, samples: 1, collectors: byId });
  const texts = new Map(sections.map((section) => [section.collector, decodeBytes(section.stdout)]));
  const facts = new Map([...texts].map(([id, text]) => [id, byId.get(id)?.parse(text) ?? []]));
  return { sections: new Map(sections.map((section) => [section.collector, section])), texts, facts, complete };
}
