import { indexParts, numberOf, oidOf } from '../../text/snmp/values.ts';
import type { MibTables } from '../../text/snmp/varbind-table.ts';

/** dot1qVlanFdbId by dot1qVlanTimeMark and dot1qVlanIndex. */
const vlanFdbId = '1.3.6.1.2.1.17.7.1.4.2.1.3';
const objectId = '1.3.6.1.2.1.1.2';
const juniper = '1.3.6.1.4.1.2636.';
/** jnxExVlanTag by the number that Junos gives a VLAN inside (JUNIPER-VLAN-MIB). */
const junosTag = '1.3.6.1.4.1.2636.3.40.1.5.1.5.1.5';
/** dot1qVlanIndex of a VLAN: 1 to 4094; larger numbers are of the agent's own making (RFC 4363, VlanIndex). */
const highest = 4_094;

export const isVlan = (number: number | undefined): number is number => number !== undefined && number >= 1 && number <= highest;

/** VLANs by filtering database; null where several VLANs share one. */
function toldVlans(tables: MibTables): ReadonlyMap<number, number | null> {
  const found = new Map<number, number | null>();
  for (const [index, varbind] of tables.column(vlanFdbId)) {
    const vlan = indexParts(index).at(-1);
    const fdbId = numberOf(varbind);
    if (fdbId === undefined || !isVlan(vlan)) continue;
    const other = found.get(fdbId);
    found.set(fdbId, other === undefined || other === vlan ? vlan : null);
  }
  return found;
}

function junosVlans(tables: MibTables): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const [index, varbind] of tables.column(junosTag)) {
    const tag = numberOf(varbind);
    if (isVlan(tag)) found.set(Number(index), tag);
  }
  return found;
}

/**
 * Which VLAN a filtering database is for: what the agent tells (dot1qVlanFdbId), or else the number itself, since
 * bridges of independent learning number them alike. Junos numbers them its own way.
 */
export function fdbVlans(tables: MibTables): (fdbId: number) => number | undefined {
  const told = toldVlans(tables);
  const junos = junosVlans(tables);
  const isJunos = oidOf(tables.scalar(objectId))?.startsWith(juniper) === true;
  return (fdbId) => {
    const tag = junos.get(fdbId);
    if (tag !== undefined) return tag;
    const vlan = told.get(fdbId);
    if (vlan !== undefined) return vlan ?? undefined;
    return isVlan(fdbId) && !isJunos ? fdbId : undefined;
  };
}
