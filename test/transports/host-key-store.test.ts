import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHostKeyStore } from '../../src/transports/host-key-store.ts';
import { tempDirectory, writeTemp } from './support/temp.ts';

const directory = tempDirectory();
const noWarning = (message: string): never => {
  throw new Error(message);
};

describe('openHostKeyStore', () => {
  it('makes the file and its directory for the user alone, and only when there is something to write', async () => {
    const file = join(directory, 'state', 'map', 'known_hosts');
    const store = openHostKeyStore(file, noWarning);
    await store.flush();
    expect(() => statSync(file)).toThrow(/ENOENT/);
    store.record('web1', 'ssh-ed25519', 'AAAA');
    await store.flush();
    expect(readFileSync(file, 'utf8')).toBe('web1 ssh-ed25519 AAAA\n');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, 'state', 'map')).mode & 0o777).toBe(0o700);
  });

  it('appends, also to a file whose last line is not ended', async () => {
    const file = writeTemp(directory, 'by-hand', 'old ssh-ed25519 BBBB');
    const store = openHostKeyStore(file, noWarning);
    store.record('web1', 'ssh-ed25519', 'AAAA');
    await store.flush();
    store.record('web2', 'ssh-ed25519', 'CCCC');
    await store.flush();
    expect(readFileSync(file, 'utf8')).toBe('old ssh-ed25519 BBBB\nweb1 ssh-ed25519 AAAA\nweb2 ssh-ed25519 CCCC\n');
  });

  it('loses and tears no line when many write at once', async () => {
    const file = join(directory, 'shared', 'known_hosts');
    const stores = Array.from({ length: 5 }, () => openHostKeyStore(file, noWarning));
    for (let index = 0; index < 100; index += 1) stores[index % 5]?.record(`host${index}`, 'ssh-ed25519', 'A'.repeat(100));
    await Promise.all(stores.map((store) => store.flush()));
    const lines = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .filter((line) => line !== '');
    expect(lines).toHaveLength(100);
    expect(new Set(lines).size).toBe(100);
    expect(lines.every((line) => /^host\d+ ssh-ed25519 A{100}$/.test(line))).toBe(true);
  });

  it('goes on, with one warning, when nothing can be written', async () => {
    const blocked = join(directory, 'blocked');
    mkdirSync(blocked);
    const warnings: string[] = [];
    const store = openHostKeyStore(blocked, (message) => warnings.push(message));
    store.record('web1', 'ssh-ed25519', 'AAAA');
    await store.flush();
    store.record('web2', 'ssh-ed25519', 'AAAA');
    await store.flush();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/blocked: new host keys cannot be recorded \(.*EISDIR/);
  });
});
