import type { Fact } from '../../model/fact.ts';
import { type Column, cutRow, readColumns } from '../../text/column-table.ts';
import { readCsv } from '../../text/csv.ts';
import { type FactList, factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger } from '../../text/scan.ts';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** `/svc` and `/m` have three columns, plain five, `/v` nine (tasklist /?). */
const listColumns = 3;
const plainColumns = 5;
const verboseColumns = 9;
const userColumn = 6;
const columnCounts: ReadonlySet<number> = new Set([listColumns, plainColumns, verboseColumns]);
/** An account has its domain in front; a text in its place says in some language that it is not known. */
const account = /^[^\\]{1,120}\\[^\\]{1,120}$/;
const moduleFile = /\.(?:dll|exe|drv|cpl|ocx|mui|sys|node|tmp)$/i;

const itemsOf = (cell: string): readonly string[] =>
  cell
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** The text that stands for "none": process 0 hosts no service, whatever the language. */
const noneIn = (rows: readonly Row[]): ReadonlySet<string> =>
  new Set(['N/A', ...rows.filter(({ cells }) => cells[1] === '0').map(({ cells }) => cells[2] ?? '')]);

/** With `/svc` the services that run in a process, with `/m` its modules, which are not looked at. */
function servicesOf({ cells }: Row, none: ReadonlySet<string>): readonly string[] {
  const [, , cell = ''] = cells;
  const items = cells.length === listColumns && !none.has(cell) ? itemsOf(cell) : [];
  return items.some((item) => moduleFile.test(item)) ? [] : items;
}

function addRow(list: FactList, row: Row, none: ReadonlySet<string>): void {
  const { line, cells } = row;
  const pid = readInteger(cells[1]);
  if (pid === undefined || !columnCounts.has(cells.length)) {
    list.skip(line, cells.join(','), 'not a row of tasklist');
    return;
  }
  const [name = ''] = cells;
  const user = cells.length === verboseColumns && account.test(cells[userColumn] ?? '') ? cells[userColumn] : undefined;
  list.facts.push({
    fact: 'process',
    line,
    pid,
    ...(user === undefined ? {} : { user }),
    ...(name === '' ? {} : { name }),
  });
  for (const service of servicesOf(row, none)) {
    list.facts.push({ fact: 'unit', line, name: service, active: 'active', mainPid: pid });
  }
}

/** The header has `PID` for its second column in every language; `/nh` leaves it out. */
const isHeader = ({ cells }: Row): boolean => cells[1] === 'PID';

/** Rows of a drawn table; what continues below a row (`/svc`) is put behind its last cell. */
function readTable(text: string): readonly Row[] {
  const rows: { line: number; cells: string[] }[] = [];
  let columns: readonly Column[] | undefined;
  let header = '';
  for (const { number, text: line } of readLines(text)) {
    if (line.trim() === '') continue;
    const found = readColumns(header, line, '=');
    const cells = columns === undefined || found !== undefined ? undefined : cutRow(line, columns);
    const last = rows.at(-1);
    if (found !== undefined) columns = found;
    else if (cells !== undefined && cells[1] === '' && cells[0] === '' && last !== undefined) {
      last.cells.push(`${last.cells.pop() ?? ''}${cells.at(-1) ?? ''}`);
    } else if (cells !== undefined) rows.push({ line: number, cells: [...cells] });
    header = line;
  }
  return rows;
}

const isCsv = (text: string): boolean => text.trimStart().startsWith('"');

/**
 * Output of `tasklist`, as CSV (`/fo csv`) or a table, with `/svc` or `/v`, in any language. A service that runs in
 * a process is a unit that is active.
 */
export function parseTasklist(text: string): readonly Fact[] {
  const list = factList();
  const rows = (isCsv(text) ? readCsv(text) : readTable(text)).filter((row) => !isHeader(row));
  const none = noneIn(rows);
  for (const row of rows) addRow(list, row, none);
  return list.facts;
}
