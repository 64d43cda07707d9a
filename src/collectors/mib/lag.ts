import type { AggregateFact } from '../../model/network-fact.ts';
import { indexParts, numberOf } from '../../text/snmp/values.ts';
import type { DeviceView, MibReader } from './device-view.ts';
import { interfaceNames, portOf } from './interface-names.ts';

/** dot3adAggPortAttachedAggID by ifIndex of the port (IEEE8023-LAG-MIB, IEEE 802.1AX). */
const attachedAggregate = '1.2.840.10006.300.43.1.2.1.1.13';
/** ifStackStatus by higher and lower layer (RFC 2863). */
const stackStatus = '1.3.6.1.2.1.31.1.2.1.3';
/** IANAifType ieee8023adLag */
const bundleType = 161;
const active = 1;

interface Bundle {
  readonly line: number | undefined;
  readonly members: Set<number>;
}

function join(bundles: Map<number, Bundle>, bundle: number, member: number, line: number | undefined): void {
  const known = bundles.get(bundle) ?? { line, members: new Set() };
  known.members.add(member);
  bundles.set(bundle, known);
}

/** Ports by the bundle they are attached to; one attached to itself or to none is on its own. */
function attached(device: DeviceView): Map<number, Bundle> {
  const bundles = new Map<number, Bundle>();
  for (const [index, varbind] of device.column(attachedAggregate)) {
    const [member, bundle] = [Number(index), numberOf(varbind)];
    if (bundle !== undefined && bundle > 0 && Number.isSafeInteger(member) && member !== bundle) {
      join(bundles, bundle, member, varbind.line);
    }
  }
  return bundles;
}

/** Interfaces below one that calls itself a bundle. */
function stacked(device: DeviceView): Map<number, Bundle> {
  const bundles = new Map<number, Bundle>();
  const { typeOf } = interfaceNames(device);
  for (const [index, varbind] of device.column(stackStatus)) {
    const [higher = 0, lower = 0] = indexParts(index);
    if (higher > 0 && lower > 0 && typeOf(higher) === bundleType && numberOf(varbind) === active) {
      join(bundles, higher, lower, varbind.line);
    }
  }
  return bundles;
}

function aggregate(device: DeviceView, ifIndex: number, { line, members }: Bundle): AggregateFact {
  return {
    fact: 'aggregate',
    ...(line === undefined ? {} : { line }),
    ...portOf(device, ifIndex),
    members: [...members].sort((a, b) => a - b).map((member) => portOf(device, member)),
  };
}

/** Bundles of interfaces: as the aggregation itself tells them, and those that only the stack of interfaces shows. */
export const readAggregates: MibReader = (device) => {
  const bundles = attached(device);
  for (const [ifIndex, bundle] of stacked(device)) if (!bundles.has(ifIndex)) bundles.set(ifIndex, bundle);
  return Array.from(bundles, ([ifIndex, bundle]) => aggregate(device, ifIndex, bundle));
};
