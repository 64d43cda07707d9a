import type { TargetStatus } from '../model/failure.ts';
import type { ReplayPiece } from '../transports/replay/replay-script.ts';

/** How a host of the fleet misbehaves. Without a fault it answers as a healthy host does. */
export type Fault =
  /** Nothing listens on the port. */
  | { readonly kind: 'refused' }
  /** Accepts the connection and never says a word. */
  | { readonly kind: 'silent' }
  /** A web server answers on the port. */
  | { readonly kind: 'http' }
  /** No credential is good enough. */
  | { readonly kind: 'login-refused' }
  /** Passwords are accepted, but not this one; keys are not asked for. */
  | { readonly kind: 'wrong-password' }
  /** Shows another key than the one in `Fleet.knownHosts`. */
  | { readonly kind: 'wrong-host-key' }
  /** Logs in; after so many bytes (0 unless given) of the answer nothing comes any more. */
  | { readonly kind: 'hung'; readonly afterBytes?: number }
  /** One byte at a time. */
  | { readonly kind: 'drip'; readonly everyMs?: number }
  /** The connection is reset after so many bytes; half of the answer unless given. */
  | { readonly kind: 'reset'; readonly afterBytes?: number }
  /** So many bytes that nobody asked for, in the middle of the answer; 50 MB unless given. */
  | { readonly kind: 'flood'; readonly bytes?: number }
  /** A login script and background jobs print before, between and after what was asked. */
  | { readonly kind: 'noise' }
  /** Something else than a POSIX shell answers. */
  | { readonly kind: 'not-posix'; readonly answer: 'router' | 'nologin' | 'silence' }
  /** The shell is killed in the middle of a collector's output. */
  | { readonly kind: 'cut'; readonly collector: string };

/** The status a visit to a host with this fault ends in: what every fault is there to show. */
export const faultStatus: Readonly<Record<Fault['kind'], TargetStatus>> = {
  refused: 'refused',
  silent: 'no-banner',
  http: 'not-ssh',
  'login-refused': 'login-refused',
  'wrong-password': 'login-refused',
  'wrong-host-key': 'host-key-changed',
  hung: 'hung',
  drip: 'too-slow',
  reset: 'disconnected',
  flood: 'output-limit',
  noise: 'collected',
  'not-posix': 'shell-unsupported',
  cut: 'disconnected',
};

/** The far end of one `sh -s`: where an answer goes. Every promise also ends when the connection does. */
export interface Line {
  send(stream: 'stdout' | 'stderr', bytes: Uint8Array): Promise<void>;
  wait(milliseconds: number): Promise<void>;
  /** A TCP reset, in the middle of everything. */
  reset(): void;
  exit(code: number): void;
  /** False once the connection is gone. */
  readonly open: boolean;
}

/** Sends the answer as it is. `pauses`: wait between samples as a real host would. */
async function answerWell(line: Line, pieces: readonly ReplayPiece[], pauses: boolean): Promise<void> {
  for (const piece of pieces) {
    if (piece.kind !== 'pause') await line.send(piece.kind, piece.bytes);
    else if (pauses) await line.wait(piece.seconds * 1000);
    if (!line.open) return;
  }
  line.exit(0);
}

/** Sends the answer as the fault has it. Faults that come before the shell answer like a healthy host here. */
export function answerWith(fault: Fault | undefined, line: Line, pieces: readonly ReplayPiece[], pauses: boolean): Promise<void> {
  switch (fault?.kind) {
    case 'hung':
      return line.send('stdout', standardOutput(pieces).subarray(0, fault.afterBytes ?? 0));
    case 'drip':
      return drip(line, standardOutput(pieces), fault.everyMs ?? 1000);
    case 'reset':
      return reset(line, standardOutput(pieces), fault.afterBytes);
    case 'flood':
      return flood(line, pieces, fault.bytes ?? 50_000_000);
    case 'noise':
      return answerWell(line, noisy(pieces), pauses);
    case 'not-posix':
      return answerOtherwise(line, fault.answer);
    case 'cut':
      return cut(line, pieces, fault.collector);
    default:
      return answerWell(line, pieces, pauses);
  }
}

const standardOutput = (pieces: readonly ReplayPiece[]): Buffer =>
  Buffer.concat(pieces.flatMap((piece) => (piece.kind === 'stdout' ? [piece.bytes] : [])));

async function drip(line: Line, bytes: Buffer, everyMs: number): Promise<void> {
  for (let at = 0; at < bytes.length && line.open; at++) {
    await line.send('stdout', bytes.subarray(at, at + 1));
    await line.wait(everyMs);
  }
  line.exit(0);
}

async function reset(line: Line, bytes: Buffer, afterBytes = Math.floor(bytes.length / 2)): Promise<void> {
  await line.send('stdout', bytes.subarray(0, afterBytes));
  line.reset();
}

async function flood(line: Line, pieces: readonly ReplayPiece[], bytes: number): Promise<void> {
  const half = Math.floor(pieces.length / 2);
  for (const piece of pieces.slice(0, half)) if (piece.kind !== 'pause') await line.send(piece.kind, piece.bytes);
  const block = Buffer.alloc(64 * 1024, 'flood\n');
  for (let left = bytes; left > 0 && line.open; left -= block.length) {
    await line.send('stdout', block.subarray(0, Math.min(left, block.length)));
  }
  await answerWell(line, pieces.slice(half), false);
}

/** What login scripts, `mesg`, locale set-up and background jobs print, where nobody expects it. */
function noisy(pieces: readonly ReplayPiece[]): ReplayPiece[] {
  const say = (kind: 'stdout' | 'stderr', text: string): ReplayPiece => ({ kind, bytes: Buffer.from(text) });
  const isBorder = (piece: ReplayPiece) =>
    piece.kind === 'stdout' && /^\n\S+ (begin|end|done) /.test(Buffer.from(piece.bytes).toString());
  const greeting = [
    say('stderr', 'stdin: is not a tty\nmesg: ttyname failed: Inappropriate ioctl for device\n'),
    say('stdout', '\r\n*** This system is for authorised use only. ***\r\nLast login: Mon Mar  2 07:12:44 2026\r\n'),
    say('stdout', '== begin motd ==\n'),
  ];
  let borders = 0;
  const between = pieces.flatMap((piece) => {
    if (!isBorder(piece)) return [piece];
    // Odd borders begin a section and even ones end it: outside sections the noise is nobody's output.
    return borders++ % 2 === 0 ? [say('stdout', 'backup: done\n'), piece] : [piece];
  });
  return [...greeting, ...between, say('stdout', 'logout script: goodbye\n'), say('stderr', 'logout\n')];
}

/** A router's command line answers every line of the script; a locked account and `false` answer once or not at all. */
async function answerOtherwise(line: Line, answer: 'router' | 'nologin' | 'silence'): Promise<void> {
  const complaint = "                ^\r\n% Invalid input detected at '^' marker.\r\n\r\nrtr1#";
  const texts = {
    router: `\r\nrtr1#${complaint.repeat(20)}`,
    nologin: 'This account is currently not available.\n',
    silence: '',
  };
  await line.send('stdout', Buffer.from(texts[answer]));
  line.exit(answer === 'router' ? 0 : 1);
}

async function cut(line: Line, pieces: readonly ReplayPiece[], collector: string): Promise<void> {
  const begin = pieces.findIndex((piece) => piece.kind === 'stdout' && Buffer.from(piece.bytes).includes(` begin ${collector} `));
  const body = pieces.findIndex((piece, index) => index > begin && piece.kind === 'stdout');
  for (const piece of begin < 0 ? [] : pieces.slice(0, body))
    if (piece.kind !== 'pause') await line.send(piece.kind, piece.bytes);
  const last = pieces[body];
  if (last?.kind === 'stdout') await line.send('stdout', last.bytes.subarray(0, Math.ceil(last.bytes.length / 2)));
  line.exit(137);
}
