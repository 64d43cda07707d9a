import type { Fact } from '../../model/fact.ts';
import { numberOf, textOf } from '../../text/snmp/values.ts';
import type { MibTables } from '../../text/snmp/varbind-table.ts';

export type { MibTables } from '../../text/snmp/varbind-table.ts';

/** What one context of a device told (RFC 3411, 3.3.1): a VLAN of a switch, a routing instance. */
export interface ContextTables extends MibTables {
  /** As it was asked for: `vlan-20`, `20`. */
  readonly name: string;
  /** Number of the VLAN the context stands for. */
  readonly vlan?: number;
}

/** Everything a device told over SNMP in one visit. Its own tables are those of the context without a name. */
export interface DeviceView extends MibTables {
  readonly contexts: readonly ContextTables[];
  /** What the device calls an interface: ifName, or ifDescr where it has none. */
  portName(ifIndex: number): string | undefined;
  /**
   * The interface of a bridge port (dot1dBasePortIfIndex). In a context its own table counts, and where it tells
   * nothing that of the device; without one, the device's and then that of any context.
   */
  ifIndexOfBridgePort(port: number, context?: MibTables): number | undefined;
}

/** Reads one MIB: every fact with the line its row begins in. Never throws; what makes no sense is left out. */
export type MibReader = (device: DeviceView) => readonly Fact[];

const ifDescr = '1.3.6.1.2.1.2.2.1.2';
const ifName = '1.3.6.1.2.1.31.1.1.1.1';
const basePortIfIndex = '1.3.6.1.2.1.17.1.4.1.2';

const usable = (ifIndex: number | undefined): number | undefined => (ifIndex !== undefined && ifIndex > 0 ? ifIndex : undefined);

/** What a device calls its interfaces, each looked up once: every route and neighbor asks. */
function portNames(own: MibTables): DeviceView['portName'] {
  const known = new Map<number, string | undefined>();
  const read = (index: string): string | undefined =>
    textOf(own.column(ifName).get(index)) ?? textOf(own.column(ifDescr).get(index));
  return (ifIndex) => {
    const found = known.get(ifIndex);
    if (found !== undefined || known.has(ifIndex)) return found;
    const name = read(`${ifIndex}`);
    known.set(ifIndex, name);
    return name;
  };
}

/** The view of a device over its own tables and those of its contexts. */
export function deviceView(own: MibTables, contexts: readonly ContextTables[] = []): DeviceView {
  return {
    scalar: (oid) => own.scalar(oid),
    column: (oid) => own.column(oid),
    has: (prefix) => own.has(prefix),
    contexts,
    portName: portNames(own),
    ifIndexOfBridgePort(port, context) {
      for (const tables of context === undefined ? [own, ...contexts] : [context, own]) {
        const ifIndex = usable(numberOf(tables.column(basePortIfIndex).get(`${port}`)));
        if (ifIndex !== undefined) return ifIndex;
      }
      return undefined;
    },
  };
}
