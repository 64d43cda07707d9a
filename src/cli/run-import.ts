import type { FlowPiece } from '../import/flows/flow-piece.ts';
import { isInventory } from '../import/host-of-file.ts';
import type { Piece } from '../import/import-file.ts';
import { addToEarlier, joinPieces } from '../import/join-pieces.ts';
import type { Collection, Section } from '../model/evidence.ts';
import type { Failure } from '../model/failure.ts';
import type { Observation } from '../model/observation.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Store } from '../store/types.ts';
import type { ImportSource } from './find-import-files.ts';
import type { ImportProgress } from './import-progress.ts';
import { observeSafely } from './observe-safely.ts';
import { type LeftFile, readSources } from './read-sources.ts';
import { latestSnapshot, takeSnapshot } from './take-snapshot.ts';
import { findUnreadFiles, type UnreadFile } from './unread-files.ts';
import { toolVersion } from './version.ts';

export interface ImportJob {
  readonly sources: readonly ImportSource[];
  /** The paths as typed. */
  readonly scope: readonly string[];
  readonly label?: string;
  readonly store: Store;
  readonly now: () => Date;
  /** Told often while something is read, and before each longer step. */
  readonly listen: (progress: ImportProgress) => void;
  readonly signal: AbortSignal;
}

export interface ImportResult {
  readonly failures: readonly (Failure & { readonly path: string })[];
  readonly files: number;
  readonly hosts: number;
  /** What tells of others among the files, and how many machines it lists. */
  readonly inventories: { readonly files: number; readonly machines: number };
  /** Nothing in the files was new: no snapshot was taken, this one is the newest as before. */
  readonly unchanged: boolean;
  /** Hosts of which something newer is known already than what was sent. */
  readonly older: readonly string[];
  /** Somebody stopped it before all files were read. */
  readonly interrupted: boolean;
  /** Files that were not read for that; of one that was begun nothing is kept. */
  readonly left: readonly LeftFile[];
  /** What the logs of flows among the files came to. */
  readonly flows: readonly ReadLog[];
  /** Files of which not everything could be read. */
  readonly unread: readonly UnreadFile[];
  readonly snapshot?: Snapshot;
}

/** A log of flows that was read. */
export type ReadLog = Pick<FlowPiece, 'path' | 'totals' | 'conversations'>;

const same = (a: Section, b: Section | undefined): boolean =>
  b !== undefined && a.collector === b.collector && a.sample === b.sample && Buffer.compare(a.stdout, b.stdout) === 0;

const sameAnswer = (a: Collection, b: Collection): boolean =>
  a.sections.length === b.sections.length && a.sections.every((section, index) => same(section, b.sections[index]));

interface News {
  /** All of it, with what stays of earlier files. */
  readonly added: readonly Collection[];
  readonly fresh: readonly Collection[];
  /** Targets known from later evidence than what was sent. */
  readonly older: readonly string[];
}

/** What says something the evidence in use does not say already, and is not older than it. */
function findNews(store: Store, collections: readonly Collection[]): News {
  const last = store.runs().at(-1);
  const known = new Map<string, Collection>();
  const targets = collections.map(({ target }) => target);
  if (last !== undefined) {
    for (const { collection } of store.evidenceAt(last.id, targets)) known.set(collection.target, collection);
  }
  const added = collections.map((collection) => addToEarlier(known.get(collection.target), collection));
  const fresh = added.filter((collection) => {
    const before = known.get(collection.target);
    return before === undefined || !sameAnswer(collection, before);
  });
  const isOlder = ({ target, finishedAt }: Collection): boolean => finishedAt < (known.get(target)?.finishedAt ?? '');
  return { added, fresh: fresh.filter((one) => !isOlder(one)), older: fresh.filter(isOlder).map(({ target }) => target) };
}

/** Failures the newest snapshot does not tell already. */
function newFailures(failures: ImportResult['failures'], latest: Snapshot | undefined): ImportResult['failures'] {
  const told = new Set(latest?.coverage.failed.map(({ target, message }) => `${target}\n${message}`));
  return failures.filter(({ path, message }) => !told.has(`${path}\n${message}`));
}

const failedCollection = ({ status, message }: Failure, path: string, at: string): Collection => ({
  target: path,
  origin: 'listed',
  method: 'import',
  startedAt: at,
  finishedAt: at,
  status,
  message,
  session: {},
  sections: [],
});

/** Evidence with what it says. */
interface Read {
  readonly collection: Collection;
  readonly observation: Observation;
}

/**
 * Reads what is new, which the snapshot is made from, and inventories, which are counted; each once. One that no parser survives is told
 * when the snapshot is taken.
 */
function observeAll(collections: readonly Collection[], fresh: readonly Collection[]): readonly Read[] {
  const isFresh = new Set(fresh.map(({ target }) => target));
  const known = collections.filter(({ target }) => isInventory(target) && !isFresh.has(target));
  return [...fresh, ...known].flatMap((collection) => {
    const read = observeSafely(collection, true);
    return read.ok ? [{ collection, observation: read.value }] : [];
  });
}

/** Machines that the inventories list, each once an inventory. */
const countListed = (read: readonly Read[]): number =>
  read
    .filter(({ collection: { target } }) => isInventory(target))
    .reduce((sum, { observation: { listings = [] } }) => {
      const ids = listings.flatMap(({ listed: { fact, id } }) => (fact === 'listed-host' ? [id] : []));
      return sum + new Set(ids).size;
    }, 0);

const logsIn = (pieces: readonly Piece[]): readonly ReadLog[] =>
  pieces.flatMap((piece): ReadLog[] => {
    if (piece.kind !== 'flows') return [];
    const { path, totals, conversations } = piece;
    return [{ path, totals, conversations }];
  });

/**
 * Files to a stored snapshot. What is in the store already changes nothing: importing a file twice is importing
 * it once. A file nobody can read is a failed target; the others are imported.
 */
export async function runImport(job: ImportJob): Promise<ImportResult> {
  const { store, scope, label, now, listen } = job;
  const startedAt = now().toISOString();
  const { pieces, failures, files, left } = await readSources(job);
  const collections = joinPieces(pieces);
  const { added, fresh, older } = findNews(store, collections);
  const targets = new Set(collections.map(({ target }) => target));
  const inventories = new Set([...targets].filter(isInventory));
  const hosts = targets.size - inventories.size;
  listen({ step: 'observing' });
  const read = observeAll(added, fresh);
  const told = {
    ...{ failures, flows: logsIn(pieces), files, hosts, older, left, interrupted: left.length > 0 },
    inventories: { files: inventories.size, machines: countListed(read) },
    unread: findUnreadFiles(pieces, read),
  };
  const latest = latestSnapshot(store);
  if (fresh.length === 0 && newFailures(failures, latest).length === 0) {
    return { ...told, unchanged: true, ...(latest === undefined ? {} : { snapshot: latest }) };
  }
  const runId = store.beginRun({ kind: 'import', startedAt, toolVersion, scope, ...(label === undefined ? {} : { label }) });
  store.appendCollections(runId, [...fresh, ...failures.map((failure) => failedCollection(failure, failure.path, startedAt))]);
  const end = { interrupted: left.length > 0, targetCount: targets.size + failures.length, unansweredCount: 0 };
  const observed = new Map(read.map(({ collection: { target }, observation }) => [target, observation]));
  store.endRun(runId, { finishedAt: now().toISOString(), ...end });
  return { ...told, unchanged: false, snapshot: takeSnapshot(store, runId, { observed, listen }) };
}
