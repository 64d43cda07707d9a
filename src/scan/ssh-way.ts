import type { Collection } from '../model/evidence.ts';
import type { Failure } from '../model/failure.ts';
import { type Target, targetKey } from '../model/target.ts';
import type { ProbeResult, Route, ShellConnector } from '../transports/types.ts';
import { collectHost, failedCollection, visitBase } from './collect-host.ts';
import type { Visit, WayEnd } from './way.ts';

type Dialled = { readonly ok: true; readonly route: Route; readonly open?: Extract<ProbeResult, { kind: 'open' }> };
type NotDialled = { readonly ok: false; readonly failure: Failure; readonly route?: Route; readonly absent?: true };

/** The way to the target, and the open socket where it is reached directly. */
async function dial(target: Target, connector: ShellConnector, signal: AbortSignal): Promise<Dialled | NotDialled> {
  const routed = await connector.route(target);
  if (!routed.ok) return routed;
  const route = routed.value;
  if (route.via !== 'direct') return { ok: true, route };
  const probed = await connector.probe(route, signal);
  return probed.kind === 'open' ? { ok: true, route, open: probed } : { ...probed, ok: false, route };
}

/** One login from start to end, under the host's own deadline. */
async function login(target: Target, dialled: Dialled, connector: ShellConnector, visit: Visit): Promise<Collection> {
  const { options, signal } = visit;
  const startedAt = options.now();
  visit.started(startedAt);
  const opened = await connector.open(dialled.route, dialled.open?.socket, signal);
  if (!opened.ok) {
    const failure: Failure = signal.aborted
      ? { status: 'interrupted', message: `${targetKey(target)}: stopped during the login` }
      : opened.failure;
    return failedCollection(visitBase(target, startedAt), failure, options.now(), dialled.route);
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

/** Reads a target by its shell. One socket: the connection that finds the port open logs in. Undefined where it was stopped before. */
export async function visitOverSsh(target: Target, connector: ShellConnector, visit: Visit): Promise<WayEnd | undefined> {
  const base = visitBase(target, visit.options.now());
  const dialled = await dial(target, connector, visit.signal);
  if (visit.signal.aborted && !dialled.ok) return undefined;
  if (!dialled.ok) {
    const { failure, absent, route } = dialled;
    const collection = failedCollection(base, failure, visit.options.now(), route);
    return { transport: 'ssh', collection, nobody: absent === true || failure.status === 'unanswered' };
  }
  const collection = await visit.turn(() => login(target, dialled, connector, visit));
  // Behind a jump host nothing is probed: only the login finds out that nobody is there.
  const nobody = collection.status === 'unanswered' || (dialled.route.via === 'jump' && collection.status === 'unreachable');
  return { transport: 'ssh', collection, nobody };
}
