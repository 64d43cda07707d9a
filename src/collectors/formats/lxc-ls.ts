import type { Fact } from '../../model/fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger, readWords } from '../../text/scan.ts';
import { known } from './known.ts';

interface Column {
  readonly name: string;
  readonly start: number;
}

/** Each column begins where its name in the header does. */
function columnsOf(header: string): readonly Column[] {
  let from = 0;
  return readWords(header)
    .slice(0, 32)
    .map((name) => {
      const start = header.indexOf(name, from);
      from = start + name.length;
      return { name, start };
    });
}

const cellsOf = (line: string, columns: readonly Column[]): ReadonlyMap<string, string> =>
  new Map(columns.map(({ name, start }, at) => [name, line.slice(start, columns[at + 1]?.start).trim()]));

const addressesIn = (cell: string | undefined): readonly string[] =>
  (cell ?? '').split(',', 256).flatMap((word) => canonicalAddress(word.trim()) ?? []);

/** Containers of LXC, `lxc-ls --fancy` (lxc-ls(1)): a table whose columns are as wide as their widest value. */
export function parseLxcLs(text: string): readonly Fact[] {
  const list = factList();
  let columns: readonly Column[] = [];
  for (const { number, text: line } of readLines(text)) {
    if (line.trim() === '') continue;
    if (/^NAME\s{1,200}STATE\s/.test(line)) {
      columns = columnsOf(line);
      continue;
    }
    const cells = cellsOf(line, columns);
    const [name = '', state = ''] = [cells.get('NAME'), cells.get('STATE')];
    if (!/^\S{1,200}$/.test(name) || !/^[A-Z]{1,20}$/.test(state)) {
      list.skip(number, line, 'not a row of lxc-ls');
      continue;
    }
    list.facts.push({
      fact: 'container',
      line: number,
      runtime: 'lxc',
      name,
      state: state.toLowerCase(),
      ...known('pid', readInteger(cells.get('PID'))),
      ...known('addresses', [...addressesIn(cells.get('IPV4')), ...addressesIn(cells.get('IPV6'))]),
    });
  }
  return list.facts;
}
