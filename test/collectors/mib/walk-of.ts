import { type DeviceView, deviceView } from '../../../src/collectors/mib/device-view.ts';
import { readSnmprec } from '../../../src/text/snmp/snmprec.ts';
import { VarbindTable } from '../../../src/text/snmp/varbind-table.ts';

/** A device that answers the objects of snmprec lines, and in contexts (`vlan-20`) others. */
export function walkOf(text: string, contexts: Readonly<Record<string, string>> = {}): DeviceView {
  const tables = (lines: string): VarbindTable => new VarbindTable(readSnmprec(lines).varbinds);
  return deviceView(
    tables(text),
    Object.entries(contexts).map(([name, lines]) => {
      const own = tables(lines);
      const vlan = /^vlan-(\d+)$/.exec(name)?.[1];
      const context = { name, scalar: own.scalar.bind(own), column: own.column.bind(own), has: own.has.bind(own) };
      return vlan === undefined ? context : { ...context, vlan: Number(vlan) };
    }),
  );
}

/** Facts without the lines they stand in. */
export const withoutLines = <T extends { readonly line?: number }>(facts: readonly T[]): readonly Omit<T, 'line'>[] =>
  facts.map(({ line: _, ...fact }) => fact);
