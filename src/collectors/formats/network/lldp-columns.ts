import type { Fact } from '../../../model/fact.ts';
import { factList } from '../../../text/fact-list.ts';
import { known } from '../known.ts';
import { deviceId } from './hardware.ts';
import { type RuledRow, readRuledTable } from './ruled-table.ts';

const columns = ['port', 'device id', 'port id', 'system name', 'capabilities'] as const;
type Column = (typeof columns)[number];

/** `B, R`, `TP`: the legend above the table. */
const words: ReadonlyMap<string, string> = new Map([
  ['B', 'bridge'],
  ['R', 'router'],
  ['W', 'wlan-access-point'],
  ['T', 'telephone'],
  ['D', 'docsis-cable-device'],
  ['H', 'station-only'],
  ['r', 'repeater'],
  ['TP', 'two-port-mac-relay'],
  ['S', 's-vlan-component'],
  ['C', 'c-vlan-component'],
  ['O', 'other'],
]);

interface Draft {
  readonly line: number;
  readonly text: string;
  readonly cells: Map<Column, string>;
  last: RuledRow;
}

/** What does not fit its column goes on below it. */
function goOn(draft: Draft, row: RuledRow): void {
  for (const column of columns) {
    const [before = '', more] = [draft.cells.get(column), row.cell(column)];
    if (more !== '') draft.cells.set(column, draft.last.isFull(column) || before === '' ? before + more : `${before} ${more}`);
  }
  draft.last = row;
}

function factOf({ line, cells }: Draft): Fact | undefined {
  const [chassis = '', port = '', name, told = ''] = columns.slice(1).map((column) => cells.get(column));
  if (chassis === '') return undefined;
  const capabilities = told.split(/[ ,]/).flatMap((word) => words.get(word) ?? []);
  return {
    fact: 'adjacency',
    line,
    protocol: 'lldp',
    ...known('localPort', cells.get('port')),
    remoteChassis: deviceId(chassis),
    ...known('remoteName', name),
    ...known('remotePort', port === '' ? undefined : deviceId(port)),
    ...known('remoteCapabilities', capabilities),
  };
}

/** No cell is longer; a table that never begins a new row would grow one without end. */
const mostLines = 20;

/**
 * `show lldp neighbors` of Cisco Small Business (300 series; Cisco 300 Series Managed Switches Command Line Interface Guide): a
 * table with ruled columns, in which long ids and names go on below. Other tables give nothing.
 */
export function parseLldpColumns(text: string): readonly Fact[] {
  const list = factList();
  let draft: Draft | undefined;
  const flush = (): void => {
    const fact = draft === undefined ? undefined : factOf(draft);
    if (fact !== undefined) list.facts.push(fact);
    else if (draft !== undefined) list.skip(draft.line, draft.text, 'a neighbor without any id');
    draft = undefined;
  };
  for (const row of readRuledTable(text, columns)) {
    const { line } = row;
    if (row.cell('port') !== '') {
      flush();
      draft = { line, text: row.text, cells: new Map(columns.map((column) => [column, row.cell(column)])), last: row };
    } else if (draft !== undefined && line - draft.line < mostLines) goOn(draft, row);
    else list.skip(line, row.text, 'below no neighbor');
  }
  flush();
  return list.facts;
}
