import type { VlanFact } from '../../model/network-fact.ts';
import type { Varbind } from '../../model/varbind.ts';
import { indexParts, textOf } from '../../text/snmp/values.ts';
import type { MibReader } from './device-view.ts';
import { isVlan } from './fdb-vlan.ts';
import { known } from './rows.ts';

/** Columns whose index ends with a VLAN, those with names first; of the others only that they have a row counts. */
const names = [
  // dot1qVlanStaticName (Q-BRIDGE-MIB, RFC 4363)
  '1.3.6.1.2.1.17.7.1.4.3.1.1',
  // vtpVlanName (CISCO-VTP-MIB)
  '1.3.6.1.4.1.9.9.46.1.3.1.1.4',
];
const mentions = [
  // dot1qVlanFdbId, dot1qVlanCurrentEgressPorts
  '1.3.6.1.2.1.17.7.1.4.2.1.3',
  '1.3.6.1.2.1.17.7.1.4.2.1.4',
];

/** Some agents have a row for every VLAN there can be: that tells of none. */
const tellsApart = 4_094;

/** VLANs of a bridge and what they are called. */
export const readVlans: MibReader = (device) => {
  const found = new Map<number, VlanFact>();
  const note = (index: string, varbind: Varbind, name: string | undefined): void => {
    const number = indexParts(index).at(-1);
    if (!isVlan(number) || (found.has(number) && (name === undefined || found.get(number)?.name !== undefined))) return;
    found.set(number, { fact: 'vlan', vlan: number, ...known({ line: varbind.line, name }) });
  };
  for (const column of names) for (const [index, varbind] of device.column(column)) note(index, varbind, textOf(varbind));
  for (const rows of mentions.map((column) => device.column(column)).filter(({ size }) => size < tellsApart)) {
    for (const [index, varbind] of rows) note(index, varbind, undefined);
  }
  return [...found.values()];
};
