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
  const deadlineMs = options.deadlineMs + (options.samples - 1) * options.interval * 1000;
  const opened = await connector.open(dialled.route, dialled.open?.socket, signal);
  if (!opened.ok) {
    const failure: Failure = signal.aborted
      ? { status: 'interrupted', message: `${targetKey(target)}: stopped during the login` }
      : opened.failure;
    return failedCollection(target, failure, startedAt, options.now(), dialled.route);
  }
  try {
    const left = deadlineMs - (options.now().getTime() - startedAt.getTime());
    return await collectHost(target, dialled.route, opened.value, options, {
      startedAt,
      signal,
      deadlineMs: Math.max(left, 0),
      ...(dialled.open === undefined ? {} : { address: dialled.open.address }),
    });
  } finally {
    opened.value.close();
  }
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
  try {
    const dialled = await dial(target, visit);
    if (signal.aborted && !dialled.ok) return undefined;
    if (!dialled.ok) {
      // Most of a prefix is empty: silence there is no failure of anybody. On our own network it is told at once.
      const silent = dialled.failure.status === 'unanswered' || dialled.absent === true;
      const key = targetKey(target);
      if (target.origin === 'swept' && silent && options.isKnown?.(key) !== true) return { type: 'unanswered', target: key };
      return finish(failedCollection(target, dialled.failure, startedAt, options.now(), dialled.route));
    }
    return finish(await visit.logins(() => login(target, dialled, visit)));
  } catch (error) {
    // A defect while reading one host is that host's failure, never the end of the sweep.
    const cause = error instanceof Error ? error.message : String(error);
    const failure: Failure = { status: 'internal', message: `${targetKey(target)}: ${cause}` };
    return finish(failedCollection(target, failure, startedAt, options.now()));
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
  const visit: Visit = { connector, options, signal, emit, logins: pLimit(options.concurrency) };
  emit({ type: 'started', at: options.now().toISOString(), targets: targets.length });
  const work = Promise.all(
    targets.map((target) =>
      sweep(async () => {
        if (signal.aborted) return;
        const event = await visitTarget(target, visit);
        if (event !== undefined) emit(event);
      }),
    ),
  ).finally(() => {
    emit({ type: 'finished', at: options.now().toISOString(), interrupted: signal.aborted });
    emitter.emit('end');
  });
  for await (const [event] of events) yield event as ScanEvent;
  await work;
}
