import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';

/** An ed25519 key pair in the forms OpenSSH writes. */
export interface SshKey {
  /** `-----BEGIN OPENSSH PRIVATE KEY-----`, not encrypted. */
  readonly privateKey: string;
  /** `ssh-ed25519 AAAA…`, without a comment: what stands in known_hosts and authorized_keys. */
  readonly publicKey: string;
  /** `SHA256:…`, as ssh-keygen -l prints it. */
  readonly fingerprint: string;
}

const type = 'ssh-ed25519';

/** DER of a PKCS #8 ed25519 key (RFC 8410, 7) up to the 32 bytes of the seed. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');
/** DER of the public key (RFC 8410, 4): the last 32 bytes are the key. */
const spkiKeyLength = 32;

/** A string of the SSH protocol: its length, then its bytes (RFC 4251, 5). */
function text(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Bytes 1, 2, 3, … up to the block length of the cipher `none` (PROTOCOL.key). */
const padding = (length: number): Buffer => Buffer.from(Array.from({ length: (8 - (length % 8)) % 8 }, (_, index) => index + 1));

/**
 * A key made from a phrase, the same one every time, so that a simulated host shows the key it showed last time.
 * Such a key protects nothing: anybody who reads this file can make it. It is for simulations on loopback only.
 * Format: `PROTOCOL.key` of OpenSSH.
 */
export function simulatedKey(phrase: string): SshKey {
  const seed = createHash('sha256').update(phrase).digest();
  return keyFromSeed(seed);
}

/** The key a simulated host of this name always shows. */
export const hostKeyOf = (name: string): SshKey => simulatedKey(`map fleet, host ${name}`);

/** The key pair of a 32-byte seed (RFC 8032, 5.1.5). */
export function keyFromSeed(seed: Buffer): SshKey {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
  const publicBytes = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-spkiKeyLength);
  const publicBlob = Buffer.concat([text(type), text(publicBytes)]);
  const check = createHash('sha256').update(publicBytes).digest().subarray(0, 4);
  const secret = Buffer.concat([check, check, text(type), text(publicBytes), text(Buffer.concat([seed, publicBytes])), text('')]);
  const blob = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    text('none'),
    text('none'),
    text(''),
    uint32(1),
    text(publicBlob),
    text(Buffer.concat([secret, padding(secret.length)])),
  ]);
  const lines = blob.toString('base64').match(/.{1,70}/g) ?? [];
  const label = 'OPENSSH PRIVATE KEY';
  return {
    privateKey: `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`,
    publicKey: `${type} ${publicBlob.toString('base64')}`,
    fingerprint: `SHA256:${createHash('sha256').update(publicBlob).digest('base64').replace(/=+$/, '')}`,
  };
}
