/** The polynomial of cksum(1), POSIX: CRC-32 with the high bit first, the length appended, complemented. */
const polynomial = 0x04c1_1db7;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x8000_0000 ? (value << 1) ^ polynomial : value << 1;
  return value >>> 0;
});

const step = (crc: number, byte: number): number => ((crc << 8) ^ (table[(crc >>> 24) ^ byte] ?? 0)) >>> 0;

/** The checksum cksum(1) prints for these bytes. */
export function posixCksum(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = step(crc, byte);
  for (let length = bytes.length; length > 0; length = Math.floor(length / 256)) crc = step(crc, length & 0xff);
  return ~crc >>> 0;
}
