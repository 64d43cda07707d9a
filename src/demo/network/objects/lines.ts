/** Lines of snmprec: `oid|tag|value`, hexadecimal behind an `x`. */
export type Lines = readonly string[];

export const integer = (oid: string, value: number): string => `${oid}|2|${value}`;
export const text = (oid: string, value: string): string => `${oid}|4|${value}`;
export const octets = (oid: string, hex: string): string => `${oid}|4x|${hex}`;
export const objectId = (oid: string, value: string): string => `${oid}|6|${value}`;
export const ipAddress = (oid: string, value: string): string => `${oid}|64|${value}`;
export const gauge = (oid: string, value: number): string => `${oid}|66|${value}`;
export const ticks = (oid: string, value: number): string => `${oid}|67|${value}`;

/** `02:4d:00` as `024d00`. */
export const hexOfMac = (mac: string): string => mac.replaceAll(':', '');
/** `02:4d:00` as `2.77.0`, as indexes have it. */
export const indexOfMac = (mac: string): string =>
  mac
    .split(':')
    .map((part) => Number.parseInt(part, 16))
    .join('.');
export const hexOfAddress = (address: string): string =>
  address
    .split('.')
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('');

/** A PortList (RFC 4363): the first port is the highest bit of the first octet. */
export function portList(ports: readonly number[]): string {
  const octetCount = Math.ceil(Math.max(8, ...ports) / 8);
  const list = Buffer.alloc(octetCount);
  for (const port of ports) list[(port - 1) >> 3] = (list[(port - 1) >> 3] ?? 0) | (0x80 >> ((port - 1) & 7));
  return list.toString('hex');
}
