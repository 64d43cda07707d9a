import { Buffer } from 'node:buffer';

const u16 = (value: number): Buffer => Buffer.from([(value >>> 8) & 255, value & 255]);
export const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};
export { u16 };

export const u8 = (value: number): Buffer => Buffer.from([value]);
export const ip = (text: string): Buffer => Buffer.from(text.split('.').map(Number));

/** A set: id, length, content. */
export const set = (id: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.concat([u16(id), u16(content.length + 4), content]);
};

/** A template record: id, number of fields, each with its length. */
export const template = (
  id: number,
  ...fields: readonly (readonly [element: number, length: number, enterprise?: number])[]
): Buffer =>
  Buffer.concat([
    u16(id),
    u16(fields.length),
    ...fields.map(([element, length, enterprise]) =>
      enterprise === undefined
        ? Buffer.concat([u16(element), u16(length)])
        : Buffer.concat([u16(element | 0x8000), u16(length), u32(enterprise)]),
    ),
  ]);

export interface Head {
  readonly sequence?: number;
  readonly domain?: number;
}

/** 1 March 2026, 02:00 UTC. */
const exportSeconds = 1_772_330_400;

export const netflow9 = (sets: readonly Buffer[], { sequence = 0, domain = 7 }: Head = {}): Buffer =>
  Buffer.concat([u16(9), u16(sets.length), u32(600_000), u32(exportSeconds), u32(sequence), u32(domain), ...sets]);

export function ipfix(sets: readonly Buffer[], { sequence = 0, domain = 7 }: Head = {}): Buffer {
  const content = Buffer.concat(sets);
  return Buffer.concat([u16(10), u16(content.length + 16), u32(exportSeconds), u32(sequence), u32(domain), content]);
}
