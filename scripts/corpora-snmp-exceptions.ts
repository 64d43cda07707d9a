/** Tables in which our reading and the recorded decode differ for a reason, by file and table, and why. */
export const snmpExceptions: ReadonlyMap<string, string> = new Map([
  ['ciena-waveserver lldp', 'chassis ids of four octets under the subtype of a MAC: the decode has them as letters'],
  ['ciscosb_sg550x-8f8t interfaces', 'the decode stops at 400 interfaces, the record has 481'],
  ['fs-gbn_3800 interfaces', 'two of them have neither ifName nor ifDescr; nothing is told of an interface without a name'],
  ['jetstream_vlans lldp', 'the indexes have no time mark; the decode passes such rows over'],
  ['zynos_gs1900-fdb fdb', 'the addresses stand in dot1qTpFdbTable; the decode of this file has none of them'],
]);
