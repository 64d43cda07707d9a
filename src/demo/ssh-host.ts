import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import ssh2, { type AuthContext, type Connection, type ServerChannel } from 'ssh2';
import { replayPowerShell, startsPowerShell, unknownToCmd } from '../transports/replay/powershell-replay.ts';
import { type RecordedHost, replayScript } from '../transports/replay/replay-script.ts';
import { shellCommand } from '../transports/shell-proof.ts';
import { answerWith, type Fault, type Line } from './faults.ts';
import { hostKeyOf, type SshKey } from './ssh-key.ts';

/** A simulated host: what it would answer, and how it misbehaves. */
export interface FleetHost {
  readonly name: string;
  /** Last byte of its address, 127.77.0.N. */
  readonly number: number;
  readonly recorded: RecordedHost;
  /** Identification string without `SSH-2.0-`, as its operating system ships it. */
  readonly ident?: string;
  readonly fault?: Fault;
}

/** Who may log in. The login is real: a wrong password or key is refused. */
export interface FleetLogin {
  readonly user: string;
  readonly password: string;
  readonly key: SshKey;
}

/** A script longer than this is none of ours. */
const maxScriptBytes = 4 * 1024 * 1024;

/**
 * What a host does with an accepted connection.
 * @param pauses wait between samples as a real host would
 */
export function createSshHost(host: FleetHost, login: FleetLogin, pauses: boolean): (socket: Socket) => void {
  const key = host.fault?.kind === 'wrong-host-key' ? hostKeyOf(`${host.name}, somebody else`) : hostKeyOf(host.name);
  const config = {
    hostKeys: [key.privateKey],
    ident: host.ident ?? 'OpenSSH_9.2p1 Debian-2+deb12u7',
    ...(host.fault?.kind === 'noise' ? { banner: 'Authorised use only.\n' } : {}),
  };
  return (socket) => {
    const server = new ssh2.Server(config, (client) => welcome(client, { socket, host, login, pauses }));
    server.injectSocket(socket);
  };
}

interface Visit {
  readonly socket: Socket;
  readonly host: FleetHost;
  readonly login: FleetLogin;
  readonly pauses: boolean;
}

function welcome(client: Connection, visit: Visit): void {
  // A client that hangs up in the middle is no news to a server.
  client.on('error', () => {});
  client.on('authentication', (attempt) => {
    if (isAllowed(attempt, visit)) attempt.accept();
    else attempt.reject(visit.host.fault?.kind === 'wrong-password' ? ['password'] : ['publickey', 'password']);
  });
  client.on('session', (acceptSession) => {
    acceptSession().on('exec', (accept, _reject, { command }) => {
      const channel = accept();
      channel.on('error', () => {});
      runCommand(command, channel, visit);
    });
  });
}

function isAllowed(attempt: AuthContext, { host, login }: Visit): boolean {
  if (host.fault?.kind === 'login-refused' || host.fault?.kind === 'wrong-password') return false;
  if (attempt.username !== login.user) return false;
  if (attempt.method === 'password') return attempt.password === login.password;
  return attempt.method === 'publickey' && isSignedBy(login.key, attempt);
}

/** A client first asks whether a key would do, then signs with it (RFC 4252, 7). */
function isSignedBy(key: SshKey, attempt: Extract<AuthContext, { method: 'publickey' }>): boolean {
  const known = ssh2.utils.parseKey(key.publicKey);
  if (known instanceof Error || !known.getPublicSSH().equals(attempt.key.data)) return false;
  if (attempt.signature === undefined) return true;
  return attempt.blob !== undefined && known.verify(attempt.blob, attempt.signature, attempt.hashAlgo) === true;
}

type Replay = typeof replayScript;

/** What a host knows: `sh -s`, or on Windows what starts PowerShell, with cmd.exe for the login shell. */
function replayFor(command: string, { recorded }: FleetHost): Replay | undefined {
  if (recorded.uname === 'Windows') return startsPowerShell(command) ? replayPowerShell : undefined;
  return /^(exec )?(\/bin\/)?sh( -s)?$/.test(command.trim()) || command === shellCommand ? replayScript : undefined;
}

const complaintOf = (command: string, { recorded }: FleetHost): string =>
  recorded.uname === 'Windows' ? unknownToCmd(command) : `sh: 1: ${command.split(' ', 1)[0]}: not found\n`;

/** A shell reads its script to the end and answers it; there is no other program on a simulated host. */
function runCommand(command: string, channel: ServerChannel, visit: Visit): void {
  const line = openLine(channel, visit.socket);
  const replay = replayFor(command, visit.host);
  if (replay === undefined) {
    const complaint = Buffer.from(complaintOf(command, visit.host));
    void line.send('stderr', complaint).then(() => line.exit(visit.host.recorded.uname === 'Windows' ? 1 : 127));
    return;
  }
  if (visit.host.fault?.kind === 'not-posix') return void answerWith(visit.host.fault, line, [], visit.pauses);
  // What `sh -x` prints.
  if (command === shellCommand) channel.stderr.write('+ exec sh -s\n');
  let script = '';
  channel.setEncoding('utf8');
  channel.on('data', (text: string) => {
    script += text;
    if (script.length > maxScriptBytes) line.reset();
  });
  channel.on('end', () => void answer(replay, script, line, visit));
}

async function answer(replay: Replay, script: string, line: Line, { host, pauses }: Visit): Promise<void> {
  try {
    await answerWith(host.fault, line, [...replay(script, host.recorded)], pauses);
  } catch (error) {
    await line.send('stderr', Buffer.from(`sh: ${error instanceof Error ? error.message : 'unreadable script'}\n`));
    line.exit(2);
  }
}

function openLine(channel: ServerChannel, socket: Socket): Line {
  const gone = new AbortController();
  const end = () => gone.abort();
  channel.once('close', end);
  socket.once('close', end);
  const ended = new Promise<void>((resolve) => gone.signal.addEventListener('abort', () => resolve(), { once: true }));
  return {
    get open() {
      return !gone.signal.aborted;
    },
    send: (stream, bytes) => {
      const target = stream === 'stdout' ? channel : channel.stderr;
      const sent = new Promise<void>((resolve) => target.write(bytes, () => resolve()));
      return Promise.race([sent, ended]);
    },
    wait: (milliseconds) => setTimeout(milliseconds, undefined, { signal: gone.signal }).catch(() => {}),
    reset: () => socket.resetAndDestroy(),
    exit: (code) => {
      if (gone.signal.aborted) return;
      channel.exit(code);
      channel.end();
    },
  };
}
