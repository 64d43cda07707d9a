import type { SnmpCollector } from '../model/snmp-collector.ts';

/** One table or group an agent may be asked, as the security team signs it off. */
export interface PublishedTable {
  /** Id of the collector that asks it. */
  readonly collector: string;
  readonly title: string;
  /** Numbers of the columns or subtrees; nothing outside of them is asked. */
  readonly subtrees: readonly string[];
  /** Asked only of devices whose sysObjectID is below this. */
  readonly maker?: string;
}

/** Everything that may be asked over SNMP, in the order it is asked. */
export const publishedTables = (collectors: readonly SnmpCollector[]): readonly PublishedTable[] =>
  collectors.flatMap(({ id, tables, maker }) =>
    tables.map(({ title, subtrees }) => ({ collector: id, title, subtrees, ...(maker === undefined ? {} : { maker }) })),
  );

/** How many numbers name the group of a MIB a column is in, by how its object id begins; the first that fits. */
const groupLengths: readonly (readonly [start: string, length: number])[] = [
  // HOST-RESOURCES-MIB: of its groups only the programs that run.
  ['1.3.6.1.2.1.25.', 9],
  ['1.3.6.1.2.1.', 7],
  ['1.0.8802.', 6],
  ['1.2.840.10006.', 6],
  ['1.3.111.2.802.', 8],
];
/** Of a vendor: `enterprises`, the vendor, and three more. */
const vendorLength = 9;

/** hrSWRunParameters: arguments may hold secrets, and are not asked for. */
const excluded = '1.3.6.1.2.1.25.4.2.1.5';

function groupOf(subtree: string): string {
  const [, length] = groupLengths.find(([start]) => subtree.startsWith(start)) ?? ['', vendorLength];
  return subtree.split('.').slice(0, length).join('.');
}

/** The groups of MIBs that hold all that is asked, and what is asked in each. */
function groupTitles(collectors: readonly SnmpCollector[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { title, subtrees } of collectors.flatMap(({ tables }) => tables)) {
    for (const group of subtrees.map(groupOf)) groups.set(group, (groups.get(group) ?? new Set()).add(title));
  }
  return groups;
}

/**
 * Lines for snmpd.conf(5): a read-only view for an SNMPv3 user with authentication and privacy. Whole groups of MIBs, not their
 * columns: snmpd looks at every object that a view leaves out, one by one, and a view of some two hundred columns keeps it busy for
 * minutes. What of a group is asked stands above it.
 */
export function snmpView(user: string, collectors: readonly SnmpCollector[]): string {
  const groups = [...groupTitles(collectors)].map(
    ([group, titles]) => `${[...titles].map((title) => `# ${title}\n`).join('')}view map included .${group}`,
  );
  return [
    '# For snmpd.conf. The user is made with net-snmp-create-v3-user, so that no pass phrase stands here.',
    ...groups,
    '# Arguments of programs are not asked for.',
    `view map excluded .${excluded}`,
    `rouser ${user} authpriv -V map`,
    '# For version 2c, which encrypts nothing: rocommunity COMMUNITY ADDRESS-OF-THE-SCANNER -V map',
    '',
  ].join('\n');
}
