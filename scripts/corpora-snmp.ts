/**
 * Recorded SNMP agents: `NAME.snmprec` beside `NAME.facts.json`, an independent decode of the same. Of each table the
 * share of equal cells counts, rows found by their key or, where a key is not told, missing with all their cells.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSnmprec } from '../src/collectors/mib/read-walk-text.ts';
import type { Fact } from '../src/model/fact.ts';
import { snmpExceptions } from './corpora-snmp-exceptions.ts';
import { missingLinks } from './corpora-snmp-links.ts';
import { networkTables } from './corpora-snmp-network.ts';
import { hostTables, type Row, type Table } from './corpora-snmp-tables.ts';

/** Cells of one table in one file or in all. */
interface Score {
  equal: number;
  total: number;
  readonly wrong: string[];
}

const enough = 0.98;
/** Share of the pairs of a file and a table that have to be equal in every row. */
const enoughPairs = 0.98;
const enoughLinks = 0.98;
const shownWrong = 3;
const keyOf = (row: Row): string => JSON.stringify(Object.values(row)[0]);

const unknownCells = (row: Row | undefined, known: readonly string[]): Row =>
  Object.fromEntries(known.filter((cell) => row?.[cell] === null).map((cell) => [cell, null]));

/** Rows of one key are compared in order: equal ones first, so that what stands twice is found twice. */
function compareKey(expected: readonly Row[], all: readonly Row[], known: readonly string[], score: Score): void {
  // What the decode does not know of a row is not compared.
  const told = all.map((row, at) => ({ ...row, ...unknownCells(expected[at], known) }));
  const left = new Map<string, number>();
  for (const row of told) left.set(JSON.stringify(row), (left.get(JSON.stringify(row)) ?? 0) + 1);
  const take = (key: string): boolean => {
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count > 0;
  };
  const open = expected.filter((row) => !take(JSON.stringify(row)));
  const rest = [...left].flatMap(([key, count]) => Array.from({ length: count }, () => JSON.parse(key) as Row));
  for (const row of expected) score.total += Object.keys(row).length;
  for (const row of expected.slice(open.length)) score.equal += Object.keys(row).length;
  open.forEach((row, at) => {
    const other = rest[at];
    score.equal += Object.keys(row).filter((cell) => other !== undefined && row[cell] === other[cell]).length;
    score.wrong.push(`${JSON.stringify(row)} is told as ${JSON.stringify(other ?? null)}`);
  });
  for (const row of rest.slice(open.length)) {
    score.total += Object.keys(row).length;
    score.wrong.push(`nobody expects ${JSON.stringify(row)}`);
  }
}

function byKey(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

function compareTable(table: Table, document: Readonly<Record<string, unknown>>, facts: readonly Fact[]): Score {
  const score: Score = { equal: 0, total: 0, wrong: [] };
  const [expected, told] = [byKey(table.expected(document)), byKey(table.told(facts))];
  for (const key of new Set([...expected.keys(), ...told.keys()]))
    compareKey(expected.get(key) ?? [], told.get(key) ?? [], table.known ?? [], score);
  return score;
}

const percent = ({ equal, total }: Score): string => `${total === 0 ? '100.00' : ((100 * equal) / total).toFixed(2)} %`;

/** What is counted over all files. */
interface Count {
  /** Pairs of a file and a table of which either side tells a row. */
  pairs: number;
  /** Those of them that are equal in every row. */
  equal: number;
  /** The same of the rows that stand in MIBs the decode reads. */
  comparable: number;
  /** Those that differ for a listed reason. */
  argued: number;
  links: number;
  missingLinks: number;
}

function countLinks(directory: string, name: string, facts: readonly Fact[], count: Count, print: (line: string) => void): void {
  const { all, missing } = missingLinks(JSON.parse(readFileSync(join(directory, `${name}.librenms.json`), 'utf8')), facts);
  count.links += all;
  count.missingLinks += missing.length;
  for (const link of missing) print(`          link of ${name} nobody tells: ${link}`);
}

/** The facts of rows below one of these numbers. */
const factsIn = (mibs: readonly string[], facts: readonly Fact[], lines: readonly string[]): readonly Fact[] =>
  facts.filter(({ line = 0 }) => mibs.some((mib) => lines[line - 1]?.startsWith(`${mib}.`)));

function scoreFile(
  directory: string,
  name: string,
  totals: Map<string, Score>,
  count: Count,
  print: (line: string) => void,
): number {
  const text = readFileSync(join(directory, `${name}.snmprec`), 'latin1');
  const [facts, lines] = [parseSnmprec(text), text.split('\n')];
  const document = JSON.parse(readFileSync(join(directory, `${name}.facts.json`), 'utf8')) as Readonly<Record<string, unknown>>;
  countLinks(directory, name, facts, count, print);
  let failures = 0;
  for (const table of [...hostTables, ...networkTables]) {
    const whole = compareTable(table, document, facts);
    const score = table.mibs === undefined ? whole : compareTable(table, document, factsIn(table.mibs, facts, lines));
    const why = snmpExceptions.get(`${name} ${table.name}`);
    const total = totals.get(table.name) ?? { equal: 0, total: 0, wrong: [] };
    totals.set(table.name, { equal: total.equal + whole.equal, total: total.total + whole.total, wrong: [] });
    if (whole.total > 0) count.pairs += 1;
    if (whole.total > 0 && whole.equal === whole.total) count.equal += 1;
    if (whole.total > 0 && score.equal === score.total) count.comparable += 1;
    else if (why !== undefined) count.argued += 1;
    if (score.equal === score.total) continue;
    if (why === undefined && score.equal < score.total * enough) failures += 1;
    print(`${percent(score).padStart(9)} ${table.name} of ${name}${why === undefined ? '' : `; exception: ${why}`}`);
    if (why === undefined) for (const line of score.wrong.slice(0, shownWrong)) print(`          ${line}`);
  }
  return failures;
}

/** Every cell of a row counts above; here a table of a file is equal in every row or it is not. */
function pairLines({ pairs, equal, comparable, argued }: Count): readonly string[] {
  const of = (number: number): string => `${number} of ${pairs} (${((100 * number) / pairs).toFixed(1)} %)`;
  return [
    `${of(equal)} tables of files equal in every row to all the decode has`,
    `${of(comparable)} of the rows in MIBs the decode reads, ${of(comparable + argued)} with those that differ for a listed reason`,
  ];
}

/** Scores every recorded agent under a directory; the number of tables that are below 98 % and no listed exception. */
export function scoreSnmp(root: string, print: (line: string) => void): number {
  const directory = join(root, 'librenms-snmp');
  if (!existsSync(directory)) return 0;
  const names = readdirSync(directory).flatMap((file) => (file.endsWith('.snmprec') ? [file.slice(0, -'.snmprec'.length)] : []));
  const totals = new Map<string, Score>();
  const count: Count = { pairs: 0, equal: 0, comparable: 0, argued: 0, links: 0, missingLinks: 0 };
  let failures = 0;
  for (const name of names.sort()) {
    try {
      failures += scoreFile(directory, name, totals, count, print);
    } catch (error) {
      failures += 1;
      print(`   THROWN ${name}: ${String(error)}`);
    }
  }
  for (const [name, score] of totals) print(`${percent(score).padStart(9)} ${name}: ${score.equal} of ${score.total} cells`);
  for (const line of pairLines(count)) print(line);
  if (count.comparable < count.pairs * enoughPairs) failures += 1;
  print(`${count.links - count.missingLinks} of ${count.links} links of neighbors that another tool found`);
  if (count.missingLinks > count.links * (1 - enoughLinks)) failures += 1;
  print(`${names.length} recorded agents, ${failures} tables failed`);
  return failures;
}
