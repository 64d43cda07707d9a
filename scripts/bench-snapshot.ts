import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { observe } from '../src/collectors/observe.ts';
import { collectionsOf } from '../src/demo/collections.ts';
import { generateEstate } from '../src/demo/generate-estate.ts';
import { derive } from '../src/graph/derive.ts';
import type { Collection } from '../src/model/evidence.ts';
import type { Observation } from '../src/model/observation.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { openStore } from '../src/store/store.ts';
import type { Store } from '../src/store/types.ts';
import type { Figure } from './bench-figure.ts';

const size = { hosts: 1000, connections: 100_000 };
const at = new Date('2026-01-01T00:00:00.000Z');

interface Steps {
  readonly [step: string]: number;
}

/** Runs `work`, and adds its milliseconds to the step's. */
function timed<T>(steps: Record<string, number>, step: string, work: () => T): T {
  const started = process.hrtime.bigint();
  const result = work();
  steps[step] = (steps[step] ?? 0) + Number(process.hrtime.bigint() - started) / 1e6;
  return result;
}

function snapshotOf(store: Store, observations: readonly Observation[], prior: Snapshot | undefined): Snapshot {
  const header = { id: store.nextSnapshotId(), takenAt: at.toISOString(), toolVersion: 'bench', scope: ['bench'] };
  const counts = { targetCount: observations.length, unansweredCount: 0, attempts: [] };
  return derive({ header, observations, ...counts, ...(prior === undefined ? {} : { prior }) }).snapshot;
}

/** One scan's worth of work on evidence that is already here, in the order a scan does it. */
function takeIn(store: Store, evidence: readonly Collection[], prior?: Snapshot): { steps: Steps; snapshot: Snapshot } {
  const steps: Record<string, number> = {};
  const startedAt = at.toISOString();
  const runId = store.beginRun({ kind: 'scan', startedAt, toolVersion: 'bench', scope: ['bench'] });
  const observations = evidence.map((collection) => {
    timed(steps, 'save', () => store.appendCollections(runId, [collection]));
    return timed(steps, 'parse', () => observe(collection, true));
  });
  store.endRun(runId, { finishedAt: startedAt, interrupted: false, targetCount: evidence.length, unansweredCount: 0 });
  const snapshot = timed(steps, 'link', () => snapshotOf(store, observations, prior));
  timed(steps, 'store', () => store.writeSnapshot(snapshot, runId));
  return { steps, snapshot };
}

const stepNames = ['save', 'parse', 'link', 'store'];
const rowOf = (name: string, steps: Steps) => {
  const values = stepNames.map((step) => steps[step] ?? 0);
  const total = values.reduce((sum, value) => sum + value, 0);
  return { name, values: [...values, total, size.hosts / (total / 1000)] };
};

/** Evidence to a stored snapshot, with nothing of the network in it. */
export async function measureSnapshot(): Promise<Figure> {
  const directory = mkdtempSync(join(tmpdir(), 'map-bench-'));
  const file = join(directory, 'bench.db');
  try {
    const evidence = [...collectionsOf(generateEstate(size), at)];
    const bytes = evidence.flatMap(({ sections }) => sections).reduce((sum, { stdout }) => sum + stdout.length, 0);
    const store = openStore(file, { create: true });
    const first = takeIn(store, evidence);
    const firstBytes = statSync(file).size;
    const second = takeIn(store, evidence, first.snapshot);
    store.close();
    const { hosts, services, dependencies } = first.snapshot;
    return {
      title: `Evidence of ${size.hosts} hosts with ${size.connections} connections to a stored snapshot (milliseconds)`,
      columns: ['save evidence', 'parse', 'link', 'store snapshot', 'all', 'hosts/s'],
      rows: [rowOf('map, first scan', first.steps), rowOf('map, scanned again', second.steps)],
      notes: [
        `${(bytes / 1e6).toFixed(0)} MB of raw output; ${hosts.length} hosts, ${services.length} services, ${dependencies.length} dependencies`,
        `the database: ${(firstBytes / 1e6).toFixed(1)} MB after the first, ${(statSync(file).size / 1e6).toFixed(1)} MB after the second`,
        'no other tool here does the same work',
      ],
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
