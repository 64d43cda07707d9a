import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import { fail, type Outcome, succeed } from '../model/failure.ts';
import { type Target, targetKey } from '../model/target.ts';
import type { ConnectorOptions } from './connector-options.ts';
import { parseHop } from './hop.ts';
import { createJumpPool, type JumpPool, type OpenBastion } from './jump.ts';
import { openLocalSession } from './local-session.ts';
import type { Connect } from './login-plans.ts';
import { createPace, type Pace } from './pace.ts';
import { createSshAccess, type SshAccess } from './ssh-access.ts';
import { createSshConfig, type SshConfig } from './ssh-config.ts';
import type { SshLogin } from './ssh-login.ts';
import { locate, proxyCommandProblem, resolveHops, type SshPlace } from './ssh-place.ts';
import { openSshSession } from './ssh-session.ts';
import { bareSshSettings, ownAccount } from './ssh-settings.ts';
import { probeTcp } from './tcp-probe.ts';
import type { ProbeResult, Route, ShellConnector, ShellSession } from './types.ts';

/** This machine itself, by the one name that needs no SSH; `localhost:2222` is an SSH server here. */
const isThisMachine = ({ host, port }: Target): boolean => host === 'localhost' && port === undefined;

interface Parts {
  readonly options: ConnectorOptions;
  readonly sshConfig: SshConfig;
  readonly access: SshAccess;
  readonly pace: Pace;
  /** Where routes lead; kept beside them, because nobody else needs the settings. */
  readonly places: WeakMap<Route, SshPlace>;
  /** When a socket was opened, by `performance.now`. */
  readonly opened: WeakMap<Socket, number>;
}

function localRoute(target: Target, { options }: Parts): Outcome<Route> {
  if (process.platform === 'win32')
    return fail('unsupported-platform', 'localhost: this machine runs Windows, which map cannot read yet');
  return succeed({ target, host: 'localhost', port: 0, user: ownAccount(options.env).name, jump: [], via: 'local' });
}

async function sshRoute(target: Target, parts: Parts): Promise<Outcome<Route>> {
  const { options, sshConfig, places } = parts;
  const { user } = options;
  const port = target.port ?? options.port;
  // Names come from the operator's files as well; no program may ever take one for an option.
  if (target.host.startsWith('-')) return fail('unresolved', `${targetKey(target)}: this is not a host name`);
  const asked = { host: target.host, ...(user === undefined ? {} : { user }), ...(port === undefined ? {} : { port }) };
  const place = await locate(sshConfig, asked);
  const chain = await resolveHops(sshConfig, place, options.jump?.length ? options.jump : undefined);
  if ('problem' in chain) return fail('jump-failed', `${place.label}: ${chain.problem}`);
  const { hops } = chain;
  if (hops.length === 0 && place.settings.proxyCommand !== undefined) {
    return fail('jump-failed', `${place.label}: ${proxyCommandProblem(place.name)}`);
  }
  const via = hops.length === 0 ? 'direct' : 'jump';
  const route: Route = { target, host: place.host, port: place.port, user: place.user, jump: hops, via };
  places.set(route, place);
  return succeed(route);
}

/**
 * A socket that waited longer for its login is not used any more: sshd hangs up after LoginGraceTime, 120 s by
 * default (sshd_config(5)), and what it had said by then looks like a server that breaks off.
 */
const freshMs = 30_000;

function isFresh(socket: Socket, { opened }: Parts): boolean {
  return !socket.destroyed && socket.readable && performance.now() - (opened.get(socket) ?? performance.now()) < freshMs;
}

async function dial(
  { host, port, label }: SshPlace,
  { options, pace, opened }: Parts,
  signal: AbortSignal,
): Promise<ProbeResult> {
  if (!(await pace(signal)))
    return { kind: 'closed', failure: { status: 'interrupted', message: `${label}: stopped before it was tried` } };
  const result = await probeTcp({ host, port, label, timeoutMs: options.timeoutMs, signal });
  if (result.kind === 'open') opened.set(result.socket, performance.now());
  return result;
}

/** Connects for each login anew, but uses the socket of the probe first, if it is still alive. */
function connectDirectly(place: SshPlace, probed: Socket | undefined, parts: Parts, signal: AbortSignal): Connect {
  let ready = probed;
  return async (use) => {
    const socket = ready;
    ready = undefined;
    if (socket !== undefined && isFresh(socket, parts)) return await use(socket);
    socket?.destroy();
    const result = await dial(place, parts, signal);
    return result.kind === 'open' ? await use(result.socket) : fail(result.failure.status, result.failure.message);
  };
}

function createOpenBastion(parts: Parts): OpenBastion {
  return async (text, through, signal) => {
    const hop = parseHop(text);
    if (hop === undefined) return fail('jump-failed', `${text}: this is not a jump host`);
    const place = await locate(parts.sshConfig, hop);
    const connect: Connect =
      through === undefined ? connectDirectly(place, undefined, parts, signal) : (use) => through(place, signal, use);
    return await parts.access.login(place, connect, signal);
  };
}

function createParts(options: ConnectorOptions): Parts {
  const account = ownAccount(options.env);
  const { sshConfigFile: configFile, env } = options;
  return {
    options,
    sshConfig: options.useSshConfig
      ? createSshConfig({ env, account, ...(configFile === undefined ? {} : { configFile }) })
      : ({ host }) => Promise.resolve(bareSshSettings(host, account)),
    access: createSshAccess(options),
    pace: createPace(options.rate),
    places: new WeakMap(),
    opened: new WeakMap(),
  };
}

async function openSsh(
  route: Route,
  socket: Socket | undefined,
  parts: Parts,
  pool: JumpPool,
  signal: AbortSignal,
): Promise<Outcome<ShellSession>> {
  const place = parts.places.get(route);
  if (place === undefined) return fail('internal', `${targetKey(route.target)}: this route is not of this connector`);
  const direct = connectDirectly(place, socket, parts, signal);
  const connect: Connect = route.via === 'direct' ? direct : (use) => pool.through(route.jump, place, signal, use);
  const login: Outcome<SshLogin> = await parts.access.login(place, connect, signal);
  if (login.ok) return succeed(openSshSession(login.value, route.jump));
  socket?.destroy();
  return login;
}

/** One signal stops a thousand hosts at once; Node takes more than ten listeners for a leak. */
const shareSignal = (signal: AbortSignal): void => setMaxListeners(0, signal);

/**
 * Opens the way to hosts: this machine itself for `localhost`, SSH for everything else. What hosts can
 * share (keys, agents, known_hosts, jump connections, ssh configuration) is read and opened once.
 * `route` rejects with UsageError where the ssh configuration is broken; nothing else rejects.
 */
export function createConnector(options: ConnectorOptions): ShellConnector {
  const parts = createParts(options);
  const pool = createJumpPool(createOpenBastion(parts), options.timeoutMs);
  return {
    route: async (target) => (isThisMachine(target) ? localRoute(target, parts) : await sshRoute(target, parts)),
    async probe(route, signal) {
      shareSignal(signal);
      const place = parts.places.get(route);
      if (place !== undefined) return await dial(place, parts, signal);
      return { kind: 'closed', failure: { status: 'internal', message: `${targetKey(route.target)}: nothing to probe` } };
    },
    async open(route, socket, signal) {
      shareSignal(signal);
      if (route.via === 'local') return succeed(openLocalSession(options.env));
      return await openSsh(route, socket, parts, pool, signal);
    },
    async close() {
      pool.close();
      await parts.access.close();
    },
  };
}
