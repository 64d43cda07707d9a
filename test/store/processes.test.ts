import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { commandOf, startChild } from './child.ts';
import { collectionOf, openTemporary, saveRun, scanRequest, snapshotOf, temporaryDirectory, temporaryFile } from './samples.ts';
import { harmlessErrorOf } from './untouched.ts';

const targetsIn = (file: string, run: number): string[] =>
  [...openTemporary(file, { create: false }).evidenceAt(run)].map(({ collection: { target } }) => target);

describe('kill -9 in the middle of a scan', () => {
  it('loses what was in flight and nothing else, and the next scan works', async () => {
    const file = temporaryFile();
    const child = startChild(commandOf('append-and-hang', [file]));
    expect(await child.next()).toBe('hanging');
    await child.kill();
    expect(existsSync(`${file}-wal`)).toBe(true);
    expect(targetsIn(file, 1)).toEqual(['a', 'b', 'c']);
    const store = openTemporary(file);
    expect(store.run(1)).toMatchObject({ interrupted: true });
    const next = saveRun(store, [collectionOf('d')]);
    store.writeSnapshot(snapshotOf(1), next);
    expect(targetsIn(file, next)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('another map that is writing', () => {
  it('does not keep a reader out, who sees what was saved before', async () => {
    const file = temporaryFile();
    const run = saveRun(openTemporary(file), [collectionOf('a')]);
    const child = startChild(commandOf('append-and-hang', [file]));
    expect(await child.next()).toBe('hanging');
    expect(targetsIn(file, run)).toEqual(['a']);
    expect(targetsIn(file, run + 1)).toEqual(['a', 'b', 'c']);
  });

  it('makes a writer say so after a while, with nothing changed', async () => {
    const file = temporaryFile();
    const store = openTemporary(file);
    const child = startChild(commandOf('hold-lock', [file, 'immediate']));
    expect(await child.next()).toBe('held');
    const error = harmlessErrorOf(file, () => store.beginRun(scanRequest));
    expect(error.code).toBe('locked');
    expect(error.message).toContain('another map is running');
    await child.kill();
    expect(store.beginRun(scanRequest)).toBe(1);
  });

  it('makes even opening fail where it has the file for itself', async () => {
    const file = temporaryFile();
    openStore(file).close();
    const child = startChild(commandOf('hold-lock', [file, 'exclusive']));
    expect(await child.next()).toBe('held');
    expect(harmlessErrorOf(file, () => openStore(file)).code).toBe('locked');
  });

  it('may be this process: what a transaction does is seen at its end', () => {
    const file = temporaryFile();
    const [one, other] = [openTemporary(file), openTemporary(file)];
    one.transaction(() => {
      one.beginRun(scanRequest);
      expect(other.runs()).toEqual([]);
    });
    expect(other.runs()).toHaveLength(1);
  });
});

describe('a file that is not ours', () => {
  const modes = [
    ['is not to be read', 0o600, 0o777, 'not-readable'],
    ['is not to be written to', 0o444, 0o777, 'not-writable'],
    ['is in a directory that is not to be written to', 0o666, 0o555, 'not-writable'],
  ] as const;

  it.each(modes)('is left as it is where it %s', async (_, fileMode, directoryMode, code) => {
    const file = temporaryFile();
    saveRun(openTemporary(file), [collectionOf('a')]);
    const isRoot = process.getuid?.() === 0;
    // The owner can be kept out of the file only by its own bits.
    chmodSync(file, isRoot ? fileMode : fileMode === 0o600 ? 0 : fileMode);
    chmodSync(dirname(file), directoryMode);
    const before = isRoot ? readFileSync(file) : undefined;
    const answer = await startChild(commandOf('open-as-nobody', [file])).next();
    expect(answer).toMatchObject({ code, message: expect.stringContaining(file) });
    if (before !== undefined) expect(readFileSync(file).equals(before)).toBe(true);
    chmodSync(dirname(file), 0o700);
  });

  it('is not made in a directory that is not to be written to', async () => {
    const file = temporaryFile();
    chmodSync(dirname(file), 0o555);
    const answer = await startChild(commandOf('open-as-nobody', [file])).next();
    expect(answer).toMatchObject({ code: 'not-writable' });
    expect(existsSync(file)).toBe(false);
    chmodSync(dirname(file), 0o700);
  });
});

const ownMounts = ['unshare', '--user', '--map-root-user', '--mount'];
const [unshare = '', ...unshareOptions] = ownMounts;
const canMount = spawnSync(unshare, [...unshareOptions, 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0;

describe('a disk that runs full', () => {
  it.skipIf(!canMount)('loses only what no longer fits, and is used again when there is room', async () => {
    const directory = temporaryDirectory();
    const script = 'mount -t tmpfs -o size=1m none "$0" && exec "$@"';
    const child = startChild([...ownMounts, 'sh', '-c', script, directory, ...commandOf('fill-disk', [directory])]);
    const answer = (await child.next()) as { saved: number };
    expect(answer).toEqual({
      code: 'disk-full',
      message: expect.stringContaining('the disk is full'),
      saved: expect.any(Number),
      kept: answer.saved,
      again: true,
      after: answer.saved + 1,
    });
    expect(answer.saved).toBeGreaterThan(3);
  });

  it('is told from one that fails', async () => {
    const directory = temporaryDirectory();
    // A limit of 400 blocks of 512 bytes (ulimit of POSIX sh): the write fails with EFBIG.
    const child = startChild(['sh', '-c', 'ulimit -f 400 && exec "$@"', 'sh', ...commandOf('fill-disk', [directory])]);
    expect(await child.next()).toMatchObject({
      code: 'io',
      message: expect.stringContaining('the disk or the file system failed'),
    });
  });
});
