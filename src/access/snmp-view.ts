import type { SnmpCollector, SnmpTable } from '../model/snmp-collector.ts';

/** One table or group an agent may be asked, as the security team signs it off. */
export interface PublishedTable {
  /** Id of the collector that asks it. */
  readonly collector: string;
  readonly title: string;
  /** Numbers of the columns or subtrees; nothing outside of them is asked. */
  readonly subtrees: readonly string[];
}

/** Everything that may be asked over SNMP, in the order it is asked. */
export const publishedTables = (collectors: readonly SnmpCollector[]): readonly PublishedTable[] =>
  collectors.flatMap(({ id, tables }) => tables.map(({ title, subtrees }) => ({ collector: id, title, subtrees })));

const viewLines = ({ title, subtrees }: SnmpTable): string[] => [
  `# ${title}`,
  ...subtrees.map((subtree) => `view map included .${subtree}`),
];

/**
 * Lines for snmpd.conf(5): a read-only view of what is asked and of nothing else, for an SNMPv3 user with authentication and
 * privacy.
 */
export function snmpView(user: string, collectors: readonly SnmpCollector[]): string {
  return [
    '# For snmpd.conf. The user is made with net-snmp-create-v3-user, so that no pass phrase stands here.',
    ...collectors.flatMap(({ tables }) => tables.flatMap(viewLines)),
    `rouser ${user} authpriv -V map`,
    '',
  ].join('\n');
}
