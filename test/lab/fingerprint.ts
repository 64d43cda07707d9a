import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab, RunningHost } from './lab.ts';

/** One line a path of a host, as the host sees it: kind, rights, owner, size, times and content. */
export type Fingerprint = ReadonlyMap<string, string>;

/**
 * What changes without anybody having asked: the database's own files and shared memory, and pseudo-terminals, which
 * are devices of the kernel (`sudo` with `use_pty` takes one) and no files. Nothing of sshd's is on the list: without
 * a terminal it records no login in utmp, wtmp or lastlog.
 */
const excluded = /^\/(var\/lib\/postgresql\/data|dev\/shm\/PostgreSQL\.\d+|dev\/pts)$/;

/**
 * Time of the last status change (ctime) is part of it: it cannot be set, so putting an old modification
 * time back does not hide a write, and a file made and removed again still shows in its directory.
 */
function describe(path: string): string {
  const { mode, uid, gid, size, mtimeNs, ctimeNs } = lstatSync(path, { bigint: true });
  const head = `${mode.toString(8)} ${uid}:${gid} ${size} ${mtimeNs} ${ctimeNs}`;
  const kind = Number(mode) & 0o170000;
  if (kind === 0o100000) return `${head} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
  return kind === 0o120000 ? `${head} ${readlinkSync(path)}` : head;
}

function walk(root: string, path: string, devices: ReadonlySet<bigint>, found: Map<string, string>): void {
  const full = join(root, path);
  if (excluded.test(path)) return;
  const { dev } = lstatSync(full, { bigint: true });
  // Another file system: /proc, /sys, and what is mounted read-only.
  if (!devices.has(dev)) return;
  found.set(path, describe(full));
  if (!lstatSync(full).isDirectory()) return;
  for (const name of readdirSync(full).sort()) walk(root, join(path, name), devices, found);
}

/** Everything of a host that could be written: its root file system and `/dev` with `/dev/shm`. */
export function readFingerprint({ pid }: RunningHost): Fingerprint {
  const root = `/proc/${pid}/root/`;
  const devices = new Set(['/', '/dev', '/dev/shm'].map((path) => lstatSync(join(root, path), { bigint: true }).dev));
  const found = new Map<string, string>();
  walk(root, '/', devices, found);
  return found;
}

export const readFingerprints = (lab: Lab): ReadonlyMap<string, Fingerprint> =>
  new Map(lab.hosts.map((running) => [running.host.name, readFingerprint(running)]));

/** Paths that came, went or changed, one line each. */
export function compareFingerprints(before: Fingerprint, after: Fingerprint): readonly string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => `${path}: ${before.get(path) ?? 'not there'} -> ${after.get(path) ?? 'not there'}`);
}
