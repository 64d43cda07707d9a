/** What a column tells. */
export type Column = 'name' | 'address' | 'mac' | 'os' | 'version' | 'state' | 'uuid' | 'id' | 'runsOn' | 'tags' | 'kind';

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

/** A header in lower case without blanks and signs. */
export const plain = (header: string): string => header.toLowerCase().replace(/[^a-z0-9]/g, '');
export const columnOf = (header: string): Column | undefined =>
  (Object.keys(columns) as Column[]).find((column) => columns[column].includes(plain(header)));

const separators = [',', ';', '\t', '|'] as const;
/** What stands before the header: a mark of the order of bytes, the type that Export-Csv of PowerShell 5 writes, and Excel's separator. */
export const preamble = /^\ufeff?(?:#TYPE [^\n]{0,1000}\n|sep=[^\n]{1,2}\n)?/;
/** Where the header begins. */
export const headerStart = (text: string): number => preamble.exec(text)?.[0].length ?? 0;
/** The header, at most 8,192 characters of it. */
export const firstLine = (text: string): string => {
  const start = headerStart(text);
  return text.slice(start, start + 8_192).split(/\r?\n/, 1)[0] ?? '';
};
/** The separator that splits a header into most cells. */
export const separatorOf = (line: string): string =>
  separators.reduce((best, one) => (line.split(one).length > line.split(best).length ? one : best), separators[0] as string);

const unquoted = (cell: string): string => cell.trim().replace(/^"|"$/g, '');

function headersOf(text: string): readonly string[] {
  const line = firstLine(text);
  return line.split(separatorOf(line)).map((cell) => plain(unquoted(cell)));
}

/** Which column each header of a first line stands for; `undefined` is a tag of that name. */
const readHeader = (text: string): readonly (Column | undefined)[] => headersOf(text).map(columnOf);

/** Headers of a table of who is in charge of what, and of what stands where. */
const telling =
  /^(?:(?:app|application|business|technical|system)?owner|applications?|apps?|team|environment|env|site|rack|datacenter|location|role|costcenter|department|tags)$/;
const machineName = /^(?:host|server|vm|computer)names?$|^fqdn$|^server$|^host$/;

/** True for a first line with boards beside addresses or cards, which no object of a PowerShell has. */
export function tellsBoards(text: string): boolean {
  const found = new Set(readHeader(text));
  return found.has('name') && found.has('uuid') && (found.has('address') || found.has('mac'));
}

/** True for a first line with a name or an address, and something else that only an inventory has. */
export function looksLikeInventory(text: string): boolean {
  const found = new Set(readHeader(text).filter((one) => one !== undefined));
  const headers = headersOf(text);
  if (headers.some((header) => machineName.test(header)) && headers.some((header) => telling.test(header))) return true;
  return (
    (found.has('name') || found.has('uuid')) && (found.has('address') || found.has('mac') || found.has('uuid') || found.has('os'))
  );
}
