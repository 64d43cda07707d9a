import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Collection, Section } from '../../src/model/evidence.ts';
import type { Dependency, Host, Service, Snapshot } from '../../src/model/snapshot.ts';
import { openStore, type StoreOptions } from '../../src/store/store.ts';
import type { RunRequest, Store } from '../../src/store/types.ts';

/** An empty directory that is gone after the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'map-store-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export const temporaryFile = (): string => join(temporaryDirectory(), 'map.db');

const isSocketSection = (collector: string): boolean => collector === 'linux.ss';

/** An open store that is closed after the test. */
export function openTemporary(file = temporaryFile(), options: StoreOptions = { isSocketSection }): Store {
  const store = openStore(file, options);
  onTestFinished(() => store.close());
  return store;
}

const second = 1000;
const origin = Date.UTC(2026, 0, 1);

/** An ISO time, so many seconds after the first one of the tests. */
export const at = (seconds: number): string => new Date(origin + seconds * second).toISOString();

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const textOf = (content: Uint8Array | undefined): string => new TextDecoder().decode(content);

export const scanRequest: RunRequest = { kind: 'scan', startedAt: at(0), toolVersion: '1.0.0', scope: ['10.0.0.0/24'] };

export const sectionOf = (collector: string, stdout: string, changes: Partial<Section> = {}): Section => ({
  collector,
  sample: 1,
  status: 'ok',
  exitCode: 0,
  stdout: bytes(stdout),
  ...changes,
});

export const collectionOf = (target: string, changes: Partial<Collection> = {}): Collection => ({
  target,
  address: target,
  port: 22,
  origin: 'listed',
  method: 'ssh',
  startedAt: at(1),
  finishedAt: at(2),
  status: 'collected',
  session: { platform: 'linux', user: 'map', privilege: 'none' },
  sections: [sectionOf('linux.ss', `sockets of ${target}`)],
  ...changes,
});

/** Begins a run, saves what `collections` holds, ends it. */
export function saveRun(store: Store, collections: readonly Collection[]): number {
  const run = store.beginRun(scanRequest);
  store.appendCollections(run, collections);
  store.endRun(run, { finishedAt: at(9), interrupted: false, targetCount: collections.length, unansweredCount: 0 });
  return run;
}

const number = (index: number): string => String(index).padStart(5, '0');

/** A host whose evidence was collected at `seconds`. */
export const hostOf = (index: number, seconds: number): Host => ({
  id: `h${number(index)}`,
  name: `host${index}.example.net`,
  names: [`host${index}.example.net`],
  addresses: [`10.0.${index >> 8}.${index & 255}`],
  macs: [],
  kind: 'server',
  os: { name: 'Debian', version: '12' },
  tags: {},
  evidence: { status: 'collected', at: at(seconds), stale: false },
});

export const serviceOf = (index: number): Service => ({
  id: `s${number(index)}`,
  host: `h${number(index)}`,
  name: `service${index}`,
  kind: 'both',
  endpoints: [{ protocol: 'tcp', address: '*', port: 5000 + index }],
  processes: [{ pid: 100 + index, name: 'java', user: 'app' }],
  unit: `service${index}.service`,
  namedBy: 'unit',
});

/** A dependency of one host on another, last seen at `seconds`. */
export const dependencyOf = (from: number, to: number, seconds: number): Dependency => ({
  id: `d${number(from)}-${number(to)}`,
  from: { host: `h${number(from)}`, service: `s${number(from)}` },
  to: { host: `h${number(to)}`, service: `s${number(to)}` },
  protocol: 'tcp',
  port: 5000 + to,
  state: 'active',
  seenFrom: 'client',
  directionRule: 'own-listener',
  confidence: 0.95,
  connections: 3,
  samples: { seen: 1, total: 1 },
  firstSeen: at(0),
  lastSeen: at(seconds),
  via: [],
  bytes: 1234,
  rttMs: 0.5,
});

/** A snapshot with what is given and nothing else. */
export const snapshotOf = (id: number, changes: Partial<Snapshot> = {}): Snapshot => ({
  format: 'map.snapshot',
  version: 1,
  snapshot: { id: String(id), takenAt: at(id * 3600), toolVersion: '1.0.0', scope: ['10.0.0.0/24'] },
  hosts: [],
  services: [],
  dependencies: [],
  links: [],
  applications: [],
  coverage: {
    targets: 1,
    collected: 1,
    unanswered: 0,
    failed: [],
    edges: 0,
    edgesWithBothProcesses: 0,
    edgesWithoutClientProcess: 0,
    edgesWithoutServerProcess: 0,
    peersNotScanned: 0,
    skippedLines: 0,
  },
  ...changes,
});

/** An estate of `count` hosts, each with a service and calls to `calls` others, scanned at hour `id`. */
export function estateOf(id: number, count: number, calls: number): Snapshot {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const seen = (index: number): number => id * 3600 - 60 + index * 0.017;
  return snapshotOf(id, {
    hosts: indexes.map((index) => hostOf(index, seen(index))),
    services: indexes.map(serviceOf),
    dependencies: indexes.flatMap((from) =>
      Array.from({ length: calls }, (_, call) => (from + call * 7 + 1) % count)
        .sort((a, b) => a - b)
        .map((to) => dependencyOf(from, to, seen(from))),
    ),
  });
}
