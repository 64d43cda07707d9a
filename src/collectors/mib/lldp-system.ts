import type { Fact } from '../../model/fact.ts';
import { canonicalMac } from '../../text/mac.ts';
import { numberOf } from '../../text/snmp/values.ts';
import type { DeviceView } from './device-view.ts';
import { lldpCapabilities } from './lldp-capabilities.ts';
import { chassisId } from './lldp-id.ts';
import type { LldpShape } from './lldp-shape.ts';
import { known } from './rows.ts';

/** What a device tells its neighbors of itself (lldpLocalSystemData): its chassis where that is a MAC, and what it does. */
export function lldpSystem(device: DeviceView, { local }: LldpShape): readonly Fact[] {
  const [subtype, chassis, enabled] = [1, 2, 6].map((column) => device.scalar(`${local}.${column}`));
  const id = canonicalMac(chassisId(chassis, numberOf(subtype)) ?? '');
  const roles = lldpCapabilities(enabled) ?? [];
  return [
    ...(id === undefined
      ? []
      : [{ fact: 'identity', kind: 'chassis-id', value: id, ...known({ line: chassis?.line }) } as const]),
    ...(roles.length === 0 ? [] : [{ fact: 'device', roles, ...known({ line: enabled?.line }) } as const]),
  ];
}
