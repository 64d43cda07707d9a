import type { FdbFact } from '../../model/network-fact.ts';
import { indexParts, numberOf } from '../../text/snmp/values.ts';
import type { MibTables } from '../../text/snmp/varbind-table.ts';
import { contextsOf, type Scope } from './contexts.ts';
import type { DeviceView, MibReader } from './device-view.ts';
import { placedInterface, placedPort } from './fdb-port.ts';
import { fdbMac, fdbStatuses } from './fdb-row.ts';
import { fdbVlans } from './fdb-vlan.ts';
import { known, rowsOf } from './rows.ts';

const entry = '1.3.6.1.2.1.17.7.1.2.2.1';
const portsWithoutVlan = '1.3.6.1.2.1.17.4.3.1.2';
const [port, status] = [2, 3] as const;

/**
 * True where the table holds ifIndexes in place of bridge ports: most of the MACs that the table without VLANs has too
 * stand here at the interface of the port they stand at there. Equal numbers tell nothing.
 */
function holdsInterfaces(device: DeviceView, tables: MibTables): boolean {
  const plain = new Map<string, number>();
  for (const [index, varbind] of tables.column(portsWithoutVlan)) {
    const mac = fdbMac(indexParts(index), 0);
    const number = numberOf(varbind);
    if (mac !== undefined && number !== undefined) plain.set(mac, number);
  }
  let votes = 0;
  for (const [index, varbind] of plain.size === 0 ? [] : tables.column(`${entry}.${port}`)) {
    const bridgePort = plain.get(fdbMac(indexParts(index), 1) ?? '');
    const ifIndex = bridgePort === undefined ? undefined : device.ifIndexOfBridgePort(bridgePort);
    if (ifIndex === undefined || ifIndex === bridgePort) continue;
    const number = numberOf(varbind);
    if (number === ifIndex) votes += 1;
    else if (number === bridgePort) votes -= 1;
  }
  return votes > 0;
}

function fdbFacts(device: DeviceView, { tables, vlan, context }: Scope): readonly FdbFact[] {
  const vlanOf = fdbVlans(tables);
  const interfaces = holdsInterfaces(device, tables);
  return rowsOf(tables, entry, [port, status]).flatMap(({ parts, get, at }) => {
    const [fdbId] = parts;
    const mac = fdbMac(parts, 1);
    const number = numberOf(get(port));
    if (fdbId === undefined || mac === undefined || number === undefined) return [];
    const place = interfaces ? placedInterface(device, number) : placedPort(device, number, context);
    const told = { vlan: vlanOf(fdbId) ?? vlan, status: fdbStatuses[numberOf(get(status)) ?? 0] };
    return [{ fact: 'fdb' as const, ...at, mac, ...place, ...known(told) }];
  });
}

/**
 * MACs a bridge has learned in each of its filtering databases (Q-BRIDGE-MIB, RFC 4363: dot1qTpFdbTable). Contexts are
 * read where the device itself has none: some agents answer the same in all of them.
 */
export const readQBridgeFdb: MibReader = (device) => {
  const [own, ...contexts] = contextsOf(device);
  const facts = own === undefined ? [] : fdbFacts(device, own);
  return facts.length > 0 ? facts : contexts.flatMap((scope) => fdbFacts(device, scope));
};
