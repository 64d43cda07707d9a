import type { Fact, IdentityFact, SystemFact } from '../../model/fact.ts';
import { ownCopy } from '../../text/intern.ts';
import { hexOf, oidOf, textOf } from '../../text/snmp/values.ts';
import { describedSystem } from './described-system.ts';
import type { DeviceView } from './device-view.ts';

const sysDescr = '1.3.6.1.2.1.1.1';
const sysObjectId = '1.3.6.1.2.1.1.2';
const sysName = '1.3.6.1.2.1.1.5';
const snmpEngineId = '1.3.6.1.6.3.10.2.1.1';

/** RFC 3411: 5 to 32 octets. */
const engineIdForm = /^(?!(?:00)+$|(?:ff)+$)[0-9a-f]{10,64}$/;
const longest = 1_000;

/** Who a device says it is: the system group of SNMPv2-MIB (RFC 3418). */
export function readSystem(device: DeviceView): readonly Fact[] {
  const objects = [sysDescr, sysObjectId, sysName].map((oid) => device.scalar(oid));
  const description = textOf(objects[0])?.slice(0, longest);
  const objectId = oidOf(objects[1]);
  const name = textOf(objects[2])?.slice(0, longest);
  if (description === undefined && objectId === undefined && name === undefined) return [];
  const line = objects.find((object) => object?.line !== undefined)?.line;
  const system: SystemFact = {
    fact: 'system',
    ...(line === undefined ? {} : { line }),
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(objectId === undefined ? {} : { objectId: ownCopy(objectId) }),
    ...(description === undefined ? {} : describedSystem(description)),
  };
  return [system];
}

/** Identity of the SNMP engine (SNMP-FRAMEWORK-MIB, RFC 3411). */
export function readEngineId(device: DeviceView): readonly IdentityFact[] {
  const object = device.scalar(snmpEngineId);
  const value = hexOf(object);
  if (object === undefined || value === undefined || !engineIdForm.test(value)) return [];
  return [{ fact: 'identity', ...(object.line === undefined ? {} : { line: object.line }), kind: 'engine-id', value }];
}
