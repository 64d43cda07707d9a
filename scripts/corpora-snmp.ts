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

interface Links {
  all: number;
  missing: number;
}

function countLinks(directory: string, name: string, facts: readonly Fact[], links: Links, print: (line: string) => void): void {
  const { all, missing } = missingLinks(name, JSON.parse(readFileSync(join(directory, `${name}.librenms.json`), 'utf8')), facts);
  links.all += all;
  links.missing += missing.length;
  for (const link of missing) print(`          link of ${name} nobody tells: ${link}`);
}

function scoreFile(
  directory: string,
  name: string,
  totals: Map<string, Score>,
  links: Links,
  print: (line: string) => void,
): number {
  const facts = parseSnmprec(readFileSync(join(directory, `${name}.snmprec`), 'latin1'));
  const document = JSON.parse(readFileSync(join(directory, `${name}.facts.json`), 'utf8')) as Readonly<Record<string, unknown>>;
  countLinks(directory, name, facts, links, print);
  let failures = 0;
  for (const table of [...hostTables, ...networkTables]) {
    const score = compareTable(table, document, facts);
    const why = snmpExceptions.get(`${name} ${table.name}`);
    const total = totals.get(table.name) ?? { equal: 0, total: 0, wrong: [] };
    totals.set(table.name, { equal: total.equal + score.equal, total: total.total + score.total, wrong: [] });
    if (score.equal >= score.total * enough) continue;
    if (why === undefined) failures += 1;
    print(`${percent(score).padStart(9)} ${table.name} of ${name}${why === undefined ? '' : `; exception: ${why}`}`);
    if (why === undefined) for (const line of score.wrong.slice(0, shownWrong)) print(`          ${line}`);
  }
  return failures;
}

/** Scores every recorded agent under a directory; the number of tables that are below 98 % and no listed exception. */
export function scoreSnmp(root: string, print: (line: string) => void): number {
  const directory = join(root, 'librenms-snmp');
  if (!existsSync(directory)) return 0;
  const names = readdirSync(directory).flatMap((file) => (file.endsWith('.snmprec') ? [file.slice(0, -'.snmprec'.length)] : []));
  const totals = new Map<string, Score>();
  const links: Links = { all: 0, missing: 0 };
  let failures = 0;
  for (const name of names.sort()) {
    try {
      failures += scoreFile(directory, name, totals, links, print);
    } catch (error) {
      failures += 1;
      print(`   THROWN ${name}: ${String(error)}`);
    }
  }
  for (const [name, score] of totals) print(`${percent(score).padStart(9)} ${name}: ${score.equal} of ${score.total} cells`);
  print(`${links.all - links.missing} of ${links.all} links of neighbors that another tool found`);
  if (links.missing > links.all * (1 - enoughLinks)) failures += 1;
  print(`${names.length} recorded agents, ${failures} tables failed`);
  return failures;
}
