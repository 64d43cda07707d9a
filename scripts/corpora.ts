/**
 * `npm run corpora -- DIRECTORY`: reads recorded outputs of real systems and compares them with what another tool
 * made of them. A case is a `NAME.raw` beside its `NAME.norm.json` (records) or `NAME.expected.json` (counts).
 * Ends with 1 where a record is missing that is no listed exception, or a parser threw. See docs/lab.md.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseFormat, formatsNamed, recogniseFormat } from '../src/collectors/texts/choose-format.ts';
import type { Fact } from '../src/model/fact.ts';
import { decodeBytes } from '../src/text/decode.ts';
import { type ExpectedRecord, missingRecords } from './corpora-compare.ts';
import { exceptions } from './corpora-exceptions.ts';
import { scoreLinks } from './corpora-links.ts';
import { scoreNetworkCase } from './corpora-network.ts';
import { scoreSnmp } from './corpora-snmp.ts';
import { scoreTopologies } from './corpora-topologies.ts';

interface CaseResult {
  readonly name: string;
  readonly format: string;
  readonly facts: number;
  readonly skipped: number;
  readonly expected?: number;
  readonly missing: readonly string[];
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** Sockets by protocol, as a count file has them; tcp6 counts as tcp. */
function missingCounts(counts: Readonly<Record<string, unknown>>, facts: readonly Fact[]): readonly string[] {
  return ['tcp', 'udp'].flatMap((protocol) => {
    const expected = counts[protocol];
    const found = facts.filter((fact) => fact.fact === 'socket' && fact.protocol === protocol).length;
    return typeof expected !== 'number' || found >= expected ? [] : [`${expected - found} of ${expected} ${protocol} sockets`];
  });
}

function compare(base: string, facts: readonly Fact[]): Pick<CaseResult, 'expected' | 'missing'> {
  if (existsSync(`${base}.norm.json`)) {
    const records = json(`${base}.norm.json`) as readonly ExpectedRecord[];
    return { expected: records.length, missing: missingRecords(records, facts) };
  }
  if (!existsSync(`${base}.expected.json`)) return { missing: [] };
  const counts = json(`${base}.expected.json`) as Readonly<Record<string, unknown>>;
  const expected = Number(counts['tcp'] ?? 0) + Number(counts['udp'] ?? 0);
  return { expected, missing: missingCounts(counts, facts) };
}

/** The first word of a file's name is often the tool: what is recognised by nobody is read as that. */
function readCase(file: string, name: string): CaseResult {
  const network = scoreNetworkCase(file);
  if (network !== undefined) {
    const left = network.facts.filter(({ fact }) => fact === 'skipped').length;
    return { ...network, name, facts: network.facts.length - left, skipped: left };
  }
  const text = decodeBytes(readFileSync(file));
  const tool = /[\w.-]*?(netstat|lsof|arp|route|ps|ss|ifconfig)/.exec(name.split('/').at(-1) ?? '')?.[1] ?? '';
  const format = recogniseFormat(text) ?? chooseFormat(text, formatsNamed(tool));
  const facts = format?.parse(text) ?? [];
  const skipped = facts.filter(({ fact }) => fact === 'skipped').length;
  return {
    name,
    format: format?.id ?? '-',
    facts: facts.length - skipped,
    skipped,
    ...compare(file.replace(/\.raw$/, ''), facts),
  };
}

function attempt(file: string, name: string): CaseResult {
  try {
    return readCase(file, name);
  } catch (error) {
    return { name, format: 'THROWN', facts: 0, skipped: 0, missing: [String(error)] };
  }
}

function row({ name, format, facts, skipped, expected, missing }: CaseResult): string {
  const share = expected === undefined ? '-' : `${expected - missing.length}/${expected}`;
  return [share.padStart(9), format.padEnd(22), `${facts}`.padStart(6), `${skipped}`.padStart(7), ` ${name}`].join(' ');
}

function main(directory: string): number {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const cases = files.filter((file) => file.endsWith('.raw')).sort();
  const results = cases.map((file) => attempt(join(directory, file), file));
  print(['records'.padStart(9), 'format'.padEnd(22), 'facts'.padStart(6), 'skipped'.padStart(7), ' case'].join(' '));
  let failures = 0;
  for (const result of results) {
    print(row(result));
    const excused = exceptions.get(result.name);
    if (result.missing.length > (excused?.records ?? 0)) failures += 1;
    if (excused !== undefined) print(`          exception, ${excused.records} records: ${excused.why}`);
    else for (const key of result.missing.slice(0, 5)) print(`          missing: ${key}`);
  }
  const expected = results.reduce((sum, one) => sum + (one.expected ?? 0), 0);
  const missing = results.reduce((sum, one) => sum + one.missing.length, 0);
  print(`${results.length} cases, ${expected - missing} of ${expected} records, ${failures} cases failed`);
  const networks = join(directory, 'opennms-enlinkd');
  const rows = existsSync(networks) ? scoreTopologies(networks, print) : 0;
  const links = existsSync(networks) ? scoreLinks(networks, print) : 0;
  const agents = scoreSnmp(directory, print);
  print(`failed: ${failures} cases, ${rows} rows and ${links} kinds of links of topologies, ${agents} tables of agents`);
  return failures + rows + links + agents === 0 ? 0 : 1;
}

const [directory] = process.argv.slice(2);
if (directory === undefined || !existsSync(directory)) {
  process.stderr.write('usage: npm run corpora -- DIRECTORY of recorded outputs\n');
  process.exitCode = 2;
} else process.exitCode = main(directory);
