import { EventEmitter, on } from 'node:events';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Collection } from '../model/evidence.ts';
import { type Target, targetKey } from '../model/target.ts';
import { type CollectOptions, failedCollection, visitBase } from './collect-host.ts';
import type { ScanEvent } from './events.ts';
import { joinWays } from './join-ways.ts';
import { visitOverSnmp } from './snmp/way.ts';
import { visitOverSsh } from './ssh-way.ts';
import type { Connectors, WayEnd } from './way.ts';

export interface ScanOptions extends CollectOptions {
  /** Hosts read at the same time. */
  readonly concurrency: number;
  /** Connections tried at the same time; not less than `concurrency`. */
  readonly sweepSockets: number;
  /** Tells the targets, by key, where a host was found before: silence there is its failure. */
  readonly isKnown?: (target: string) => boolean;
}

interface Sweep {
  readonly connectors: Connectors;
  readonly options: ScanOptions;
  readonly signal: AbortSignal;
  readonly logins: LimitFunction;
  readonly agents: LimitFunction;
  readonly emit: (event: ScanEvent) => void;
}

type Transport = WayEnd['transport'];

/** Most of a prefix is empty: silence there is no failure of anybody, unless a host is known to be there. */
function silence(target: Target, options: ScanOptions): ScanEvent | undefined {
  const key = targetKey(target);
  const counted = target.origin === 'swept' && options.isKnown?.(key) !== true;
  return counted ? { type: 'unanswered', target: key } : undefined;
}

const finished = (collection: Collection): ScanEvent => ({
  type: 'host-finished',
  at: collection.finishedAt,
  target: collection.target,
  status: collection.status,
  milliseconds: Date.parse(collection.finishedAt) - Date.parse(collection.startedAt),
  collection,
});

/** A defect while reading one host is that host's failure, never the end of the sweep. */
async function guarded(
  target: Target,
  transport: Transport,
  { now }: ScanOptions,
  go: () => Promise<WayEnd | undefined>,
): Promise<WayEnd | undefined> {
  const base = visitBase(target, now(), transport === 'snmp' ? 'snmp' : undefined);
  try {
    return await go();
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    const failure = { status: 'internal', message: `${targetKey(target)}: ${cause}` } as const;
    return { transport, collection: failedCollection(base, failure, now()), nobody: false };
  }
}

/** Both ways at the same time: whoever waits for a login that is refused has been read over SNMP by then. */
async function goBothWays(target: Target, sweep: Sweep): Promise<readonly [ssh: WayEnd | undefined, snmp: WayEnd | undefined]> {
  const { connectors, options, signal, emit } = sweep;
  const { ssh, snmp } = connectors;
  let begun = false;
  const started = (at: Date): void => {
    if (!begun) emit({ type: 'host-started', at: at.toISOString(), target: targetKey(target) });
    begun = true;
  };
  const visit = { options, signal, started };
  return Promise.all([
    ssh && guarded(target, 'ssh', options, () => visitOverSsh(target, ssh, { ...visit, turn: sweep.logins })),
    snmp && guarded(target, 'snmp', options, () => visitOverSnmp(target, snmp, { ...visit, turn: sweep.agents })),
  ]);
}

/** Nobody was asked: SSH is not to be used, and no SNMP credential is for this target. */
function unasked(target: Target, { now }: ScanOptions): Collection {
  const message = `${targetKey(target)}: no SNMP credential is for it, and SSH is not to be used`;
  return failedCollection(visitBase(target, now(), 'snmp'), { status: 'no-credential', message }, now());
}

async function visitTarget(target: Target, sweep: Sweep): Promise<ScanEvent | undefined> {
  const { options, signal } = sweep;
  const ends = await goBothWays(target, sweep);
  const tried = ends.filter((end) => end !== undefined);
  if (tried.length === 0) return signal.aborted ? undefined : finished(unasked(target, options));
  const quiet = tried.every(({ nobody }) => nobody) ? silence(target, options) : undefined;
  const collection = joinWays(...ends);
  return quiet ?? (collection && finished(collection));
}

/**
 * Sweeps the targets and reads every host that answers, over SSH, SNMP or both at once. Ends after the last target, or soon after `signal` is
 * aborted; hosts in flight then end as `interrupted` with what they had answered.
 */
export async function* scan(
  targets: readonly Target[],
  connectors: Connectors,
  options: ScanOptions,
  signal: AbortSignal,
): AsyncGenerator<ScanEvent, void, undefined> {
  const emitter = new EventEmitter();
  const emit = (event: ScanEvent): void => void emitter.emit('event', event);
  const events = on(emitter, 'event', { close: ['end'] });
  const sweep = pLimit(Math.max(options.sweepSockets, options.concurrency));
  // Whoever reads the events may stop reading (a full disk): then nobody else is logged in to either.
  const abandoned = new AbortController();
  const stop = AbortSignal.any([signal, abandoned.signal]);
  const limits = { logins: pLimit(options.concurrency), agents: pLimit(options.concurrency) };
  const sweeping: Sweep = { connectors, options, signal: stop, emit, ...limits };
  emit({ type: 'started', at: options.now().toISOString(), targets: targets.length });
  const visits = Promise.all(
    targets.map((target) =>
      sweep(async () => {
        if (stop.aborted) return;
        const event = await visitTarget(target, sweeping);
        if (event !== undefined) emit(event);
      }),
    ),
  ).finally(() => {
    emit({ type: 'finished', at: options.now().toISOString(), interrupted: signal.aborted });
    emitter.emit('end');
  });
  try {
    for await (const [event] of events) yield event as ScanEvent;
  } finally {
    abandoned.abort();
    await visits;
  }
}
