import type { Fact } from '../../../model/fact.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { readWords } from '../../../text/scan.ts';
import { known } from '../known.ts';

/** Heads every page of the table: where the columns begin, which differs between systems and versions. */
const header = /^(Port\s{1,60})(Name\s{1,200})Status\s{1,40}Vlan\s{1,40}Duplex\s{1,20}Speed\b/;
const port = /^[A-Za-z][\w./:-]{0,60}$/;
const rule = /^[- ]{3,400}$/;
/** `a-1000`, `10G`, `a-2.5G`; `auto` where there is none. */
const speed = /^(?:a-)?(\d{1,6}(?:\.\d)?)(G?)(?:b\/s)?$/;

interface Columns {
  readonly name: number;
  readonly status: number;
}

function columnsOf(line: string): Columns | undefined {
  const [, first = '', second = ''] = header.exec(line) ?? [];
  return first === '' ? undefined : { name: first.length, status: first.length + second.length };
}

function speedOf(words: readonly string[]): number | undefined {
  const [, number, unit] = speed.exec(words.at(0) ?? '') ?? [];
  return number === undefined ? undefined : Number(number) * (unit === 'G' ? 1000 : 1);
}

/** What an administrator wrote; left out where it fills its column, because then it may go on. */
function aliasOf(line: string, { name, status }: Columns): string | undefined {
  const cell = line.slice(name, status - 1);
  const text = cell.trim();
  return text === '--' || text.length === cell.length ? undefined : text;
}

function factOf(line: string, number: number, columns: Columns): Fact | undefined {
  const name = line.slice(0, columns.name).trim();
  // What is wider than its column stands in the next one: then nothing is known of where a cell ends.
  const isInPlace = [columns.name, columns.status].every((at) => line[at - 1] === ' ') && line[columns.status] !== ' ';
  const [state, vlan, ...others] = readWords(line.slice(columns.status));
  if (!port.test(name) || !isInPlace || state === undefined || vlan === undefined) return undefined;
  // Arista writes `in Po1` of a member of a bundle.
  const rest = vlan === 'in' ? others.slice(1) : others;
  const up = state === 'connected' || state === 'up';
  const told = { ...known('alias', aliasOf(line, columns)), ...known('speedMbps', speedOf(rest.slice(1))) };
  return { fact: 'interface', line: number, name, up, ...told };
}

/**
 * `show interfaces status` of Cisco IOS, NX-OS (`show interface status`) and Arista EOS (command references): ports with state, description
 * and speed. The name of a VLAN there is what a port carries, or that it is a trunk; neighbors tell more.
 */
export function parsePortStatus(text: string): readonly Fact[] {
  const list = factList();
  let columns: Columns | undefined;
  for (const { number, text: whole } of readLines(text)) {
    const line = whole.slice(0, 400);
    const found = columnsOf(line);
    columns = found ?? columns;
    if (found !== undefined || line.trim() === '' || rule.test(line)) continue;
    const fact = columns === undefined ? undefined : factOf(line, number, columns);
    if (fact !== undefined) list.facts.push(fact);
    else list.skip(number, line, 'not a port with its status');
  }
  return list.facts;
}
