import type { ClientChannel } from 'ssh2';
import { watchLimits } from '../run-limits.ts';
import type { SshLogin } from '../ssh-login.ts';
import type { DeviceAnswer, DeviceCommand, DeviceLine, RunLimits } from '../types.ts';
import { asksSomething, cleanTerminal, lastLine, looksLikePrompt } from './text.ts';
import { type DeviceWire, openWire, type Waited } from './wire.ts';

/** As wide as terminals may be, so that no row is folded; high, so that pagers that ask for the height wait seldom. */
const terminal = { term: 'vt100', cols: 511, rows: 1_000 };
const promptMs = 10_000;
const mostTries = 8;
const longestGreeting = 256 * 1024;
const enter = '\n';
const interrupt = '\x03';

/**
 * The prompt: what an empty line is answered with, twice the same. Nothing is sent before a line that looks like one has come, and
 * nothing more where it is followed by anything else: a question is left unanswered.
 */
async function learnPrompt(wire: DeviceWire): Promise<string | undefined> {
  let before: string | undefined;
  const end = performance.now() + promptMs;
  for (let turn = 0; turn < mostTries; turn += 1) {
    const met = (): boolean => looksLikePrompt(lastLine(wire.text()));
    const milliseconds = end - performance.now();
    const waited = await wire.wait({ met, milliseconds, bytes: longestGreeting, keys: 'greeting' });
    if (waited !== 'met') return undefined;
    const line = lastLine(wire.text());
    if (line === before) return line;
    before = line;
    wire.clear();
    wire.send(enter);
  }
  return undefined;
}

/** The answer alone: behind the echo of the command, before the prompts at the end. */
function cutAnswer(raw: string, command: string, prompt: string): string {
  const lines = cleanTerminal(raw).split('\n');
  const echo = lines.slice(0, 12).findIndex((line) => line.includes(command));
  const body = lines.slice(echo + 1);
  while (body.length > 0 && [prompt, ''].includes(body.at(-1)?.trimEnd() ?? '')) body.pop();
  return body.length === 0 ? '' : `${body.join('\n')}\n`;
}

const ends: Readonly<Record<Waited, DeviceAnswer['end']>> = { met: 'answered', silent: 'silent', full: 'full', lost: 'lost' };

/**
 * Waits for the prompt, and then for that of an empty line: a line of the answer may look like the prompt, and then what
 * comes next is more of the answer.
 */
async function awaitPrompt(wire: DeviceWire, prompt: string, { seconds, bytes }: DeviceCommand): Promise<Waited> {
  const end = performance.now() + seconds * 1000;
  const left = (): number => end - performance.now();
  const first = await wire.wait({ met: () => lastLine(wire.text()) === prompt, milliseconds: left(), bytes, keys: 'pager' });
  if (first !== 'met') return first;
  const { length } = wire.text();
  wire.send(enter);
  const answered = (): boolean => {
    const more = wire.text().slice(length);
    return more.trim() !== '' && lastLine(more) === prompt;
  };
  return await wire.wait({ met: answered, milliseconds: left(), bytes, keys: 'pager' });
}

/** Ends what does not end by itself; true where the prompt came back. What was under way may print over the first one. */
async function calmDown(wire: DeviceWire, prompt: string): Promise<boolean> {
  const met = (): boolean => lastLine(wire.text()) === prompt;
  for (const text of [interrupt, enter, enter]) {
    // A question that an interrupted command has left is not answered with an empty line.
    if (text === enter && asksSomething(lastLine(wire.text()))) return false;
    wire.clear();
    wire.send(text);
    const waited = await wire.wait({ met, milliseconds: 2_000, bytes: Number.POSITIVE_INFINITY });
    if (waited !== 'silent') return waited === 'met';
  }
  return false;
}

function lineOf(wire: DeviceWire, prompt: string, close: () => void): DeviceLine {
  let usable = true;
  return {
    async ask(command) {
      if (!usable) return { end: 'lost', output: new Uint8Array() };
      wire.clear();
      wire.send(`${command.command}${enter}`);
      const waited = await awaitPrompt(wire, prompt, command);
      const text = cutAnswer(wire.text(), command.command, prompt);
      const output = Buffer.from(text, 'latin1').subarray(0, command.bytes);
      if (waited !== 'met') usable = waited !== 'lost' && (await calmDown(wire, prompt));
      return { end: ends[waited], output };
    },
    close,
  };
}

function openChannel({ client }: SshLogin): Promise<ClientChannel | undefined> {
  return new Promise((resolve) => {
    const onLost = (): void => resolve(undefined);
    client.once('close', onLost);
    try {
      client.shell(terminal, (error, channel) => {
        client.removeListener('close', onLost);
        resolve(error ? undefined : channel);
      });
    } catch {
      resolve(undefined);
    }
  });
}

/**
 * An interactive shell on a network device, with its prompt learned. Undefined where there is none: no shell, no prompt, a
 * question that waits for an answer.
 */
export async function openTerminal(
  login: SshLogin,
  limits: Pick<RunLimits, 'signal' | 'deadlineMs'>,
): Promise<DeviceLine | undefined> {
  // A host that never answers the request for a shell is hung up on, and that answers it.
  const release = watchLimits(limits, () => login.destroy());
  const channel = await openChannel(login);
  if (channel === undefined) {
    release();
    return undefined;
  }
  const wire = openWire(channel);
  const close = (): void => {
    release();
    wire.close();
  };
  const prompt = await learnPrompt(wire);
  if (prompt !== undefined) return lineOf(wire, prompt, close);
  close();
  return undefined;
}
