/** Columns of vtpVlanTable (CISCO-VTP-MIB), indexed by management domain and VLAN. */
const vlanRow = /^1\.3\.6\.1\.4\.1\.9\.9\.46\.1\.3\.1\.1\.([23])\.\d+\.(\d{1,4})\|[^|\r\n]*\|(\d+)\s*$/gm;

const operational = '1';
const ethernet = '1';

/**
 * The VLANs of a Cisco switch that have a bridge of their own: those in use, without the ones of Token Ring and FDDI that every
 * such switch has.
 * @param text snmprec, what the agent told of vtpVlanTable
 */
export function vlanContexts(text: Uint8Array): readonly number[] {
  const inUse = new Set<number>();
  const others = new Set<number>();
  for (const [, column, vlan, value] of Buffer.from(text).toString('latin1').matchAll(vlanRow)) {
    if (column === '2' && value === operational) inUse.add(Number(vlan));
    if (column === '3' && value !== ethernet) others.add(Number(vlan));
  }
  return [...inUse].filter((vlan) => !others.has(vlan)).sort((a, b) => a - b);
}
