import type { InterfaceFact } from '../../model/fact.ts';
import type { Varbind } from '../../model/varbind.ts';
import { interfaceTypes } from '../../text/snmp/interface-types.ts';
import { macOf, numberOf, textOf } from '../../text/snmp/values.ts';
import type { DeviceView } from './device-view.ts';
import { known } from './rows.ts';

/** IF-MIB (RFC 2863): ifTable and what ifXTable adds to it. */
const table = '1.3.6.1.2.1.2.2.1';
const extended = '1.3.6.1.2.1.31.1.1.1';
const columns = {
  description: `${table}.2`,
  type: `${table}.3`,
  mtu: `${table}.4`,
  speed: `${table}.5`,
  mac: `${table}.6`,
  admin: `${table}.7`,
  status: `${table}.8`,
  name: `${extended}.1`,
  highSpeed: `${extended}.15`,
  alias: `${extended}.18`,
} as const;
const indexColumn = `${table}.1`;

/** ifSpeed of 10 Gbit/s and more. */
const speedOverflow = 4_294_967_295;
const bitsPerMegabit = 1_000_000;
const largestMtu = 2_147_483_647;
const wholeIndex = /^\d{1,10}$/;

type Row = (column: keyof typeof columns) => Varbind | undefined;

function speedOf(row: Row): number | undefined {
  const high = numberOf(row('highSpeed'));
  if (high !== undefined && high > 0) return high;
  const speed = numberOf(row('speed'));
  return speed === undefined || speed <= 0 || speed === speedOverflow ? undefined : speed / bitsPerMegabit;
}

/** ifOperStatus: up(1), down(2), dormant(5), notPresent(6), lowerLayerDown(7); testing(3) and unknown(4) say neither. */
function isUp(row: Row): boolean | undefined {
  const status = numberOf(row('status'));
  if (status === 1) return true;
  return status === 2 || (status !== undefined && status >= 5 && status <= 7) ? false : undefined;
}

function interfaceOf(index: string, row: Row): InterfaceFact | undefined {
  const [ifName, ifDescr] = [textOf(row('name')), textOf(row('description'))];
  const name = ifName ?? ifDescr;
  if (name === undefined) return undefined;
  const mtu = numberOf(row('mtu'));
  const told = {
    line: (row('description') ?? row('name'))?.line,
    mac: macOf(row('mac')),
    mtu: mtu !== undefined && mtu > 0 && mtu < largestMtu ? mtu : undefined,
    up: isUp(row),
    kind: interfaceTypes.get(numberOf(row('type')) ?? 0),
    description: ifDescr,
    alias: textOf(row('alias')),
    speedMbps: speedOf(row),
  };
  return { fact: 'interface', ...known(told), name, index: Number(index) };
}

/** Every interface that has a name. */
export function readInterfaces(device: DeviceView): readonly InterfaceFact[] {
  const found = new Map(
    Object.entries(columns).map(([name, column]): [string, ReadonlyMap<string, Varbind>] => [name, device.column(column)]),
  );
  const indexes = new Set(device.column(indexColumn).keys());
  for (const rows of found.values()) for (const index of rows.keys()) indexes.add(index);
  return Array.from(indexes).flatMap((index) =>
    wholeIndex.test(index) ? (interfaceOf(index, (column) => found.get(column)?.get(index)) ?? []) : [],
  );
}
