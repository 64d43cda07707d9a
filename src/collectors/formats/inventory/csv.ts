import type { Fact } from '../../../model/fact.ts';
import type { InventorySource } from '../../../model/listed-fact.ts';
import { readCsv } from '../../../text/csv.ts';
import { factList } from '../../../text/fact-list.ts';
import { addresses, macs, tags, texts } from './fields.ts';
import { listedHost } from './listed.ts';
import { cutSecretColumns } from './secret-columns.ts';
import { hypervisorIn, vmwareIdentity } from './vmware-values.ts';

type Column = 'name' | 'address' | 'mac' | 'os' | 'version' | 'state' | 'uuid' | 'id' | 'runsOn' | 'tags' | 'kind';

/** Headers in lower case without blanks and signs, as people and tools write them. */
const columns: Readonly<Record<Column, readonly string[]>> = {
  name: [
    'name',
    'hostname',
    'host',
    'server',
    'servername',
    'vm',
    'vmname',
    'fqdn',
    'dnsname',
    'computername',
    'device',
    'machine',
  ],
  address: [
    ...[
      'address',
      'addresses',
      'ip',
      'ips',
      'ipaddress',
      'ipaddresses',
      'ipv4',
      'ipv6',
      'primaryip',
      'primaryipaddress',
      'primaryip4',
    ],
    ...['ipv4address', 'ipv6address', 'privateip', 'publicip', 'managementip', 'primaryip6', 'primaryipv4', 'guestip', 'mgmtip'],
  ],
  mac: ['mac', 'macs', 'macaddress', 'macaddresses', 'hwaddr', 'hardwareaddress'],
  os: ['os', 'osname', 'operatingsystem', 'platform', 'osaccordingtothevmwaretools', 'guestos'],
  version: ['osversion', 'operatingsystemversion'],
  state: ['state', 'status', 'powerstate', 'power'],
  uuid: ['uuid', 'smbiosuuid', 'biosuuid'],
  id: ['id', 'instanceid', 'assetid'],
  runsOn: ['hypervisor', 'esxhost', 'esxihost', 'vmhost', 'node', 'runson'],
  tags: ['tags', 'labels'],
  kind: ['kind'],
};

const plain = (header: string): string => header.toLowerCase().replace(/[^a-z0-9]/g, '');
const columnOf = (header: string): Column | undefined =>
  (Object.keys(columns) as Column[]).find((column) => columns[column].includes(plain(header)));

/** The separator that splits the first line into most cells. */
const separators = [',', ';', '\t', '|'] as const;
/** What stands before the header: a mark of the order of bytes, the type that Export-Csv of PowerShell 5 writes, and Excel's separator. */
const preamble = /^\ufeff?(?:#TYPE [^\n]{0,1000}\n|sep=[^\n]{1,2}\n)?/;
const headerStart = (text: string): number => preamble.exec(text)?.[0].length ?? 0;
const firstLine = (text: string): string => {
  const start = headerStart(text);
  return text.slice(start, start + 8_192).split(/\r?\n/, 1)[0] ?? '';
};
const separatorOf = (line: string): string =>
  separators.reduce((best, one) => (line.split(one).length > line.split(best).length ? one : best), separators[0] as string);

const unquoted = (cell: string): string => cell.trim().replace(/^"|"$/g, '');

function headersOf(text: string): readonly string[] {
  const line = firstLine(text);
  return line.split(separatorOf(line)).map((cell) => plain(unquoted(cell)));
}

/** Which column each header of a first line stands for; `undefined` is a tag of that name. */
const readHeader = (text: string): readonly (Column | undefined)[] => headersOf(text).map(columnOf);

/** Cuts out what stands below headers that are named for a secret, and free notes. */
export const redactInventoryCsv = (text: string): string =>
  cutSecretColumns(text, separatorOf(firstLine(text)), headerStart(text));

/** Headers of a table of who is in charge of what, and of what stands where. */
const telling =
  /^(?:(?:app|application|business|technical|system)?owner|applications?|apps?|team|environment|env|site|rack|datacenter|location|role|costcenter|department|tags)$/;
const machineName = /^(?:host|server|vm|computer)names?$|^fqdn$|^server$|^host$/;

/** True for a first line with a name or an address, and something else that only an inventory has. */
export function looksLikeInventory(text: string): boolean {
  const found = new Set(readHeader(text).filter((one) => one !== undefined));
  const headers = headersOf(text);
  if (headers.some((header) => machineName.test(header)) && headers.some((header) => telling.test(header))) return true;
  return (
    (found.has('name') || found.has('uuid')) && (found.has('address') || found.has('mac') || found.has('uuid') || found.has('os'))
  );
}

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

/** Columns that nobody knows are tags, named as the header is. */
const otherTags = (headers: readonly string[], cells: readonly string[]): Record<string, string | undefined> =>
  Object.fromEntries(
    headers.flatMap((header, index) =>
      columnOf(header) === undefined && header !== '' ? [[plain(header), cells[index]?.trim()]] : [],
    ),
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

const stateOf = (text: string | undefined): string | undefined =>
  text
    ?.toLowerCase()
    .replace(/^powered ?/, '')
    .replace(/^on$/, 'running')
    .replace(/^off$/, 'stopped');

/**
 * A table of machines (RFC 4180, also with semicolons or tabs), a row each: name, addresses, MACs, system and the like by whatever their
 * headers are usually called, every other column as a tag. Never throws; linear.
 */
export function parseInventoryCsv(text: string, options: CsvOptions = { source: 'csv' }): readonly Fact[] {
  const { source, keep } = options;
  const list = factList();
  // The lines before the header stay empty ones, so that all keep their numbers.
  const table = text.replace(preamble, (before) => (before.includes('\n') ? '\n' : ''));
  const [header, ...rows] = readCsv(table, separatorOf(firstLine(text)));
  if (header === undefined) return list.facts;
  const headers = header.cells.map((cell) => cell.trim());
  const hypervisors = new Set<string>();
  const roles = headers.map((header) => {
    const own = options.columns?.[plain(header)];
    return own === 'none' ? undefined : (own ?? columnOf(header));
  });
  for (const { line, cells } of rows) {
    const of = (column: Column): string[] =>
      cells.filter((cell, index) => roles[index] === column && cell.trim() !== '').map((cell) => cell.trim());
    const names = texts(of('name'));
    const found = addresses(many(of('address')));
    const [uuid] = of('uuid');
    const id = of('id')[0] ?? uuid ?? names[0] ?? found[0];
    const isWhole = cells.length > 1 || headers.length === 1 || !cells.join('').includes('"');
    if (id === undefined || !isWhole) {
      list.skip(line, cells.join(' '), isWhole ? 'neither a name nor an address' : 'its quotes do not fit');
      continue;
    }
    const [runsOn] = of('runsOn');
    if (options.withHypervisors === true && runsOn !== undefined && !hypervisors.has(runsOn)) {
      hypervisors.add(runsOn);
      list.facts.push(hypervisorIn(source, runsOn, line));
    }
    const others = Object.entries(otherTags(headers, cells)).filter(([key]) => keep === undefined || keep.has(key));
    list.facts.push(
      listedHost(line, {
        ...{ source, id, names, addresses: found, macs: macs(many(of('mac'))) },
        identity:
          uuid === undefined
            ? []
            : source === 'vmware'
              ? vmwareIdentity(uuid)
              : [{ kind: 'smbios-uuid', value: uuid.toLowerCase() }],
        ...{ osName: of('os')[0], osVersion: of('version')[0], state: stateOf(of('state')[0]), runsOn },
        tags: tags(Object.fromEntries(others), writtenTags(of('tags'))),
      }),
    );
  }
  return list.facts;
}
