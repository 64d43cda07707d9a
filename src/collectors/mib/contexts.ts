import type { MibTables } from '../../text/snmp/varbind-table.ts';
import type { DeviceView } from './device-view.ts';

/** The tables of a device or of one of its contexts, and the VLAN they are about. */
export interface Scope {
  readonly tables: MibTables;
  readonly vlan: number | undefined;
  /** Absent for the device's own. */
  readonly context?: MibTables;
}

/** The device's own tables first, then those of its contexts: a switch that keeps a bridge a VLAN has one for each. */
export const contextsOf = (device: DeviceView): readonly Scope[] => [
  { tables: device, vlan: undefined },
  ...device.contexts.map((context) => ({ tables: context, vlan: context.vlan, context })),
];
