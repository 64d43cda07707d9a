import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * DES as RFC 3414, 8.1.1 has it. OpenSSL 3 keeps DES apart, and net-snmp asks for it all the same; triple DES with one
 * key three times over is DES (FIPS 46-3, keying option 3), and that OpenSSL has.
 */
const cipherName = 'des-ede3-cbc';
const block = 8;

/** The localized key is the DES key and behind it what the salt is mixed with. */
function keyAndVector(localizedKey: Buffer, salt: Buffer): readonly [key: Buffer, vector: Buffer] {
  const key = localizedKey.subarray(0, block);
  const vector = localizedKey.subarray(block, 2 * block).map((byte, at) => byte ^ (salt[at] ?? 0));
  return [Buffer.concat([key, key, key]), Buffer.from(vector)];
}

export function encryptDes(
  localizedKey: Buffer,
  clear: Buffer,
): { readonly encryptedPdu: Buffer; readonly msgPrivacyParameters: Buffer } {
  const salt = randomBytes(block);
  const cipher = createCipheriv(cipherName, ...keyAndVector(localizedKey, salt)).setAutoPadding(false);
  const padding = Buffer.alloc((block - (clear.length % block)) % block);
  return {
    encryptedPdu: Buffer.concat([cipher.update(clear), cipher.update(padding), cipher.final()]),
    msgPrivacyParameters: salt,
  };
}

/** What was encrypted, its padding behind it. Throws where the lengths do not fit. */
export function decryptDes(localizedKey: Buffer, encrypted: Buffer, salt: Buffer): Buffer {
  if (salt.length !== block) throw new RangeError('not a salt of DES');
  const cipher = createDecipheriv(cipherName, ...keyAndVector(localizedKey, salt)).setAutoPadding(false);
  return Buffer.concat([cipher.update(encrypted), cipher.final()]);
}
