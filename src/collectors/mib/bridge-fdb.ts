import type { FdbFact } from '../../model/network-fact.ts';
import { numberOf } from '../../text/snmp/values.ts';
import { contextsOf, type Scope } from './contexts.ts';
import type { DeviceView, MibReader } from './device-view.ts';
import { placedPort } from './fdb-port.ts';
import { fdbMac, fdbStatuses } from './fdb-row.ts';
import { known, rowsOf } from './rows.ts';

const entry = '1.3.6.1.2.1.17.4.3.1';
const [port, status] = [2, 3] as const;

function fdbFacts(device: DeviceView, { tables, vlan, context }: Scope): readonly FdbFact[] {
  return rowsOf(tables, entry, [port, status]).flatMap(({ parts, get, at }) => {
    const mac = fdbMac(parts, 0);
    const number = numberOf(get(port));
    if (mac === undefined || number === undefined) return [];
    const told = { vlan, status: fdbStatuses[numberOf(get(status)) ?? 0] };
    return [{ fact: 'fdb' as const, ...at, mac, ...placedPort(device, number, context), ...known(told) }];
  });
}

/** The VLAN that a switch with a bridge a VLAN keeps in its own tables. */
const defaultVlan = 1;

/** An agent that does not heed contexts answers the same in all of them: nothing of that VLAN. */
function repeatsOwn(device: DeviceView, { tables, vlan, context }: Scope): boolean {
  const own = device.column(`${entry}.${port}`);
  const rows = tables.column(`${entry}.${port}`);
  if (context === undefined || vlan === defaultVlan || own.size === 0 || own.size !== rows.size) return false;
  for (const [index, varbind] of rows) if (numberOf(own.get(index)) !== numberOf(varbind)) return false;
  return true;
}

/**
 * MACs a bridge has learned, without their VLANs (BRIDGE-MIB, RFC 4188: dot1dTpFdbTable). In a context of a VLAN
 * (`community@20`) they are those of that VLAN.
 */
export const readBridgeFdb: MibReader = (device) =>
  contextsOf(device).flatMap((scope) => (repeatsOwn(device, scope) ? [] : fdbFacts(device, scope)));
