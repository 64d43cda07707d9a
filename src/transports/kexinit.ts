/** The algorithms a server offers, in the words of RFC 4253. */
export interface KexInit {
  readonly kex: readonly string[];
  readonly hostKey: readonly string[];
  readonly cipher: readonly string[];
  readonly mac: readonly string[];
}

const messageKexInit = 20;

/** Name-lists are a length and comma-separated names (RFC 4251, 5). */
function readLists(bytes: Buffer, start: number, count: number): readonly (readonly string[])[] | undefined {
  const lists: (readonly string[])[] = [];
  let offset = start;
  for (let index = 0; index < count; index += 1) {
    if (offset + 4 > bytes.length) return undefined;
    const end = offset + 4 + bytes.readUInt32BE(offset);
    if (end > bytes.length) return undefined;
    lists.push(bytes.toString('latin1', offset + 4, end).split(','));
    offset = end;
  }
  return lists;
}

/**
 * Reads the first packet after a server's identification line: SSH_MSG_KEXINIT, still in clear
 * (RFC 4253, 6 and 7.1). Undefined when it is not there, not whole, or something else.
 */
export function parseKexInit(packet: Buffer): KexInit | undefined {
  // uint32 packet length, byte padding length, byte message, 16 bytes cookie, then the lists.
  if (packet.length < 22 || packet[5] !== messageKexInit) return undefined;
  const [kex, hostKey, , cipher, , mac] = readLists(packet, 22, 6) ?? [];
  return kex && hostKey && cipher && mac ? { kex, hostKey, cipher, mac } : undefined;
}
