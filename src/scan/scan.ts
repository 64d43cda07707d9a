import { EventEmitter, on } from 'node:events';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Collection } from '../model/evidence.ts';
import type { Failure } from '../model/failure.ts';
import { type Target, targetKey } from '../model/target.ts';
import type { ProbeResult, Route, ShellConnector } from '../transports/types.ts';
import { type CollectOptions, collectHost, failedCollection } from './collect-host.ts';
import type { ScanEvent } from './events.ts';

export interface ScanOptions extends CollectOptions {
  /** Hosts read at the same time. */
  readonly concurrency: number;
  /** Connections tried at the same time; not less than `concurrency`. */
  readonly sweepSockets: number;
  /** Tells the targets, by key, where a host was found before: silence there is its failure. */
  readonly isKnown?: (target: string) => boolean;
}

interface Visit {
  readonly connector: ShellConnector;
  readonly options: ScanOptions;
  readonly signal: AbortSignal;
  readonly logins: LimitFunction;
  readonly emit: (event: ScanEvent) => void;
}

type Dialled = { readonly ok: true; readonly route: Route; readonly open?: Extract<ProbeResult, { kind: 'open' }> };
type NotDialled = { readonly ok: false; readonly failure: Failure; readonly route?: Route; readonly absent?: true };

/** The way to the target, and the open socket where it is reached directly. */
async function dial(target: Target, { connector, signal }: Visit): Promise<Dialled | NotDialled> {
  const routed = await connector.route(target);
  if (!routed.ok) return routed;
  const route = routed.value;
  if (route.via !== 'direct') return { ok: true, route };
  const probed = await connector.probe(route, signal);
  return probed.kind === 'open' ? { ok: true, route, open: probed } : { ...probed, ok: false, route };
}

/** One login from start to end, under the host's own deadline. */
async function login(target: Target, dialled: Dialled, visit: Visit): Promise<Collection> {
  const { connector, options, signal } = visit;
  const startedAt = options.now();
  visit.emit({ type: 'host-started', at: startedAt.toISOString(), target: targetKey(target) });
  const opened = await connector.open(dialled.route, dialled.open?.socket, signal);
  if (!opened.ok) {
    const failure: Failure = signal.aborted
      ? { status: 'interrupted', message: `${targetKey(target)}: stopped during the login` }
      : opened.failure;
    return failedCollection(target, failure, startedAt, options.now(), dialled.route);
  }
  try {
    return await collectHost(target, dialled.route, opened.value, options, {
      startedAt,
      signal,
      // From here on: the login has time-outs of its own, and a turn waited for behind a jump host is not the host's.
      deadlineMs: options.deadlineMs + (options.samples - 1) * options.interval * 1000,
      ...(dialled.open === undefined ? {} : { address: dialled.open.address }),
    });
  } finally {
    opened.value.close();
  }
}

/** Most of a prefix is empty: silence there is no failure of anybody, unless a host is known to be there. */
function silence(target: Target, options: ScanOptions): ScanEvent | undefined {
  const key = targetKey(target);
  const counted = target.origin === 'swept' && options.isKnown?.(key) !== true;
  return counted ? { type: 'unanswered', target: key } : undefined;
}

async function visitTarget(target: Target, visit: Visit): Promise<ScanEvent | undefined> {
  const { options, signal } = visit;
  const startedAt = options.now();
  const finish = (collection: Collection): ScanEvent => ({
    type: 'host-finished',
    at: collection.finishedAt,
    target: collection.target,
    status: collection.status,
    milliseconds: Date.parse(collection.finishedAt) - Date.parse(collection.startedAt),
    collection,
  });
  const failed = (failure: Failure, route?: Route): Collection =>
    failedCollection(target, failure, startedAt, options.now(), route);
  try {
    const dialled = await dial(target, visit);
    if (signal.aborted && !dialled.ok) return undefined;
    if (!dialled.ok) {
      const { failure, absent, route } = dialled;
      const quiet = absent === true || failure.status === 'unanswered';
      return (quiet ? silence(target, options) : undefined) ?? finish(failed(failure, route));
    }
    const collection = await visit.logins(() => login(target, dialled, visit));
    // Behind a jump host nothing is probed: only the login finds out that nobody is there.
    const nobody = collection.status === 'unanswered' || (dialled.route.via === 'jump' && collection.status === 'unreachable');
    return (nobody ? silence(target, options) : undefined) ?? finish(collection);
  } catch (error) {
    // A defect while reading one host is that host's failure, never the end of the sweep.
    const cause = error instanceof Error ? error.message : String(error);
    return finish(failed({ status: 'internal', message: `${targetKey(target)}: ${cause}` }));
  }
}

/**
 * Sweeps the targets and reads every host that answers. One socket a target: the connection that
 * finds the port open is the one that logs in. Ends after the last target, or soon after `signal` is
 * aborted; hosts in flight then end as `interrupted` with what they had answered.
 */
export async function* scan(
  targets: readonly Target[],
  connector: ShellConnector,
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
  const visit: Visit = { connector, options, signal: stop, emit, logins: pLimit(options.concurrency) };
  emit({ type: 'started', at: options.now().toISOString(), targets: targets.length });
  const work = Promise.all(
    targets.map((target) =>
      sweep(async () => {
        if (stop.aborted) return;
        const event = await visitTarget(target, visit);
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
    await work;
  }
}
