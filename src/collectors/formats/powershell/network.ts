import type { AddressFact, InterfaceFact, NeighborFact, RouteFact } from '../../../model/fact.ts';
import { canonicalAddress, isAnyAddress, readAddress } from '../../../text/address.ts';
import { canonicalMac } from '../../../text/mac.ts';
import { fieldOf, isCut, type PowerShellRecord } from '../../../text/powershell/record.ts';
import { readPrefix, routeDestination } from '../../../text/prefix.ts';
import { readInteger } from '../../../text/scan.ts';

/** MSFT_NetNeighbor.State by number. */
const neighborStates = ['unreachable', 'incomplete', 'probe', 'delay', 'stale', 'reachable', 'permanent'];

/** The interface by name where the view shows one, otherwise by its index. */
function interfaceOf(record: PowerShellRecord, zone?: string): { readonly interface?: string } {
  const alias = fieldOf(record, 'interfacealias');
  const name = alias !== undefined && !isCut(alias) ? alias : (fieldOf(record, 'ifindex', 'interfaceindex') ?? zone);
  return name === undefined ? {} : { interface: name };
}

/** One object of `Get-NetNeighbor`. */
export function readNeighbor(record: PowerShellRecord): NeighborFact | undefined {
  const read = readAddress(fieldOf(record, 'ipaddress') ?? '');
  if (read === undefined) return undefined;
  const mac = canonicalMac(fieldOf(record, 'linklayeraddress') ?? '');
  const state = fieldOf(record, 'state');
  const known = neighborStates[readInteger(state) ?? -1] ?? state?.toLowerCase();
  return {
    fact: 'neighbor',
    line: record.line,
    address: read.address,
    ...(mac === undefined ? {} : { mac }),
    ...interfaceOf(record, read.zone),
    ...(known === undefined ? {} : { state: known }),
  };
}

/** One object of `Get-NetIPAddress`. */
export function readIpAddress(record: PowerShellRecord): AddressFact | undefined {
  const read = readAddress(fieldOf(record, 'ipaddress') ?? '');
  if (read === undefined) return undefined;
  const prefix = readInteger(fieldOf(record, 'prefixlength'));
  return {
    fact: 'address',
    line: record.line,
    address: read.address,
    ...(prefix === undefined ? {} : { prefix }),
    ...interfaceOf(record, read.zone),
  };
}

/** One object of `Get-NetRoute`; a next hop of zeros means that the destination is on the link. */
export function readRoute(record: PowerShellRecord): RouteFact | undefined {
  const prefix = readPrefix(fieldOf(record, 'destinationprefix') ?? '');
  if (prefix === undefined) return undefined;
  const hop = canonicalAddress(fieldOf(record, 'nexthop') ?? '');
  const metric = readInteger(fieldOf(record, 'routemetric'));
  return {
    fact: 'route',
    line: record.line,
    destination: routeDestination(prefix),
    ...(hop === undefined || isAnyAddress(hop) ? {} : { gateway: hop }),
    ...interfaceOf(record),
    ...(metric === undefined ? {} : { metric }),
  };
}

/** One object of `Get-NetAdapter`. */
export function readAdapter(record: PowerShellRecord): InterfaceFact | undefined {
  const name = fieldOf(record, 'name', 'interfacealias');
  if (name === undefined || isCut(name)) return undefined;
  const index = readInteger(fieldOf(record, 'ifindex', 'interfaceindex'));
  const mac = canonicalMac(fieldOf(record, 'macaddress') ?? '');
  const mtu = readInteger(fieldOf(record, 'mtusize'));
  const status = fieldOf(record, 'status')?.toLowerCase();
  return {
    fact: 'interface',
    line: record.line,
    name,
    ...(index === undefined ? {} : { index }),
    ...(mac === undefined ? {} : { mac }),
    ...(mtu === undefined ? {} : { mtu }),
    ...(status === undefined ? {} : { up: status === 'up' }),
  };
}
