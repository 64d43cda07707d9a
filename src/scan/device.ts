import { networkDialects } from '../collectors/network-dialects.ts';
import { networkCollectors } from '../collectors/network-registry.ts';
import type { Collector } from '../model/collector.ts';
import type { Section, SectionStatus } from '../model/evidence.ts';
import type { NetworkDialect } from '../model/network-dialect.ts';
import type { DeviceAnswer, DeviceLine, DeviceMode, RunLimits, ShellOutput, ShellSession } from '../transports/types.ts';
import { likelyPlatforms, refused, unknownCommand } from './device-signs.ts';
import type { HostAnswer } from './host-answer.ts';

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

const statuses: Readonly<Record<DeviceAnswer['end'], SectionStatus>> = {
  answered: 'ok',
  silent: 'timed-out',
  full: 'truncated',
  lost: 'incomplete',
};

/** An answer that is an error message goes to where errors go, so that nobody reads it as a table. */
function sectionOf({ id, redact }: Collector, { end, output }: DeviceAnswer): Section {
  const start = textOf(output.subarray(0, 600)).split('\n').slice(0, 4).join('\n');
  const bytes = redact === undefined ? output : Buffer.from(redact(textOf(output)), 'latin1');
  const told = refused.test(start) ? 'failed' : unknownCommand.test(start) ? 'missing' : undefined;
  if (told !== undefined)
    return { collector: id, sample: 1, status: told, stdout: new Uint8Array(), stderr: bytes.subarray(0, 4096) };
  return { collector: id, sample: 1, status: statuses[end], stdout: bytes };
}

interface Found {
  readonly dialect: NetworkDialect;
  readonly answer: DeviceAnswer;
  readonly line: DeviceLine;
}

const caps = { seconds: 20, bytes: 1024 * 1024 };

/** Asks a device what it is: each question once, the likely one first. */
async function identify(line: DeviceLine, dialects: readonly NetworkDialect[]): Promise<Found | undefined> {
  const answers = new Map<string, DeviceAnswer>();
  for (const dialect of dialects) {
    const answer = answers.get(dialect.identify) ?? (await line.ask({ command: dialect.identify, ...caps }));
    answers.set(dialect.identify, answer);
    if (dialect.told.test(textOf(answer.output))) return { dialect, answer, line };
    if (answer.end === 'lost') return undefined;
  }
  return undefined;
}

async function askAll({ dialect, answer: version, line }: Found): Promise<readonly Section[]> {
  const { platform, identify: known, paging } = dialect;
  if (paging !== undefined) await line.ask({ command: paging, ...caps });
  const sections: Section[] = [];
  for (const collector of networkCollectors.filter((one) => one.platforms.includes(platform))) {
    const { command, seconds, bytes } = collector.request;
    const answer = command === known ? version : await line.ask({ command, seconds, bytes });
    sections.push(sectionOf(collector, answer));
    if (answer.end === 'lost') break;
  }
  return sections;
}

const answerWith = (split: HostAnswer['split'], end: ShellOutput['end'], said = ''): HostAnswer => ({
  shell: 'network',
  output: { end, stdout: Buffer.from(said, 'latin1'), stderr: new Uint8Array() },
  split,
});

/** Why a line ended: the host's own time, Ctrl-C, or the device. */
function endOf({ signal }: RunLimits, over: boolean): ShellOutput['end'] {
  if (signal.aborted) return signal.reason instanceof Error && signal.reason.name === 'TimeoutError' ? 'deadline' : 'aborted';
  return over ? 'deadline' : 'disconnected';
}

/** Ordered by mode, so that each line is opened once. */
function plans(likely: readonly string[]): readonly (readonly [DeviceMode, readonly NetworkDialect[]])[] {
  const ordered = [
    ...networkDialects.filter(({ platform }) => likely.includes(platform)),
    ...networkDialects.filter(({ platform }) => !likely.includes(platform)),
  ];
  const modes = [...new Set(ordered.map(({ mode }) => mode))];
  return modes.map((mode) => [mode, ordered.filter((one) => one.mode === mode)] as const);
}

/** Timers count whole milliseconds of a clock that is read once a turn: one may fire a little early, by the finer clock. */
const timerSlackMs = 10;

/**
 * Asks a network device on its own command line: what it is, then each command of its system, one at a time. Never a command that
 * configures, never more rights than the login has.
 */
export async function askDevice(session: ShellSession, limits: RunLimits): Promise<HostAnswer> {
  const nothing = { sections: [], session: {}, complete: false, started: false };
  const start = performance.now();
  const isOver = (): boolean => performance.now() - start >= limits.deadlineMs - timerSlackMs;
  for (const [mode, dialects] of plans(likelyPlatforms(session.facts.serverIdent))) {
    const left = limits.deadlineMs - (performance.now() - start);
    const line = await session.openDevice?.(mode, { signal: limits.signal, deadlineMs: left });
    if (line === undefined) continue;
    const found = await identify(line, dialects);
    const sections = found === undefined ? [] : await askAll(found);
    line.close();
    if (found === undefined) continue;
    const complete = sections.every(({ status }) => status !== 'incomplete');
    const told = { platform: found.dialect.platform };
    return answerWith(
      { sections, session: told, complete, started: true },
      complete ? 'exit' : endOf(limits, isOver()),
      told.platform,
    );
  }
  if (limits.signal.aborted || isOver()) return answerWith(nothing, endOf(limits, isOver()));
  return answerWith(nothing, 'exit', 'no command line of a network device that is known');
}
