import type { Fact } from '../../../model/fact.ts';
import type { InventorySource, ListedHostFact } from '../../../model/listed-fact.ts';
import { type CsvRecord, readCsv } from '../../../text/csv.ts';
import { endMissing, type FactList, factList } from '../../../text/fact-list.ts';
import { type Column, columnOf, firstLine, headerStart, plain, preamble, separatorOf } from './csv-columns.ts';
import { addresses, macs, tags, texts } from './fields.ts';
import { listedHost } from './listed.ts';
import { cutSecretColumns } from './secret-columns.ts';
import { separateIds } from './separate-ids.ts';
import { hypervisorIn, smbiosIdentity } from './vmware-values.ts';

/** Cuts out what stands below headers that are named for a secret, and free notes. */
export const redactInventoryCsv = (text: string): string =>
  cutSecretColumns(text, separatorOf(firstLine(text)), headerStart(text));

const many = (cells: readonly string[]): string[] =>
  cells.flatMap((cell) => cell.split(/[\s,;|]+/)).filter((cell) => cell !== '');

/** `env=prod, team=shop` as they are; a word alone is a tag `true`. */
const writtenTags = (cells: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    cells
      .flatMap((cell) => cell.split(/[,;|]/))
      .map((word) => word.trim())
      .filter((word) => word !== '')
      .map((word) => {
        const [, key = word, value = 'true'] = /^([^=:]{1,200})[=:](.{0,1000})$/.exec(word) ?? [];
        return [key.trim(), value.trim()];
      }),
  );

/** How one table differs from a plain one. */
export interface CsvOptions {
  readonly source: InventorySource;
  /** Headers that mean something else in it, written as `plain` does. */
  readonly columns?: Readonly<Record<string, Column | 'none'>>;
  /** Columns of its own that become tags; all others are left out. */
  readonly keep?: ReadonlySet<string>;
  /** Each hypervisor in it is a machine too. */
  readonly withHypervisors?: boolean;
}

/** A header, and how its cells are read. */
interface Table {
  readonly options: CsvOptions;
  readonly width: number;
  readonly roles: readonly (Column | undefined)[];
  /** Names of the columns that become tags; undefined for those that do not. */
  readonly tagNames: readonly (string | undefined)[];
  /** The column that says of what vCenter lists that it is no machine; -1 where there is none. */
  readonly template: number;
}

function readHeader({ cells }: CsvRecord, options: CsvOptions): Table {
  const { columns = {}, keep } = options;
  const headers = cells.map((cell) => cell.trim());
  const roles = headers.map((header) => {
    const own = Object.hasOwn(columns, plain(header)) ? columns[plain(header)] : undefined;
    return own === 'none' ? undefined : (own ?? columnOf(header));
  });
  const tagNames = headers.map((header) => {
    const name = plain(header);
    return columnOf(header) === undefined && header !== '' && (keep === undefined || keep.has(name)) ? name : undefined;
  });
  const template = options.source === 'vmware' ? headers.findIndex((header) => plain(header) === 'template') : -1;
  return { options, width: headers.length, roles, tagNames, template };
}

const stateOf = (text: string | undefined): string | undefined =>
  text
    ?.toLowerCase()
    .replace(/^powered ?/, '')
    .replace(/^on$/, 'running')
    .replace(/^off$/, 'stopped');

/** What people write where there is no address or card to tell. */
const nothing = /^(?:[-?_.]{1,4}|n\/?a|none|null|nil|unknown|unassigned|not (?:available|assigned|set)|dynamic|dhcp|tb[acd])$/i;

/** The words of the cells below such columns, each read; a word that is not one is told as a line that could not be read. */
function readWords(cells: readonly string[], read: (word: string) => readonly string[], skip: (word: string) => void): string[] {
  return many(cells.filter((cell) => !nothing.test(cell))).flatMap((word) => {
    const found = read(word);
    if (found.length === 0) skip(word);
    return found;
  });
}

function identityOf(uuid: string | undefined, { source }: CsvOptions): NonNullable<ListedHostFact['identity']> {
  if (uuid === undefined) return [];
  return source === 'vmware' ? smbiosIdentity(uuid) : [{ kind: 'smbios-uuid', value: uuid.toLowerCase() }];
}

/** One digit over and over, as where no board was read. */
const isBlank = (uuid: string): boolean => new Set(uuid.replace(/[^0-9a-z]/gi, '')).size < 2;

/** A row with a name or an address, and the hypervisor it names; what in it is none is told. */
function readRow({ line, cells }: CsvRecord, { options, roles, tagNames }: Table, list: FactList): ListedHostFact | undefined {
  const of = (column: Column): string[] =>
    cells.filter((cell, index) => roles[index] === column && cell.trim() !== '').map((cell) => cell.trim());
  const names = texts(of('name'));
  const found = texts(
    readWords(
      of('address'),
      (word) => addresses(word),
      (word) => list.skip(line, word, 'not an address'),
    ),
  );
  const [uuid] = of('uuid');
  const id = of('id')[0] ?? (uuid !== undefined && isBlank(uuid) ? undefined : uuid) ?? names[0] ?? found[0];
  if (id === undefined) return undefined;
  const cards = readWords(
    of('mac'),
    (word) => macs(word),
    (word) => list.skip(line, word, 'not a MAC address'),
  );
  const others = tagNames.flatMap((name, index) => (name === undefined ? [] : [[name, cells[index]?.trim()] as const]));
  return listedHost(line, {
    ...{ source: options.source, id, names, addresses: found, macs: texts(cards), identity: identityOf(uuid, options) },
    ...{ osName: of('os')[0], osVersion: of('version')[0], state: stateOf(of('state')[0]), runsOn: of('runsOn')[0] },
    tags: tags(Object.fromEntries(others), writtenTags(of('tags'))),
  });
}

/**
 * True where the last row is cut off: no line end behind it, and fewer cells than every other row has. Its last cell may be half of one,
 * which would say something else.
 */
function isCut(rows: readonly CsvRecord[], text: string, width: number): boolean {
  const isShort = ({ cells }: CsvRecord): boolean => cells.length > 1 && cells.length < width;
  const last = rows.at(-1);
  return last !== undefined && !text.endsWith('\n') && last.cells.length < width && !rows.slice(0, -1).some(isShort);
}

const withoutLastCell = (row: CsvRecord): CsvRecord => ({ ...row, cells: row.cells.slice(0, -1) });

/**
 * A table of machines (RFC 4180, also with semicolons or tabs), a row each: name, addresses, MACs, system and the like by whatever their
 * headers are usually called, every other column as a tag. A cell that should hold an address or a card and holds something else is
 * told as skipped. Never throws; linear.
 */
export function parseInventoryCsv(text: string, options: CsvOptions = { source: 'csv' }): readonly Fact[] {
  const list = factList();
  // The lines before the header stay empty ones, so that all keep their numbers.
  const body = text.replace(preamble, (before) => (before.includes('\n') ? '\n' : ''));
  const [header, ...rows] = readCsv(body, separatorOf(firstLine(text)));
  if (header === undefined) return list.facts;
  const table = readHeader(header, options);
  const hypervisors = new Set<string>();
  const cut = isCut(rows, text, table.width) ? rows.at(-1) : undefined;
  for (const row of rows.map((one) => (one === cut ? withoutLastCell(one) : one))) {
    const { line, cells } = row;
    const shown = cells.join(' ');
    if (shown.trim() === '' || (table.template >= 0 && /^true$/i.test(cells[table.template]?.trim() ?? ''))) continue;
    if (cells.length === 1 && table.width > 1 && shown.includes('"')) {
      list.skip(line, shown, 'its quotes do not fit');
      continue;
    }
    const machine = readRow(row, table, list);
    if (machine === undefined) {
      list.skip(line, shown, 'neither a name nor an address');
      continue;
    }
    const { runsOn } = machine;
    if (options.withHypervisors === true && runsOn !== undefined && !hypervisors.has(runsOn)) {
      hypervisors.add(runsOn);
      list.facts.push(hypervisorIn(options.source, runsOn, line));
    }
    list.facts.push(machine);
  }
  if (cut !== undefined) list.skip(cut.line, cut.cells.join(' '), endMissing);
  return separateIds(list.facts);
}
