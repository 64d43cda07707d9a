/** Tables in which our reading and the recorded decode differ for a reason, by file and table, and why. */
export const snmpExceptions: ReadonlyMap<string, string> = new Map([
  ['ciena-waveserver lldp', 'chassis ids of four octets under the subtype of a MAC: the decode has them as letters'],
  ['ciscosb_sg550x-8f8t interfaces', 'the decode stops at 400 interfaces, the record has 481'],
  ['fortigate_60fospfv3 ospf', 'the second neighbor is one of OSPFv3 (RFC 5643), which the decode does not read'],
  ['jetstream_vlans lldp', 'the indexes have no time mark; the decode passes such rows over'],
  ['planetos_wdap arp', 'the row stands in atTable of RFC 1213, which the decode does not read'],
  ['procurve arp', 'the record tells one instance seven times with other MACs; the first counts here, the last there'],
  ['procurve_e2910 lldp', 'a chassis id of six zeros is no MAC and is left out'],
  ['zynos_gs1900-fdb fdb', 'the addresses stand in dot1qTpFdbTable; the decode of this file has none of them'],
]);
