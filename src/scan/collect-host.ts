import { networkCollectors } from '../collectors/network-registry.ts';
import { collectors as registered } from '../collectors/registry.ts';
import type { Collector } from '../model/collector.ts';
import type { Collection, SessionFacts } from '../model/evidence.ts';
import type { Failure } from '../model/failure.ts';
import { type Target, targetKey } from '../model/target.ts';
import type { Route, ShellSession } from '../transports/types.ts';
import { type Ask, type AskDevice, askHost } from './ask-host.ts';
import { askDevice } from './device.ts';
import type { HostAnswer } from './host-answer.ts';
import { buildPowerShellScript } from './powershell-script.ts';
import { buildScript } from './script.ts';
import { splitSections } from './sections.ts';

export interface CollectOptions {
  readonly samples: number;
  /** Seconds between two samples. */
  readonly interval: number;
  readonly sudo: 'auto' | 'never';
  /** What one host may take from login to last byte, milliseconds; the time between samples comes on top. */
  readonly deadlineMs: number;
  /** Cap on what one host may send, bytes. */
  readonly maxBytes: number;
  /** A random word for the section borders of one host. */
  readonly marker: () => string;
  readonly now: () => Date;
}

const byId: ReadonlyMap<string, Collector> = new Map(registered.map((collector) => [collector.id, collector]));
const knownPlatforms: ReadonlySet<string> = new Set(
  [...registered, ...networkCollectors].flatMap((collector) => [...collector.platforms]),
);

/** First words of what came instead of the script's output, on one printable line. */
function excerpt(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, 400))
    .toString('latin1')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim();
  return text === '' ? 'nothing' : `"${text.slice(0, 120)}"`;
}

/** The words of the forced command `map access wrapper` prints, where it let the script not pass. */
const refusedBy = /^map-wrapper: [^\r\n]{1,200}/m;

/** What ended without a single section: a wrapper of another version, or no shell at all. */
function noShell({ shell, output }: HostAnswer): string {
  const [refusal] = refusedBy.exec(Buffer.from(output.stderr.subarray(0, 2000)).toString('latin1')) ?? [];
  if (refusal !== undefined)
    return `${refusal.replace(/[^ -~]/g, ' ')}: put the wrapper of this map there, or scan with that version`;
  const said = excerpt(output.stdout.length > 0 ? output.stdout : output.stderr);
  if (shell === 'network') return `a network device by its name, and ${said}`;
  return `no ${shell === 'sh' ? 'POSIX shell' : 'PowerShell'}: it answered ${said}`;
}

function failureOf(target: string, answer: HostAnswer): Failure | undefined {
  const { output, split } = answer;
  const say = (status: Failure['status'], cause: string): Failure => ({ status, message: `${target}: ${cause}` });
  if (split.complete) {
    const platform = split.session.platform ?? 'unknown';
    if (!knownPlatforms.has(platform)) return say('unsupported-platform', `the system there is ${platform}`);
    return undefined;
  }
  const read = `${split.sections.length} sections were read`;
  switch (output.end) {
    case 'aborted':
      return say('interrupted', `stopped before it was done; ${read}`);
    case 'output-limit':
      return say('output-limit', `sent more than the byte cap; ${read}`);
    case 'disconnected':
      return say('disconnected', `the connection broke in the middle of the answer; ${read}`);
    case 'deadline':
      if (output.stdout.length === 0) return say('hung', 'logged in, then nothing came before the deadline');
      return say('too-slow', `still answering at the deadline; ${read}`);
    case 'exit':
      if (split.started) return say('disconnected', `the shell ended before the script did; ${read}`);
      return say('shell-unsupported', noShell(answer));
  }
}

/** `localhost:2222` is a server behind a forwarded port, not this machine. */
const isLocal = ({ host, port }: Target): boolean => host === 'localhost' && port === undefined;

/** What a visit is called, whichever way it went. */
export const visitBase = (
  target: Target,
  startedAt: Date,
  method: Collection['method'] = isLocal(target) ? 'local' : 'ssh',
): Pick<Collection, 'target' | 'name' | 'origin' | 'method' | 'startedAt'> => ({
  target: targetKey(target),
  ...(/^[\d.]+$|:/.test(target.host) ? {} : { name: target.host }),
  origin: target.origin,
  method,
  startedAt: startedAt.toISOString(),
});

/** A visit that ended before anything could be asked. */
export function failedCollection(
  base: ReturnType<typeof visitBase>,
  { status, message }: Failure,
  now: Date,
  route?: { readonly port: number },
): Collection {
  return {
    ...base,
    ...(route === undefined ? {} : { port: route.port }),
    finishedAt: now.toISOString(),
    status,
    message,
    session: {},
    sections: [],
  };
}

interface VisitContext {
  readonly startedAt: Date;
  readonly address?: string;
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
}

/** The scripts of one host. Its time runs from the first question to the last. */
function askWith(session: ShellSession, options: CollectOptions, { signal, deadlineMs }: VisitContext): Ask {
  const { samples, interval, sudo, maxBytes } = options;
  const start = performance.now();
  return async (shell) => {
    const marker = options.marker();
    const build = shell === 'sh' ? buildScript : buildPowerShellScript;
    const script = build(registered, { marker, samples, interval, sudo });
    const left = deadlineMs - (performance.now() - start);
    const output = await session.run(script, { signal, deadlineMs: left, maxBytes }, shell);
    const split = splitSections(output.stdout, output.stderr, { marker, samples, collectors: byId });
    return { shell, output, split };
  };
}

/** The command line of a network device, where the login is one over SSH. */
function deviceWith(
  session: ShellSession,
  { maxBytes }: CollectOptions,
  { signal, deadlineMs }: VisitContext,
): AskDevice | undefined {
  if (session.openDevice === undefined) return undefined;
  const start = performance.now();
  return () => askDevice(session, { signal, deadlineMs: deadlineMs - (performance.now() - start), maxBytes });
}

/**
 * Asks one logged-in host everything and keeps what it answered, however it ends.
 * @param address where it was connected to, if that is known
 */
export async function collectHost(
  target: Target,
  route: Route,
  session: ShellSession,
  options: CollectOptions,
  context: VisitContext,
): Promise<Collection> {
  const answer = await askHost(session, askWith(session, options, context), deviceWith(session, options, context));
  const { split } = answer;
  const failure = failureOf(targetKey(target), answer);
  const facts: SessionFacts = { ...session.facts, ...split.session };
  return {
    ...visitBase(target, context.startedAt),
    ...(context.address === undefined ? {} : { address: context.address }),
    ...(route.via === 'local' ? {} : { port: route.port }),
    finishedAt: options.now().toISOString(),
    status: failure?.status ?? 'collected',
    ...(failure === undefined ? {} : { message: failure.message }),
    session: facts,
    sections: split.sections,
  };
}
