import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import ssh2, { type ParsedKey } from 'ssh2';
import type { Secret } from '../config/secret.ts';
import { readProblem } from '../config/spec-file.ts';

/** A private key file: ready to sign, or why not. The public key may be known even of a locked one. */
export type KeyFile =
  | { readonly kind: 'ready'; readonly path: string; readonly key: ParsedKey }
  | { readonly kind: 'unusable'; readonly path: string; readonly problem: string; readonly publicBlob?: Buffer };

/** Reads key files, each once a scan: to decrypt one takes longer than a whole login. */
export type KeyRing = (path: string, passphrase?: Secret) => Promise<KeyFile>;

/** No private key is larger. */
const maxBytes = 64 * 1024;

const parse = (text: string, passphrase: string | undefined): ParsedKey | Error => {
  try {
    const parsed: unknown = ssh2.utils.parseKey(text, passphrase);
    // An OpenSSH file may hold several keys by its format, though nobody writes such files.
    const [first] = Array.isArray(parsed) ? parsed : [parsed];
    return first as ParsedKey | Error;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** ssh2 does not read PKCS #8 (`ssh-keygen -m PKCS8`); the same keys in their older form it does. */
function fromPkcs8(text: string, passphrase: string | undefined): string {
  if (!/-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/.test(text)) return text;
  const key = createPrivateKey({ key: text, ...(passphrase === undefined ? {} : { passphrase }) });
  const type = key.asymmetricKeyType === 'ec' ? 'sec1' : 'pkcs1';
  return key.export({ type, format: 'pem' }).toString();
}

const isEncrypted = (text: string): boolean => /\bENCRYPTED\b/.test(text) || isEncryptedOpenSsh(text);

const openSshMagic = 'openssh-key-v1\0';

function openSshBody(text: string): Buffer | undefined {
  const base64 = /-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END/.exec(text)?.[1];
  const body = base64 === undefined ? undefined : Buffer.from(base64, 'base64');
  return body?.subarray(0, openSshMagic.length).toString('latin1') === openSshMagic
    ? body.subarray(openSshMagic.length)
    : undefined;
}

/** Fields of PROTOCOL.key: cipher, KDF, KDF options, then the number of keys and the first public key. */
function openSshFields(text: string): { readonly cipher: string; readonly publicBlob: Buffer } | undefined {
  let rest = openSshBody(text);
  const fields: Buffer[] = [];
  for (const skip of [0, 0, 0, 4]) {
    if (rest === undefined || rest.length < skip + 4) return undefined;
    const length = rest.readUInt32BE(skip);
    fields.push(rest.subarray(skip + 4, skip + 4 + length));
    rest = rest.subarray(skip + 4 + length);
  }
  const [cipher, , , publicBlob] = fields;
  return cipher && publicBlob ? { cipher: cipher.toString('latin1'), publicBlob } : undefined;
}

const isEncryptedOpenSsh = (text: string): boolean => (openSshFields(text)?.cipher ?? 'none') !== 'none';

function problemOf(error: Error, encrypted: boolean, hasPassphrase: boolean): string {
  if (encrypted && !hasPassphrase) return 'it is encrypted; give --passphrase, or add it to an agent';
  if (encrypted) return 'it cannot be decrypted with the passphrase given';
  const type = /Unsupported OpenSSH (?:private )?key type: (\S+)/.exec(error.message)?.[1];
  return type === undefined
    ? 'it is not a private key that can be read'
    : `its type ${type} cannot be used; keys on security tokens need an agent`;
}

function parseText(path: string, text: string, passphrase: string | undefined): KeyFile {
  let key: ParsedKey | Error;
  try {
    key = parse(fromPkcs8(text, passphrase), passphrase);
  } catch (error) {
    key = error instanceof Error ? error : new Error(String(error));
  }
  const publicBlob = openSshFields(text)?.publicBlob;
  const unusable = (problem: string): KeyFile => ({
    kind: 'unusable',
    path,
    problem,
    ...(publicBlob === undefined ? {} : { publicBlob }),
  });
  if (key instanceof Error) return unusable(problemOf(key, isEncrypted(text), passphrase !== undefined));
  return key.isPrivateKey() ? { kind: 'ready', path, key } : unusable('it is a public key; name the private one');
}

/** `KEY.pub` beside a locked key tells which key of the agent is the same. */
async function readPublicBlob(path: string): Promise<Buffer | undefined> {
  const text = await readFile(`${path}.pub`, 'utf8').catch(() => undefined);
  const base64 = text?.split(/\s+/)[1];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}

async function readKeyFile(path: string, passphrase: Secret | undefined): Promise<KeyFile> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return { kind: 'unusable', path, problem: readProblem(error) };
  }
  if (bytes.length > maxBytes) return { kind: 'unusable', path, problem: 'it is larger than any private key' };
  const file = parseText(path, bytes.toString('utf8'), passphrase?.reveal());
  if (file.kind === 'ready' || file.publicBlob !== undefined) return file;
  const publicBlob = await readPublicBlob(path);
  return publicBlob === undefined ? file : { ...file, publicBlob };
}

/** Opens a key ring: OpenSSH and PEM files, with or without a passphrase. Never rejects. */
export function createKeyRing(): KeyRing {
  const rings = new Map<Secret | undefined, Map<string, Promise<KeyFile>>>();
  return (path, passphrase) => {
    const ring = rings.get(passphrase) ?? new Map<string, Promise<KeyFile>>();
    rings.set(passphrase, ring);
    const file = ring.get(path) ?? readKeyFile(path, passphrase);
    ring.set(path, file);
    return file;
  };
}
