import type { Fact, IdentityFact } from '../../model/fact.ts';
import type { DeviceFact } from '../../model/network-fact.ts';
import { numberOf, oidOf, textOf } from '../../text/snmp/values.ts';
import { describedSystem } from './described-system.ts';
import type { DeviceView } from './device-view.ts';
import { isGeneralPurpose, vendorOf } from './vendors.ts';

/** ENTITY-MIB entPhysicalTable (RFC 6933). */
const physical = '1.3.6.1.2.1.47.1.1.1.1';
const containedIn = `${physical}.4`;
const physicalClass = `${physical}.5`;
const softwareRevision = `${physical}.10`;
const serialNumber = `${physical}.11`;
const maker = `${physical}.12`;
const modelName = `${physical}.13`;
const chassisClass = 3;

const sysDescr = '1.3.6.1.2.1.1.1';
const sysObjectId = '1.3.6.1.2.1.1.2';
const ipForwarding = '1.3.6.1.2.1.4.1';
const bridgePorts = '1.3.6.1.2.1.17.1.2';

/** What stands where nobody filled in a value. */
const empty =
  /^(?:n\/?a|none|null|unknown|not (?:available|specified|applicable|set)|default string|serial number|-+|\.+|x+|0+|<[^>]*>|"")$/i;

function meaningful(text: string | undefined): string | undefined {
  const bare = text?.replace(/^"(.*)"$/, '$1').trim();
  return bare === undefined || bare === '' || empty.test(bare) || bare.length > 200 ? undefined : bare;
}

/** Rows that are a chassis; where there is none, those that nothing contains. */
function chassisRows(device: DeviceView): readonly string[] {
  const classes = [...device.column(physicalClass)];
  const chassis = classes.filter(([, object]) => numberOf(object) === chassisClass).map(([index]) => index);
  if (chassis.length > 0) return chassis;
  return [...device.column(containedIn)].filter(([, object]) => numberOf(object) === 0).map(([index]) => index);
}

/** Bridge and router by what they do, of devices that are no general computers. */
function rolesOf(device: DeviceView, objectId: string | undefined): readonly string[] {
  if (objectId === undefined || isGeneralPurpose(objectId)) return [];
  const ports = numberOf(device.scalar(bridgePorts)) ?? 0;
  return [...(ports > 0 ? ['bridge'] : []), ...(numberOf(device.scalar(ipForwarding)) === 1 ? ['router'] : [])];
}

function deviceFact(device: DeviceView, rows: readonly string[]): readonly DeviceFact[] {
  const objectId = oidOf(device.scalar(sysObjectId));
  const first = (column: string): string | undefined => {
    for (const index of rows) {
      const text = meaningful(textOf(device.column(column).get(index)));
      if (text !== undefined) return text;
    }
    return undefined;
  };
  const described = isGeneralPurpose(objectId) ? undefined : describedSystem(textOf(device.scalar(sysDescr)) ?? '').osVersion;
  const told = {
    vendor: vendorOf(objectId) ?? first(maker),
    model: first(modelName),
    softwareVersion: first(softwareRevision) ?? described,
  };
  const roles = rolesOf(device, objectId);
  if (roles.length === 0 && Object.values(told).every((value) => value === undefined)) return [];
  const line = device.column(modelName).get(rows[0] ?? '')?.line ?? device.scalar(sysObjectId)?.line;
  const fact: DeviceFact = {
    fact: 'device',
    ...(line === undefined ? {} : { line }),
    ...(told.vendor === undefined ? {} : { vendor: told.vendor }),
    ...(told.model === undefined ? {} : { model: told.model }),
    ...(told.softwareVersion === undefined ? {} : { softwareVersion: told.softwareVersion }),
    ...(roles.length === 0 ? {} : { roles }),
  };
  return [fact];
}

/** Serial numbers of the chassis: a stack has several. */
function serials(device: DeviceView, rows: readonly string[]): readonly IdentityFact[] {
  const seen = new Set<string>();
  return rows.flatMap((index): readonly IdentityFact[] => {
    const object = device.column(serialNumber).get(index);
    const value = meaningful(textOf(object));
    if (value === undefined || seen.has(value)) return [];
    seen.add(value);
    return [{ fact: 'identity', ...(object?.line === undefined ? {} : { line: object.line }), kind: 'device-serial', value }];
  });
}

/** What a device is made of (ENTITY-MIB) and who makes it (sysObjectID). */
export function readHardware(device: DeviceView): readonly Fact[] {
  const rows = chassisRows(device);
  return [...deviceFact(device, rows), ...serials(device, rows)];
}
