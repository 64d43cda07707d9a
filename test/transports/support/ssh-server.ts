import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import ssh2, { type AuthContext, type Connection, type ServerChannel, type ServerConfig } from 'ssh2';
import { shellCommand } from '../../../src/transports/shell-proof.ts';

export interface KeyPair {
  readonly private: string;
  readonly public: string;
}

/** ssh2 1.17 writes one ed25519 key in a few hundred in a form that nobody can read, itself included. */
export function newKey(): KeyPair {
  const pair = ssh2.utils.generateKeyPairSync('ed25519');
  return ssh2.utils.parseKey(pair.private) instanceof Error ? newKey() : pair;
}

/** What a server does with an attempt: lets it in, or says what it would take instead. */
type Judge = (attempt: AuthContext) => 'accept' | 'partial' | 'drop' | readonly string[] | 'ask';

export interface TestServerOptions extends Partial<Pick<ServerConfig, 'ident' | 'algorithms' | 'banner' | 'greeting'>> {
  readonly hostKeys?: readonly KeyPair[];
  /** Accepts every key and password unless given. */
  readonly judge?: Judge;
  /** What happens after `exec`; the script has been read to its end. */
  readonly answer?: (channel: ServerChannel, script: string, socket: Socket) => void;
  readonly refuseExec?: boolean;
  /** What becomes of a request for a session channel. */
  readonly session?: 'accept' | 'reject' | 'ignore';
  /** Called for every session of the connection, before anything else. */
  readonly onConnection?: (client: Connection, socket: Socket) => void;
  readonly port?: number;
  readonly address?: string;
}

export interface TestServer {
  readonly address: string;
  readonly port: number;
  readonly hostKey: KeyPair;
  /** `publickey`, `password:xyz`, ... in the order they came, with the user. */
  readonly attempts: string[];
  readonly scripts: string[];
  readonly commands: string[];
  /** Connections accepted so far. */
  readonly accepted: () => number;
  readonly open: () => number;
  close(): Promise<void>;
}

function describeAttempt(attempt: AuthContext): string {
  if (attempt.method === 'password') return `${attempt.username}:password:${attempt.password}`;
  if (attempt.method === 'publickey') return `${attempt.username}:publickey${attempt.signature ? ':signed' : ''}`;
  return `${attempt.username}:${attempt.method}`;
}

function decide(attempt: AuthContext, verdict: ReturnType<Judge>, socket: Socket): void {
  if (verdict === 'accept') attempt.accept();
  else if (verdict === 'drop') socket.destroy();
  else if (verdict === 'partial') attempt.reject(['password'], true);
  else if (verdict !== 'ask') attempt.reject(verdict as Parameters<AuthContext['reject']>[0] & string[]);
}

function readScript(channel: ServerChannel, done: (script: string) => void): void {
  let script = '';
  channel.setEncoding('utf8');
  channel.on('data', (text: string) => {
    script += text;
  });
  channel.on('end', () => done(script));
}

const acceptAll: Judge = (attempt) => (attempt.method === 'none' ? ['publickey', 'password'] : 'accept');

/** Starts a real SSH server in this process. */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { hostKeys = [newKey()], judge = acceptAll, answer, address = '127.0.0.1', port = 0 } = options;
  const { ident, algorithms, banner, greeting } = options;
  const attempts: string[] = [];
  const scripts: string[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let accepted = 0;
  const config: ServerConfig = {
    hostKeys: hostKeys.map((key) => key.private),
    ...(ident === undefined ? {} : { ident }),
    ...(algorithms === undefined ? {} : { algorithms }),
    ...(banner === undefined ? {} : { banner }),
    ...(greeting === undefined ? {} : { greeting }),
  };
  const serve = (client: Connection, socket: Socket): void => {
    client.on('error', () => {});
    options.onConnection?.(client, socket);
    client.on('authentication', (attempt) => {
      attempts.push(describeAttempt(attempt));
      decide(attempt, judge(attempt), socket);
    });
    client.on('session', (acceptSession, rejectSession) => {
      if (options.session === 'reject') rejectSession();
      if (options.session === 'reject' || options.session === 'ignore') return;
      acceptSession().on('exec', (acceptExec, rejectExec, { command }) => {
        commands.push(command);
        if (options.refuseExec) return rejectExec();
        const channel = acceptExec();
        channel.on('error', () => {});
        // As the shell does that was asked to show itself.
        if (command === shellCommand) channel.stderr.write('+ exec sh -s\n');
        readScript(channel, (script) => {
          scripts.push(script);
          answer?.(channel, script, socket);
        });
      });
    });
  };
  const server = createServer({ noDelay: true }, (socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    new ssh2.Server(config, (client) => serve(client, socket)).injectSocket(socket);
  });
  const bound = await listen(server, port, address);
  return {
    address,
    port: bound,
    hostKey: hostKeys[0] ?? newKey(),
    attempts,
    scripts,
    commands,
    accepted: () => accepted,
    open: () => sockets.size,
    close: () => closeServer(server, sockets),
  };
}

async function listen(server: Server, port: number, address: string): Promise<number> {
  server.listen(port, address);
  await once(server, 'listening');
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : port;
}

async function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  for (const socket of sockets) socket.destroy();
  await closed;
}

export interface RawServer {
  readonly port: number;
  readonly open: () => number;
  close(): Promise<void>;
}

/** Starts a server that does anything but SSH. */
export async function startRaw(onSocket: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    onSocket(socket);
    // Otherwise it would never notice that the client hangs up.
    socket.resume();
  });
  const port = await listen(server, 0, '127.0.0.1');
  return { port, open: () => sockets.size, close: () => closeServer(server, sockets) };
}

/** Sends what a shell would print, and ends well. */
export function printAndExit(channel: ServerChannel, stdout: string, stderr = '', code = 0): void {
  channel.stderr.write(stderr, () => {
    channel.write(stdout, () => {
      channel.exit(code);
      channel.end();
    });
  });
}
