import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hostKeyFingerprint } from '../../../src/collectors/formats/host-key.ts';
import { parseIdentity } from '../../../src/collectors/formats/identity.ts';
import { parseIdentityDarwin } from '../../../src/collectors/formats/identity-darwin.ts';

/** A public key as sshd stores it (RFC 8709): the type, then 32 bytes. */
function ed25519Line(): { readonly line: string; readonly fingerprint: string } {
  const { publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const field = (bytes: Uint8Array): Buffer => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  const blob = Buffer.concat([field(Buffer.from('ssh-ed25519')), field(raw)]);
  const digest = createHash('sha256').update(blob).digest('base64').replaceAll('=', '');
  return { line: `ssh-ed25519 ${blob.toString('base64')} root@web1`, fingerprint: `SHA256:${digest}` };
}

describe('hostKeyFingerprint', () => {
  it('is what OpenSSH prints', () => {
    // ssh-keygen -lf of a key made for this test.
    const line = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPB6UEqn2ZERYo01aGn8vLS2HLUDBx5qXKW+mqq9oOeh';
    expect(hostKeyFingerprint(line)).toBe('SHA256:Sg/S9sqErJsA3SPBtowAfmdyDXGCm5ABHODqPyni8qY');
  });

  it('reads any key, with or without a comment', () => {
    const { line, fingerprint } = ed25519Line();
    expect(hostKeyFingerprint(line)).toBe(fingerprint);
    expect(hostKeyFingerprint(line.split(' ').slice(0, 2).join(' '))).toBe(fingerprint);
    expect(hostKeyFingerprint(`  ${line}\n`)).toBe(fingerprint);
  });

  it('refuses what is no key', () => {
    const { line } = ed25519Line();
    const [, blob = ''] = line.split(' ');
    for (const text of [
      '',
      'ssh-ed25519',
      `ssh-rsa ${blob}`,
      `ssh-ed25519 ${blob.slice(8)}`,
      `ssh-ed25519 *${blob}`,
      `ssh-ed25519 ${'A'.repeat(40_000)}`,
    ]) {
      expect(hostKeyFingerprint(text)).toBeUndefined();
    }
  });
});

describe('parseIdentity', () => {
  it('takes a value once, however many files hold it', () => {
    const id = 'a1'.repeat(16);
    const facts = parseIdentity(
      `/etc/machine-id:${id}\n/var/lib/dbus/machine-id:${id}\n/var/lib/dbus/machine-id:${'b2'.repeat(16)}\n`,
    );
    expect(facts).toEqual([
      { fact: 'identity', line: 1, kind: 'machine-id', value: id },
      { fact: 'identity', line: 3, kind: 'machine-id', value: 'b2'.repeat(16) },
    ]);
  });

  it('reads no file but the ones it asked for', () => {
    const { line } = ed25519Line();
    expect(
      parseIdentity(
        `/home/a/.ssh/id_ed25519.pub:${line}\n/etc/ssh/ssh_host_ed25519_key:${line}\n/tmp/etc/machine-id:${'a1'.repeat(16)}\n`,
      ),
    ).toEqual([]);
  });

  it('leaves the judgement of common values to others', () => {
    expect(
      parseIdentity(
        '/sys/class/dmi/id/product_serial:To be filled by O.E.M.\n/sys/class/dmi/id/product_uuid:00000000-0000-0000-0000-000000000000\n',
      ),
    ).toHaveLength(2);
  });
});

describe('parseIdentityDarwin', () => {
  it('reads the properties of the machine and its host keys', () => {
    const { line, fingerprint } = ed25519Line();
    const text = `      "IOPlatformUUID" = "6A1B2C3D-4E5F-5061-8293-A4B5C6D7E8F9"\n/etc/ssh/ssh_host_ed25519_key.pub:${line}\n`;
    expect(parseIdentityDarwin(text)).toEqual([
      { fact: 'identity', line: 1, kind: 'smbios-uuid', value: '6a1b2c3d-4e5f-5061-8293-a4b5c6d7e8f9' },
      { fact: 'identity', line: 2, kind: 'host-key', value: fingerprint },
    ]);
  });
});
