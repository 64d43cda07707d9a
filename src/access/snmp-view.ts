/** Subtrees the map of a network is made from, and what each holds. */
const subtrees = [
  ['1.3.6.1.2.1.1', 'SNMPv2-MIB system'],
  ['1.3.6.1.2.1.2', 'IF-MIB interfaces'],
  ['1.3.6.1.2.1.4', 'IP-MIB addresses, ARP and neighbors; IP-FORWARD-MIB routes'],
  ['1.3.6.1.2.1.6', 'TCP-MIB connections and listeners'],
  ['1.3.6.1.2.1.7', 'UDP-MIB listeners'],
  ['1.3.6.1.2.1.14', 'OSPF-MIB'],
  ['1.3.6.1.2.1.15', 'BGP4-MIB'],
  ['1.3.6.1.2.1.17', 'BRIDGE-MIB, Q-BRIDGE-MIB, STP'],
  ['1.3.6.1.2.1.25.4.2.1.2', 'HOST-RESOURCES-MIB names of processes, without their arguments'],
  ['1.3.6.1.2.1.31', 'IF-MIB ifXTable'],
  ['1.3.6.1.2.1.47.1.1', 'ENTITY-MIB serial numbers'],
  ['1.3.6.1.2.1.68', 'VRRP-MIB'],
  ['1.3.6.1.2.1.138', 'ISIS-MIB'],
  ['1.3.6.1.6.3.10.2.1', 'SNMP-FRAMEWORK-MIB engine id'],
  ['1.0.8802.1.1.2', 'LLDP-MIB'],
  ['1.3.111.2.802.1.1.13', 'LLDP-V2-MIB'],
  ['1.2.840.10006.300.43', 'IEEE8023-LAG-MIB'],
  ['1.3.6.1.4.1.9.9.23', 'CISCO-CDP-MIB'],
] as const;

/** Lines for snmpd.conf(5): a read-only view of what is needed, for an SNMPv3 user with authentication and privacy. */
export function snmpView(user: string): string {
  return [
    '# For snmpd.conf. The user is made with net-snmp-create-v3-user, so that no pass phrase stands here.',
    '# This version of map asks no device over SNMP yet: this is the most it will ask.',
    ...subtrees.map(([oid, title]) => `view map included .${oid.padEnd(26)} # ${title}`),
    `rouser ${user} authpriv -V map`,
    '',
  ].join('\n');
}
