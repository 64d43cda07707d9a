/** Values that help to tell one machine from every other; none of them decides alone. */
export const identityKinds = [
  'machine-id',
  'smbios-uuid',
  'smbios-serial',
  'boot-id',
  'host-key',
  // snmpEngineID (RFC 3411), hexadecimal.
  'engine-id',
  // Serial number of a chassis (entPhysicalSerialNum, `show version`).
  'device-serial',
  // LLDP chassis id or base address of a bridge.
  'chassis-id',
  // What a cloud calls the machine: `i-0a1b2c3d`.
  'instance-id',
] as const;
export type IdentityKind = (typeof identityKinds)[number];
