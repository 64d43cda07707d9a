import { createHash } from 'node:crypto';

const base64 = /^[A-Za-z0-9+/]{16,32768}={0,2}$/;

/** The key's own bytes begin with its type, behind four bytes of length (RFC 4253, 6.6). */
function isKey(blob: Buffer, type: string): boolean {
  return (
    blob.length > 4 + type.length && blob.readUInt32BE(0) === type.length && blob.toString('latin1', 4, 4 + type.length) === type
  );
}

/**
 * Fingerprint of a public key line (`ssh-ed25519 AAAA… comment`, sshd(8)) as OpenSSH prints it:
 * `SHA256:` and unpadded base64. Undefined where the line holds no key.
 */
export function hostKeyFingerprint(line: string): string | undefined {
  const [type = '', encoded = ''] = line.trim().split(' ', 2);
  if (!base64.test(encoded)) return undefined;
  const blob = Buffer.from(encoded, 'base64');
  if (!isKey(blob, type)) return undefined;
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}
