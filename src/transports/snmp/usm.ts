import { timingSafeEqual } from 'node:crypto';
import snmp from 'net-snmp';
import type { SnmpAuthProtocol, SnmpCredential, SnmpPrivProtocol } from '../../config/snmp-credential.ts';
import { decryptDes, encryptDes } from './des.ts';
import type { Pdu } from './pdu.ts';
import { type Engine, readScopedPdu, scopedPdu, type V3Message, writeV3Message } from './v3-message.ts';

export type V3Credential = Extract<SnmpCredential, { version: '3' }>;

const authOf: Readonly<Record<SnmpAuthProtocol, number>> = {
  md5: snmp.AuthProtocols.md5,
  sha1: snmp.AuthProtocols.sha,
  sha224: snmp.AuthProtocols.sha224,
  sha256: snmp.AuthProtocols.sha256,
  sha384: snmp.AuthProtocols.sha384,
  sha512: snmp.AuthProtocols.sha512,
};

const aesOf: Readonly<Record<Exclude<SnmpPrivProtocol, 'des'>, number>> = {
  aes128: snmp.PrivProtocols.aes,
  aes256: snmp.PrivProtocols.aes256b,
  aes256r: snmp.PrivProtocols.aes256r,
};

/** Objects of a report that tell why a message was not taken (RFC 3414, 5: usmStats), by their last number but one. */
const usmReports = {
  1: 'unsupported-level',
  2: 'not-in-time-window',
  3: 'unknown-user',
  4: 'unknown-engine',
  5: 'wrong-digest',
  6: 'decryption-error',
} as const;
export type UsmReport = (typeof usmReports)[keyof typeof usmReports] | 'unknown-context';

const usmStats = '1.3.6.1.6.3.15.1.1.';
/** snmpUnknownContexts (RFC 3413, 5). */
const unknownContexts = '1.3.6.1.6.3.12.1.5.';

/** What a report says; undefined for a report of something else. */
export function reportOf(pdu: Pdu): UsmReport | undefined {
  const oid = pdu.varbinds[0]?.oid.join('.') ?? '';
  if (oid.startsWith(unknownContexts)) return 'unknown-context';
  const number = oid.startsWith(usmStats) ? Number(oid.slice(usmStats.length).split('.')[0]) : Number.NaN;
  return usmReports[number as keyof typeof usmReports];
}

const nothing = Buffer.alloc(0);
const unknownEngine: Engine = { id: nothing, boots: 0, time: 0 };

const engineForCrypto = ({ id, boots, time }: Engine) => ({ engineID: id, engineBoots: boots, engineTime: time });

/** The question that makes an agent tell its engine (RFC 3414, 4): of nobody, for nothing. */
export const discovery = (id: number, pdu: Buffer): Buffer =>
  writeV3Message({
    id,
    engine: unknownEngine,
    user: '',
    digestLength: 0,
    privacyParameters: nothing,
    scoped: scopedPdu(unknownEngine, '', pdu),
    reportable: true,
  }).datagram;

type Auth = NonNullable<V3Credential['auth']>;
type Priv = NonNullable<V3Credential['priv']>;

const privKey = (auth: Auth, { secret }: Priv, { id }: Engine): Buffer =>
  snmp.Authentication.passwordToKey(authOf[auth.protocol], secret.reveal(), id);

function encrypt(auth: Auth, priv: Priv, engine: Engine, clear: Buffer) {
  if (priv.protocol === 'des') return encryptDes(privKey(auth, priv, engine), clear);
  const [cipher, digest] = [aesOf[priv.protocol], authOf[auth.protocol]];
  return snmp.Encryption.encryptPdu(cipher, clear, priv.secret.reveal(), digest, engineForCrypto(engine));
}

/** Throws where the lengths do not fit. */
function decrypt(auth: Auth, priv: Priv, { engine, scoped, privacyParameters }: V3Message): Buffer {
  if (priv.protocol === 'des') return decryptDes(privKey(auth, priv, engine), scoped, privacyParameters);
  const [cipher, digest] = [aesOf[priv.protocol], authOf[auth.protocol]];
  return snmp.Encryption.decryptPdu(cipher, scoped, privacyParameters, priv.secret.reveal(), digest, engineForCrypto(engine));
}

/** A message in the name of the user, at the level of security the credential has. Throws where this machine lacks the cipher. */
export function secured(credential: V3Credential, engine: Engine, id: number, context: string, pdu: Buffer): Buffer {
  const { auth, priv } = credential;
  const clear = scopedPdu(engine, context, pdu);
  const sealed = auth && priv ? encrypt(auth, priv, engine, clear) : { encryptedPdu: clear, msgPrivacyParameters: nothing };
  const digestLength = auth ? snmp.Authentication.getParametersLength(authOf[auth.protocol]) : 0;
  const { datagram, digestAt } = writeV3Message({
    id,
    engine,
    user: credential.user,
    digestLength,
    privacyParameters: sealed.msgPrivacyParameters,
    scoped: sealed.encryptedPdu,
    reportable: true,
  });
  if (auth) {
    snmp.Authentication.calculateDigest(datagram, authOf[auth.protocol], auth.secret.reveal(), engine.id).copy(
      datagram,
      digestAt,
    );
  }
  return datagram;
}

/** True where the digest of the message is that of the user's password (RFC 3414, 6.3.2). */
export function isAuthentic(message: V3Message, { auth }: V3Credential): boolean {
  if (auth === undefined || message.digest.length !== snmp.Authentication.getParametersLength(authOf[auth.protocol]))
    return false;
  const blank = Buffer.from(message.datagram);
  // The digest is a view into the datagram, so its place is the difference of their offsets.
  const at = message.digest.byteOffset - message.datagram.byteOffset;
  blank.fill(0, at, at + message.digest.length);
  const expected = snmp.Authentication.calculateDigest(blank, authOf[auth.protocol], auth.secret.reveal(), message.engine.id);
  return timingSafeEqual(expected, message.digest);
}

/** The PDU of a message, decrypted where it has to be; undefined where it cannot be read with these passwords. */
export function unsealed(message: V3Message, { auth, priv }: V3Credential): Pdu | undefined {
  if (!message.encrypted) return readScopedPdu(message.scoped);
  if (auth === undefined || priv === undefined) return undefined;
  try {
    return readScopedPdu(decrypt(auth, priv, message));
  } catch {
    // Lengths that no cipher has: nobody who knows the password sent this.
    return undefined;
  }
}

/** net-snmp keeps the keys it made under the passwords in the clear, for ever. */
export function forgetKeys(): void {
  const cache = snmp.Authentication.authToKeyCache;
  for (const key of Object.keys(cache)) delete cache[key];
}
