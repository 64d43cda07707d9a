import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/config/secret.ts';
import { createKeyRing, type KeyFile } from '../../src/transports/private-key.ts';
import { newKey } from './support/ssh-server.ts';
import { tempDirectory, writeTemp } from './support/temp.ts';

const directory = tempDirectory();
const passphrase = new Secret('open sesame');
const load = (path: string, secret?: Secret): Promise<KeyFile> => createKeyRing()(path, secret);
const blobOf = (publicLine: string): Buffer => Buffer.from(publicLine.split(' ')[1] ?? '', 'base64');

async function problemOf(path: string, secret?: Secret): Promise<string> {
  const file = await load(path, secret);
  if (file.kind === 'ready') throw new Error('the key is ready');
  expect(file.problem).not.toContain('sesame');
  return file.problem;
}

const hasKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;

function keygen(name: string, ...args: string[]): string {
  const path = join(directory, name);
  // One round of the key derivation instead of sixteen: its strength is not what is tested.
  execFileSync('ssh-keygen', ['-q', '-a', '1', '-f', path, ...args], { stdio: 'ignore' });
  return path;
}

describe.skipIf(!hasKeygen)('keys of ssh-keygen', () => {
  const kinds: readonly (readonly [name: string, ...args: string[]])[] = [
    ['ed25519', '-t', 'ed25519'],
    ['ecdsa', '-t', 'ecdsa', '-b', '384'],
    ['rsa', '-t', 'rsa', '-b', '2048'],
    ['rsa-pem', '-t', 'rsa', '-b', '2048', '-m', 'PEM'],
    ['ecdsa-pem', '-t', 'ecdsa', '-m', 'PEM'],
    ['rsa-pkcs8', '-t', 'rsa', '-b', '2048', '-m', 'PKCS8'],
    ['ecdsa-pkcs8', '-t', 'ecdsa', '-m', 'PKCS8'],
  ];

  it.each(kinds)('%s can sign, locked or not', async (name, ...args) => {
    const open = keygen(`${name}-open`, ...args, '-N', '');
    const locked = keygen(`${name}-locked`, ...args, '-N', 'open sesame');
    for (const [path, secret] of [
      [open, undefined],
      [open, passphrase],
      [locked, passphrase],
    ] as const) {
      const file = await load(path, secret);
      if (file.kind !== 'ready') throw new Error(`${path}: ${file.problem}`);
      expect(file.key.getPublicSSH()).toEqual(blobOf(readFileSync(`${path}.pub`, 'utf8')));
      const publicKey = ssh2.utils.parseKey(readFileSync(`${path}.pub`)) as ssh2.ParsedKey;
      expect(publicKey.verify('data', file.key.sign('data'))).toBe(true);
    }
    expect(await problemOf(locked)).toBe('it is encrypted; give --passphrase, or add it to an agent');
    expect(await problemOf(locked, new Secret('wrong'))).toBe('it cannot be decrypted with the passphrase given');
  });

  it('tells the public key of a locked file, from the file itself or from the .pub beside it', async () => {
    for (const [name, ...format] of [['inside'], ['beside', '-m', 'PEM']] as const) {
      const path = keygen(name, '-t', 'rsa', '-b', '2048', ...format, '-N', 'open sesame');
      const blob = blobOf(readFileSync(`${path}.pub`, 'utf8'));
      if (name === 'inside') rmSync(`${path}.pub`);
      expect(await load(path)).toMatchObject({ kind: 'unusable', publicBlob: blob });
    }
  });

  it('refuses the public half', async () => {
    expect(await problemOf(`${keygen('half', '-t', 'ed25519', '-N', '')}.pub`)).toBe('it is a public key; name the private one');
  });
});

describe('files that are no keys', () => {
  it('says what is wrong', async () => {
    expect(await problemOf(join(directory, 'none'))).toBe('there is no such file');
    expect(await problemOf(directory)).toBe('it is a directory');
    expect(await problemOf(writeTemp(directory, 'empty', ''))).toBe('it is not a private key that can be read');
    expect(await problemOf(writeTemp(directory, 'text', 'hello\n'))).toBe('it is not a private key that can be read');
    expect(await problemOf(writeTemp(directory, 'bytes', Buffer.alloc(1000, 0xff)))).toBe(
      'it is not a private key that can be read',
    );
    expect(await problemOf(writeTemp(directory, 'large', 'x'.repeat(100_000)))).toBe('it is larger than any private key');
  });

  it('survives a key file cut short or damaged anywhere', async () => {
    const whole = newKey().private;
    for (let length = 0; length < whole.length - 2; length += 7) {
      const cut = await load(writeTemp(directory, 'cut', whole.slice(0, length)));
      expect(cut.kind).toBe('unusable');
    }
    for (let at = 40; at < whole.length - 40; at += 11) {
      const damaged = `${whole.slice(0, at)}${whole[at] === 'A' ? 'B' : 'A'}${whole.slice(at + 1)}`;
      await load(writeTemp(directory, 'damaged', damaged));
    }
  });

  it('cannot use a PKCS #8 key of a kind that has no older form', async () => {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    expect(await problemOf(writeTemp(directory, 'pkcs8-ed25519', pem))).toMatch(/not a private key that can be read/);
  });
});

describe('createKeyRing', () => {
  it('reads a file once for a passphrase', async () => {
    const ring = createKeyRing();
    const path = writeTemp(directory, 'once', newKey().private);
    const [first, second] = await Promise.all([ring(path), ring(path)]);
    expect(second).toBe(first);
    rmSync(path);
    expect(await ring(path)).toBe(first);
    expect((await ring(path, passphrase)).kind).toBe('unusable');
  });
});
