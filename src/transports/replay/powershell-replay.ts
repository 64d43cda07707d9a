import { powershellCommand } from '../powershell-command.ts';
import { readPowerShellForm } from './powershell-form.ts';
import type { RecordedHost, RecordedSection, ReplayPiece } from './replay-script.ts';
import type { ScriptCall, ScriptChain } from './script-form.ts';

/** How a recorded Windows host answers. */
export interface PowerShellReplay {
  /** `constrained`: about_Language_Modes; the output then goes through the console, with CRLF. */
  readonly mode?: 'full' | 'constrained';
}

const encode = (text: string | Uint8Array): Buffer => (typeof text === 'string' ? Buffer.from(text) : Buffer.from(text));
const cutByCap = 141;
const cutByConstrainedCap = 124;
const notFound = 127;

/** Whether a command an SSH client asks for starts PowerShell as a scan does. */
export const startsPowerShell = (command: string): boolean => command === powershellCommand;

/** What cmd.exe says on standard error to a command it does not know. */
export const unknownToCmd = (command: string): string =>
  `'${command.split(' ', 1)[0]}' is not recognized as an internal or external command,\r\noperable program or batch file.\r\n`;

/**
 * Answers the PowerShell script from recordings, as a Windows host would: everything on one stream, errors behind a
 * border of their own, the same fall-backs and byte caps. `uid` 0 stands for an elevated login.
 * @throws ScriptFormError where the script is not of the form `src/scan/powershell-script.ts` writes.
 */
export function* replayPowerShell(script: string, host: RecordedHost, how: PowerShellReplay = {}): Generator<ReplayPiece> {
  const form = readPowerShellForm(script);
  const console = new Console(form.marker, how.mode ?? 'full');
  yield console.border('begin session 1');
  yield console.text(`platform=windows\nuser=${host.user}\nconnection=${host.connection ?? ''}\n`);
  yield console.border('end session 1 0');
  for (let sample = 1; sample <= form.samples; sample++) {
    if (sample > 1) yield { kind: 'pause', seconds: form.interval };
    for (const chain of sample === 1 ? form.once : form.again) yield* replayChain(chain, sample, host, console);
  }
  yield console.border(`done ${host.uid === 0 ? 'root' : 'none'}`);
}

/** Writes as the script does in one language mode. */
class Console {
  readonly constrained: boolean;
  readonly #marker: string;

  constructor(marker: string, mode: 'full' | 'constrained') {
    this.#marker = marker;
    this.constrained = mode === 'constrained';
  }

  border(words: string): ReplayPiece {
    const end = this.constrained ? '\r\n' : '\n';
    return this.text(`${end}${this.#marker} ${words}${end}`);
  }

  text(text: string | Uint8Array): ReplayPiece {
    return { kind: 'stdout', bytes: encode(text) };
  }
}

function* replayChain(chain: ScriptChain, sample: number, host: RecordedHost, console: Console): Generator<ReplayPiece> {
  for (const call of chain) {
    const { stdout, stderr = '', exitCode } = recordingOf(host, call, sample);
    const bytes = encode(stdout);
    const code = bytes.length <= call.bytes ? exitCode : console.constrained ? cutByConstrainedCap : cutByCap;
    yield console.border(`begin ${call.collector} ${sample}`);
    if (bytes.length > 0) yield console.text(bytes.subarray(0, call.bytes));
    if (stderr.length > 0) {
      yield console.border(`error ${call.collector} ${sample}`);
      yield console.text(stderr);
    }
    yield console.border(`end ${call.collector} ${sample} ${code}`);
    if (code === 0 || code === cutByCap) return;
  }
}

function recordingOf(host: RecordedHost, { collector, command }: ScriptCall, sample: number): RecordedSection {
  const recorded = host.sections.get(collector);
  const one = Array.isArray(recorded) ? recorded[Math.min(sample, recorded.length) - 1] : recorded;
  const name = command.split(' ', 1)[0];
  return one ?? { stdout: '', stderr: `The term '${name}' is not recognized as the name of a cmdlet.\n`, exitCode: notFound };
}
