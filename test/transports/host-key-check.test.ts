import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import ssh2 from 'ssh2';
import { describe, expect, it } from 'vitest';
import { createHostKeys, fingerprintOf, type HostPlace, orderAlgorithms } from '../../src/transports/host-key-check.ts';
import { newKey } from './support/ssh-server.ts';
import { tempDirectory, writeTemp } from './support/temp.ts';

const directory = tempDirectory();
let files = 0;
const knownHosts = (text: string): string => {
  files += 1;
  return writeTemp(directory, `kh${files}`, text);
};
const ownFile = (): string => {
  files += 1;
  return join(directory, `own${files}`, 'known_hosts');
};
const none = (): never => {
  throw new Error('no warning was expected');
};

const first = newKey().public;
const second = newKey().public;
const rsa = ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 }).public;
const blobOf = (line: string): Buffer => Buffer.from(line.split(' ')[1] ?? '', 'base64');
const keyOf = (line: string): string => line.split(' ').slice(0, 2).join(' ');
const place = (more: Partial<HostPlace> = {}): HostPlace => ({ label: 'web1:22', host: 'web1', port: 22, files: [], ...more });

describe('fingerprintOf', () => {
  it.skipIf(spawnSync('ssh-keygen', ['-?']).error !== undefined)('is what ssh-keygen -l prints', () => {
    for (const [index, key] of [first, second, rsa].entries()) {
      const path = writeTemp(directory, `fingerprint${index}.pub`, `${key}\n`);
      const printed = execFileSync('ssh-keygen', ['-l', '-f', path], { encoding: 'utf8' });
      expect(printed).toContain(` ${fingerprintOf(blobOf(key))} `);
    }
  });

  it('has no padding', () => {
    expect(fingerprintOf(Buffer.from(''))).toBe('SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU');
  });
});

describe('a key that is known', () => {
  it("passes, from the user's file or the own store", () => {
    const file = knownHosts(`web1 ${keyOf(first)}\n`);
    expect(
      createHostKeys('strict', ownFile(), none)
        .checkFor(place({ files: [file] }))
        .judge(blobOf(first)),
    ).toBeUndefined();
    expect(createHostKeys('strict', file, none).checkFor(place()).judge(blobOf(first))).toBeUndefined();
  });

  it('passes when it is one of several', () => {
    const file = knownHosts(`web1 ${keyOf(first)}\nweb1 ${keyOf(second)}\n`);
    const check = createHostKeys('strict', ownFile(), none).checkFor(place({ files: [file] }));
    expect(check.judge(blobOf(second))).toBeUndefined();
  });

  it('is looked up with its port, and without it as OpenSSH does', () => {
    const ported = knownHosts(`[web1]:2222 ${keyOf(first)}\nweb1 ${keyOf(second)}\n`);
    const check = createHostKeys('strict', ownFile(), none).checkFor(place({ port: 2222, files: [ported] }));
    expect(check.judge(blobOf(first))).toBeUndefined();
    expect(check.judge(blobOf(second))).toBeUndefined();
    expect(check.judge(blobOf(rsa))?.status).toBe('host-key-changed');
    // Another key under the name without the port says nothing about the server on this port.
    const other = createHostKeys('strict', ownFile(), none).checkFor(
      place({ port: 2222, files: [knownHosts(`web1 ${keyOf(second)}\n`)] }),
    );
    expect(other.judge(blobOf(first))?.status).toBe('host-key-unknown');
  });

  it('is looked up by its alias alone', () => {
    const file = knownHosts(`farm ${keyOf(first)}\nweb1 ${keyOf(second)}\n`);
    const check = createHostKeys('strict', ownFile(), none).checkFor(place({ port: 2222, alias: 'Farm', files: [file] }));
    expect(check.judge(blobOf(first))).toBeUndefined();
    expect(check.judge(blobOf(second))?.status).toBe('host-key-changed');
  });
});

describe('a key that has changed', () => {
  it.each(['strict', 'accept-new'] as const)('is refused with %s, and both keys and the place are shown', (policy) => {
    const file = knownHosts(`# mine\nweb1 ${keyOf(first)}\n`);
    const own = ownFile();
    const check = createHostKeys(policy, own, none).checkFor(place({ files: [file] }));
    expect(check.judge(blobOf(second))).toEqual({
      status: 'host-key-changed',
      message: `web1:22: the host key has changed: it shows ssh-ed25519 ${fingerprintOf(blobOf(second))}, known is ssh-ed25519 ${fingerprintOf(blobOf(first))} (${file}:2)`,
    });
  });

  it('is never recorded', async () => {
    const file = knownHosts(`web1 ${keyOf(first)}\n`);
    const own = ownFile();
    const hostKeys = createHostKeys('accept-new', own, none);
    const check = hostKeys.checkFor(place({ files: [file] }));
    check.judge(blobOf(second));
    check.remember();
    await hostKeys.flush();
    expect(() => readFileSync(own)).toThrow(/ENOENT/);
  });

  it('is also one of a type that was never seen from this host', () => {
    const file = knownHosts(`web1 ${keyOf(rsa)}\n`);
    const check = createHostKeys('accept-new', ownFile(), none).checkFor(place({ files: [file] }));
    expect(check.judge(blobOf(first))?.status).toBe('host-key-changed');
  });

  it('is also one that was accepted as new a moment ago', () => {
    const hostKeys = createHostKeys('accept-new', ownFile(), () => {});
    const check = hostKeys.checkFor(place());
    expect(check.judge(blobOf(first))).toBeUndefined();
    check.remember();
    const failure = hostKeys.checkFor(place()).judge(blobOf(second));
    expect(failure?.status).toBe('host-key-changed');
    expect(failure?.message).toMatch(/recorded in this run/);
  });
});

describe('a key nobody knows', () => {
  it('is refused when strict, with its fingerprint', () => {
    const check = createHostKeys('strict', ownFile(), none).checkFor(place());
    expect(check.judge(blobOf(first))).toEqual({
      status: 'host-key-unknown',
      message: `web1:22: its host key ssh-ed25519 ${fingerprintOf(blobOf(first))} is in no known_hosts file`,
    });
  });

  it('is recorded with accept-new, but only once the server has proved to own it', async () => {
    const own = ownFile();
    const hostKeys = createHostKeys('accept-new', own, none);
    const check = hostKeys.checkFor(place({ host: 'Web1', port: 2222 }));
    expect(check.judge(blobOf(first))).toBeUndefined();
    await hostKeys.flush();
    expect(() => readFileSync(own)).toThrow(/ENOENT/);
    check.remember();
    check.remember();
    await hostKeys.flush();
    expect(readFileSync(own, 'utf8')).toBe(`[web1]:2222 ${keyOf(first)}\n`);
    expect(
      createHostKeys('strict', own, none)
        .checkFor(place({ port: 2222 }))
        .judge(blobOf(first)),
    ).toBeUndefined();
  });

  it('is recorded once when two logins find it at the same time', async () => {
    const own = ownFile();
    const hostKeys = createHostKeys('accept-new', own, none);
    const checks = [hostKeys.checkFor(place()), hostKeys.checkFor(place())];
    for (const check of checks) check.judge(blobOf(first));
    for (const check of checks) check.remember();
    await hostKeys.flush();
    expect(readFileSync(own, 'utf8')).toBe(`web1 ${keyOf(first)}\n`);
  });

  it('is refused for the second of two logins at the same time that met different keys', async () => {
    const own = ownFile();
    const hostKeys = createHostKeys('accept-new', own, none);
    const [one, other] = [hostKeys.checkFor(place()), hostKeys.checkFor(place())];
    expect([one.judge(blobOf(first)), other.judge(blobOf(second))]).toEqual([undefined, undefined]);
    expect(one.remember()).toBeUndefined();
    expect(other.remember()?.status).toBe('host-key-changed');
    await hostKeys.flush();
    expect(readFileSync(own, 'utf8')).toBe(`web1 ${keyOf(first)}\n`);
  });

  it('is refused where a known_hosts file cannot be read: the key there may be another one', () => {
    const check = createHostKeys('accept-new', ownFile(), () => {}).checkFor(place({ files: [directory] }));
    const failure = check.judge(blobOf(first));
    expect(failure?.status).toBe('host-key-unknown');
    expect(failure?.message).toContain(`${directory} cannot be read`);
  });

  it('tells that a certificate authority is known but not used', () => {
    const file = knownHosts(`@cert-authority *.corp ${keyOf(second)}\n`);
    const check = createHostKeys('strict', ownFile(), none).checkFor(place({ host: 'web1.corp', files: [file] }));
    expect(check.judge(blobOf(second))?.message).toContain(`the certificate authority in ${file}:1 is not used`);
  });
});

describe('a key that is revoked', () => {
  it('is refused, known or not', () => {
    const file = knownHosts(`@revoked * ${keyOf(first)}\nweb1 ${keyOf(first)}\n`);
    const check = createHostKeys('accept-new', ownFile(), none).checkFor(place({ files: [file] }));
    expect(check.judge(blobOf(first))).toEqual({
      status: 'host-key-revoked',
      message: `web1:22: its host key ssh-ed25519 ${fingerprintOf(blobOf(first))} is revoked in ${file}:1`,
    });
    expect(check.judge(blobOf(second))?.status).toBe('host-key-changed');
  });
});

describe('the order of algorithms', () => {
  const ordered = (text: string, policy: 'strict' | 'accept-new' = 'strict') =>
    createHostKeys(policy, ownFile(), none).checkFor(place({ files: [knownHosts(text)] })).algorithms;

  it('begins with the types that are known, and leaves none out', () => {
    const algorithms = ordered(`web1 ${keyOf(rsa)}\n`);
    expect(algorithms?.slice(0, 3)).toEqual(['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa']);
    expect(new Set(algorithms)).toEqual(new Set(orderAlgorithms([{ type: 'ssh-ed25519', key: '', place: '' }])));
    expect(algorithms).toHaveLength(7);
  });

  it('is left to ssh2 where no usable key is known', () => {
    expect(ordered('')).toBeUndefined();
    expect(ordered(`other ${keyOf(rsa)}\n`)).toBeUndefined();
    expect(ordered(`@cert-authority web1 ${keyOf(rsa)}\n@revoked web1 ${keyOf(first)}\n`)).toBeUndefined();
  });
});

describe('files', () => {
  it('does without those that are not there, and warns of those it cannot read', () => {
    const warnings: string[] = [];
    const hostKeys = createHostKeys('strict', ownFile(), (message) => warnings.push(message));
    const check = hostKeys.checkFor(place({ files: ['none', join(directory, 'nowhere'), directory] }));
    expect(check.judge(blobOf(first))?.status).toBe('host-key-unknown');
    hostKeys.checkFor(place({ host: 'web2', files: [directory] }));
    expect(warnings).toEqual([`${directory}: cannot be read (EISDIR); hosts whose keys are in no other file are refused`]);
  });
});

describe('against the rules written down once more', () => {
  const keys = [first, second, newKey().public];
  const line = fc.record({
    marker: fc.constantFrom('', '', '', '@revoked ', '@cert-authority '),
    host: fc.constantFrom('web1', '[web1]:2222', 'web*', 'other', '[*]:2222'),
    key: fc.nat({ max: 2 }),
  });
  const named: Readonly<Record<number, readonly string[]>> = { 22: ['web1', 'web*'], 2222: ['[web1]:2222', '[*]:2222'] };

  it('judges every key the same', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.constantFrom(22, 2222), fc.nat({ max: 2 }), (lines, port, shown) => {
        const text = lines.map(({ marker, host, key }) => `${marker}${host} ${keyOf(keys[key] ?? '')}\n`).join('');
        const check = createHostKeys('strict', ownFile(), none).checkFor(place({ port, files: [knownHosts(text)] }));
        const status = check.judge(blobOf(keys[shown] ?? ''))?.status;

        const own = lines.filter(({ host }) => named[port]?.includes(host));
        const portless = port === 22 ? [] : lines.filter(({ host }) => named[22]?.includes(host));
        const has = (list: typeof lines, marker: string): boolean =>
          list.some((item) => item.marker === marker && item.key === shown);
        const expected = has([...own, ...portless], '@revoked ')
          ? 'host-key-revoked'
          : has([...own, ...portless], '')
            ? undefined
            : own.some(({ marker }) => marker === '')
              ? 'host-key-changed'
              : 'host-key-unknown';
        expect(status).toBe(expected);
      }),
    );
  });
});
