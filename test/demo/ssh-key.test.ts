import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import ssh2 from 'ssh2';
import { describe, expect, it } from 'vitest';
import { hostKeyOf, keyFromSeed, simulatedKey } from '../../src/demo/ssh-key.ts';

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));

describe('keyFromSeed', () => {
  it('makes the key of the first test vector of RFC 8032', () => {
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
    const blob = Buffer.from(keyFromSeed(seed).publicKey.split(' ')[1] ?? '', 'base64');
    expect(blob.subarray(-32).toString('hex')).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    expect(blob.subarray(4, 15).toString()).toBe('ssh-ed25519');
  });

  it('makes keys that sign what their public halves verify', () => {
    fc.assert(
      fc.property(seeds, fc.uint8Array(), (seed, message) => {
        const key = keyFromSeed(seed);
        const [secret, open] = [ssh2.utils.parseKey(key.privateKey), ssh2.utils.parseKey(key.publicKey)];
        if (secret instanceof Error || open instanceof Error) throw new Error('unreadable key');
        const data = Buffer.from(message);
        expect(open.verify(data, secret.sign(data))).toBe(true);
        expect(secret.getPublicSSH()).toEqual(open.getPublicSSH());
      }),
      { numRuns: 20 },
    );
  });
});

describe('simulatedKey', () => {
  it('is the same for the same phrase, and another one for another', () => {
    expect(simulatedKey('one')).toEqual(simulatedKey('one'));
    expect(simulatedKey('one').publicKey).not.toBe(simulatedKey('two').publicKey);
    expect(hostKeyOf('web1').publicKey).not.toBe(hostKeyOf('web2').publicKey);
  });
});

const keygen = 'ssh-keygen';
const hasKeygen = (() => {
  try {
    execFileSync(keygen, ['-l', '-f', '/dev/null'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
})();

describe.skipIf(!hasKeygen)('ssh-keygen', () => {
  it('reads the private key and finds the same public key and fingerprint', () => {
    const folder = mkdtempSync(join(tmpdir(), 'map-key-'));
    const file = join(folder, 'key');
    const key = simulatedKey('a key for ssh-keygen');
    writeFileSync(file, key.privateKey, { mode: 0o600 });
    const said = (...flags: string[]) => execFileSync(keygen, [...flags, '-f', file], { encoding: 'utf8' }).trim();
    expect(said('-y')).toBe(key.publicKey);
    expect(said('-l').split(' ')[1]).toBe(key.fingerprint);
    rmSync(folder, { recursive: true });
  });
});
