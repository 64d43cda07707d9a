import { readScriptForm, type ScriptCall, type ScriptChain } from './script-form.ts';

/** What one command printed on the recorded host, and how it ended. */
export interface RecordedSection {
  readonly stdout: string | Uint8Array;
  readonly stderr?: string | Uint8Array;
  readonly exitCode: number;
}

/** A host as data: everything it would answer to the collection script. */
export interface RecordedHost {
  /** What `uname -s` prints: `Linux`, `Darwin`. */
  readonly uname: string;
  readonly uid: number;
  readonly user: string;
  /** `sudo -n` works for every command. */
  readonly sudo?: boolean;
  /** `$SSH_CONNECTION`: client address, client port, server address, server port. */
  readonly connection?: string;
  /** By collector id; a list holds one recording a sample, its last one stands for all later samples. */
  readonly sections: ReadonlyMap<string, RecordedSection | readonly RecordedSection[]>;
}

/** A piece of the answer, in order; `pause` is where a real host would wait before the next sample. */
export type ReplayPiece =
  | { readonly kind: 'stdout' | 'stderr'; readonly bytes: Uint8Array }
  | { readonly kind: 'pause'; readonly seconds: number };

const encode = (text: string | Uint8Array): Uint8Array => (typeof text === 'string' ? Buffer.from(text) : text);
const out = (text: string | Uint8Array): ReplayPiece => ({ kind: 'stdout', bytes: encode(text) });
const err = (text: string | Uint8Array): ReplayPiece => ({ kind: 'stderr', bytes: encode(text) });

/** As a shell says it: the reader of a pipe went away (128 + SIGPIPE), which is how a byte cap ends a command. */
const cutByCap = 141;
const notFound = 127;

/**
 * Answers the collection script from recordings, as `sh -s` on the recorded host would: the same borders on both
 * streams, the same fall-backs within a group, the same byte caps (a real host is asked again where one was reached). No command is run and no time passes.
 * @throws ScriptFormError where the script is not of the form `src/scan/script.ts` writes.
 */
export function* replayScript(script: string, host: RecordedHost): Generator<ReplayPiece> {
  const form = readScriptForm(script, host.uname);
  const { marker } = form;
  const rights = new Rights(host, form.sudo);
  yield* begin(marker, 'session', 1);
  yield out(`platform=${host.uname}\nuid=${host.uid}\nuser=${host.user}\nconnection=${host.connection ?? ''}\n`);
  yield out(`\n${marker} end session 1 0\n`);
  yield* replayChains(form.once, 1, marker, host, rights);
  for (let sample = 2; sample <= form.samples; sample++) {
    yield { kind: 'pause', seconds: form.interval };
    yield* replayChains(form.again, sample, marker, host, rights);
  }
  yield out(`\n${marker} done ${rights.privilege}\n`);
}

/** The script tries `sudo` at the first command root is useful for, and never again once it was refused. */
class Rights {
  privilege: 'root' | 'sudo' | 'none';
  readonly #mayTrySudo: boolean;

  constructor(host: RecordedHost, sudo: boolean) {
    this.privilege = host.uid === 0 ? 'root' : 'none';
    this.#mayTrySudo = sudo && host.sudo === true;
  }

  ask(call: ScriptCall): void {
    if (call.root && this.privilege === 'none' && this.#mayTrySudo) this.privilege = 'sudo';
  }
}

function* replayChains(
  chains: readonly ScriptChain[],
  sample: number,
  marker: string,
  host: RecordedHost,
  rights: Rights,
): Generator<ReplayPiece> {
  for (const chain of chains) {
    for (const call of chain) {
      if (call.conditional && !host.sections.has(call.collector)) continue;
      rights.ask(call);
      const { stdout, stderr, exitCode } = capped(recordingOf(host, call, sample), call.bytes);
      yield* begin(marker, call.collector, sample);
      if (stdout.length > 0) yield out(stdout);
      if (stderr.length > 0) yield err(stderr);
      yield out(`\n${marker} end ${call.collector} ${sample} ${exitCode}\n`);
      if (exitCode === 0 || exitCode === cutByCap) break;
    }
  }
}

function* begin(marker: string, collector: string, sample: number): Generator<ReplayPiece> {
  const border = `\n${marker} begin ${collector} ${sample}\n`;
  yield out(border);
  yield err(border);
}

function recordingOf(host: RecordedHost, call: ScriptCall, sample: number): RecordedSection {
  const recorded = host.sections.get(call.collector);
  const one = Array.isArray(recorded) ? recorded[Math.min(sample, recorded.length) - 1] : recorded;
  return one ?? { stdout: '', stderr: `sh: 1: ${call.command.split(' ', 1)[0]}: not found\n`, exitCode: notFound };
}

function capped({ stdout, stderr, exitCode }: RecordedSection, limit: number) {
  const bytes = encode(stdout);
  const whole = bytes.length <= limit;
  return {
    stdout: whole ? bytes : bytes.subarray(0, limit),
    stderr: encode(stderr ?? ''),
    exitCode: whole ? exitCode : cutByCap,
  };
}
