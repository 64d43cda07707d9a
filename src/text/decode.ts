const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Bytes of an unknown host as text: UTF-8 where they are valid UTF-8, otherwise Latin-1, which gives
 * every byte a character and so never fails or drops one. A byte-order mark is left out.
 */
export function decodeBytes(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
}
