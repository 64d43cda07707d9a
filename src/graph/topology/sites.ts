import type { Host } from '../../model/snapshot.ts';
import { isVirtualInterface } from '../container-interface.ts';
import type { KnownHost } from '../identify.ts';
import { isIdentityMac } from '../identity-values.ts';
import type { DeviceEntry } from './device-index.ts';
import { neighborKeys } from './neighbor-keys.ts';
import { openPorts, type PortTable } from './ports.ts';
import { readTold, type Told } from './told.ts';

/** A host there is evidence of, with what it tells of the network. */
export interface Site {
  readonly id: string;
  readonly told: Told;
  readonly ports: PortTable;
  /** Cards of its own that tell it from others, and the base address of its bridge. */
  readonly macs: ReadonlySet<string>;
}

const lower = (values: Iterable<string>): string[] => [...values].map((value) => value.toLowerCase());

function ownMacs(told: Told, { traits }: KnownHost): Set<string> {
  const cards = told.interface.flatMap(({ name, mac }) => (mac === undefined || isVirtualInterface(name) ? [] : [mac]));
  const bridges = told.bridge.flatMap(({ address }) => address ?? []);
  const self = told.fdb.flatMap(({ mac, status }) => (status === 'self' ? [mac] : []));
  return new Set(lower([...traits.macs, ...cards, ...bridges, ...self]).filter(isIdentityMac));
}

export function openSite(known: KnownHost): Site {
  const told = readTold(known);
  return { id: known.id, told, ports: openPorts(told), macs: ownMacs(told, known) };
}

const identitiesOf = ({ identity = [] }: Host, kind: string): string[] =>
  identity.filter((text) => text.startsWith(`${kind}:`)).map((text) => text.slice(kind.length + 1));

/** What others may call a host, whether there is evidence of it at hand or it is kept from before. */
export function entryOf(host: Host, site: Site | undefined, known: KnownHost | undefined): DeviceEntry {
  const keys = (site?.told.adjacency ?? []).map(neighborKeys);
  return {
    chassis: new Set(lower(identitiesOf(host, 'chassis-id'))),
    serials: new Set(identitiesOf(host, 'device-serial')),
    names: new Set(lower([host.name, ...host.names])),
    addresses: new Set([...host.addresses, ...(known?.traits.reachedAt ?? [])]),
    macs: site?.macs ?? new Set(host.macs),
    tells: new Set(keys.flatMap(({ chassis, names, macs }) => [...(chassis === undefined ? [] : [chassis]), ...names, ...macs])),
  };
}
