import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createSshHost, type FleetHost, type FleetLogin } from './ssh-host.ts';
import { hostKeyOf, keyFromSeed } from './ssh-key.ts';

export interface FleetOptions {
  /** Made up afresh for every fleet unless given. */
  readonly login?: FleetLogin;
  /** The port of every host; 0 (as unless given) finds one that is free on all of them. */
  readonly port?: number;
  /**
   * `aliases`: a loopback address for each host, one port. `ports`: 127.0.0.1 for all, a port for each.
   * `auto`: aliases where the system has the whole of 127/8, as Linux does and macOS does not.
   */
  readonly addresses?: 'auto' | 'aliases' | 'ports';
  /** Wait between samples as real hosts would; they do not unless asked. */
  readonly pauses?: boolean;
}

/** Where one host of the fleet is. */
export interface FleetAddress {
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

/** Running simulated hosts. */
export interface Fleet {
  readonly hosts: readonly FleetAddress[];
  /** `127.77.0.11:2200`, in the order of the hosts. */
  readonly targets: readonly string[];
  /** Text of a known_hosts file (sshd(8)) with the true key of every host. */
  readonly knownHosts: string;
  readonly login: FleetLogin;
  /** Connections open now. */
  readonly connections: () => number;
  /** Ends every host and every connection, whatever it is doing; nothing of the fleet is left afterwards. */
  close(): Promise<void>;
}

interface Listener {
  readonly host: FleetHost;
  readonly address: string;
  readonly server: Server | undefined;
  readonly port: number;
}

/** A user and a password nobody can guess, for one fleet. */
function inventLogin(): FleetLogin {
  return { user: 'map', password: randomBytes(18).toString('base64url'), key: keyFromSeed(randomBytes(32)) };
}

/**
 * Starts a real SSH server for every host, on loopback.
 * @throws where no address or port can be had.
 */
export async function startFleet(hosts: readonly FleetHost[], options: FleetOptions = {}): Promise<Fleet> {
  const login = options.login ?? inventLogin();
  const sockets = new Set<Socket>();
  const serve = (host: FleetHost): Server => createHostServer(host, login, options.pauses ?? false, sockets);
  const listeners = await listenAll(hosts, options, serve);
  const places = listeners.map(({ host, address, port }) => ({ name: host.name, address, port }));
  return {
    hosts: places,
    targets: places.map(({ address, port }) => `${address}:${port}`),
    knownHosts: places.map((place) => `[${place.address}]:${place.port} ${hostKeyOf(place.name).publicKey}\n`).join(''),
    login,
    connections: () => sockets.size,
    close: async () => {
      const ended = [...sockets].map((socket) => once(socket, 'close'));
      const closed = closeAll(listeners);
      for (const socket of sockets) socket.destroy();
      await Promise.all([closed, ...ended]);
    },
  };
}

function createHostServer(host: FleetHost, login: FleetLogin, pauses: boolean, sockets: Set<Socket>): Server {
  const welcome = createWelcome(host, login, pauses);
  return createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Clients that vanish are no news to a server.
    socket.on('error', () => {});
    welcome(socket);
  });
}

function createWelcome(host: FleetHost, login: FleetLogin, pauses: boolean): (socket: Socket) => void {
  switch (host.fault?.kind) {
    case 'silent':
      return (socket) => socket.resume();
    case 'http':
      return (socket) => {
        socket.resume();
        socket.end('HTTP/1.1 400 Bad Request\r\nServer: nginx\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      };
    default:
      return createSshHost(host, login, pauses);
  }
}

type Serve = (host: FleetHost) => Server;

async function listenAll(hosts: readonly FleetHost[], options: FleetOptions, serve: Serve): Promise<Listener[]> {
  const aliases = options.addresses === 'aliases' || (options.addresses !== 'ports' && (await hasAliases()));
  if (!aliases) return await listenEach(hosts, serve);
  if (options.port) return await listenOn(hosts, options.port, serve);
  const attempts = 20;
  for (let attempt = 1; ; attempt++) {
    try {
      return await listenOn(hosts, await findPort(), serve);
    } catch (error) {
      // Free on the first address, taken on another: the next one will do.
      if (attempt === attempts || !isInUse(error)) throw error;
    }
  }
}

/** One port on an address for each host; all or none. */
async function listenOn(hosts: readonly FleetHost[], port: number, serve: Serve): Promise<Listener[]> {
  const listeners: Listener[] = [];
  try {
    for (const host of hosts) listeners.push(await listen(host, `127.77.0.${host.number}`, port, serve));
    return listeners;
  } catch (error) {
    await closeAll(listeners);
    throw error;
  }
}

/** One address, a port for each host. Hosts that refuse come last: their port must not be given to another one. */
async function listenEach(hosts: readonly FleetHost[], serve: Serve): Promise<Listener[]> {
  const listeners = new Map<FleetHost, Listener>();
  const refusesLast = [...hosts].sort((a, b) => Number(a.fault?.kind === 'refused') - Number(b.fault?.kind === 'refused'));
  for (const host of refusesLast) listeners.set(host, await listen(host, '127.0.0.1', 0, serve));
  return hosts.flatMap((host) => listeners.get(host) ?? []);
}

async function listen(host: FleetHost, address: string, port: number, serve: Serve): Promise<Listener> {
  if (host.fault?.kind === 'refused') return { host, address, server: undefined, port: port === 0 ? await findPort() : port };
  const server = serve(host);
  return { host, address, server, port: await listenAt(server, address, port) };
}

async function listenAt(server: Server, address: string, port: number): Promise<number> {
  server.listen(port, address);
  await once(server, 'listening');
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : port;
}

async function findPort(): Promise<number> {
  const server = createServer();
  const port = await listenAt(server, '127.0.0.1', 0);
  server.close();
  await once(server, 'close');
  return port;
}

async function hasAliases(): Promise<boolean> {
  const server = createServer();
  try {
    await listenAt(server, '127.77.0.1', 0);
    server.close();
    await once(server, 'close');
    return true;
  } catch {
    return false;
  }
}

const isInUse = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

async function closeAll(listeners: readonly Listener[]): Promise<void> {
  await Promise.all(
    listeners.map(async ({ server }) => {
      if (server?.listening) await new Promise((resolve) => server.close(resolve));
    }),
  );
}
