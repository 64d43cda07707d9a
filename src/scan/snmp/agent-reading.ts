import type { Section } from '../../model/evidence.ts';
import type { SnmpCollector } from '../../model/snmp-collector.ts';
import type { SnmpSession, WalkResult } from '../../transports/snmp/types.ts';

/** One agent while it is asked: what has come, and what it may still take. */
export interface AgentReading {
  readonly session: SnmpSession;
  readonly signal: AbortSignal;
  /** When its time is over, of `performance.now()`. */
  readonly ends: number;
  /** What it may still send, bytes. */
  bytesLeft: number;
  /** Walks in a row that brought nothing, be it silence or noise. */
  silent: number;
  /** Something was not asked, or not to its end, because time, bytes or the agent were over. */
  unfinished: boolean;
  readonly sections: Section[];
  /** What was left out on purpose, for a person. */
  readonly notes: string[];
}

/** One walk lost may be chance; after the second nobody is there any more, or nobody to talk to. */
const mostSilent = 2;

/** A walk that ends this close to the end of all time, milliseconds, was ended by that and says nothing of the agent. */
const closeToEnd = 100;

/** Milliseconds left. */
export const timeLeft = ({ ends }: AgentReading): number => ends - performance.now();

export const isGone = ({ silent }: AgentReading): boolean => silent >= mostSilent;

const isOver = (reading: AgentReading): boolean =>
  reading.signal.aborted || isGone(reading) || reading.bytesLeft <= 0 || timeLeft(reading) <= 0;

/** Tells whether one more question may be asked; where not, the reading stays unfinished. */
export function mayAsk(reading: AgentReading): boolean {
  if (!isOver(reading)) return true;
  reading.unfinished = true;
  return false;
}

/** Noise is as little as silence, and takes as long: each question is asked again and again. */
const isNothing = ({ status, objects }: WalkResult): boolean =>
  objects === 0 && (status === 'timed-out' || status === 'incomplete' || status === 'garbled');

/** What was cut off though the agent would have told more, for a person. */
function noteOf(id: string, { status, objects }: WalkResult, { seconds }: SnmpCollector): string | undefined {
  if (status === 'truncated') return `${id} was cut off after ${objects} objects`;
  return status === 'timed-out' ? `${id} was cut off after ${seconds} s` : undefined;
}

/** Asks one collector, in the context of a VLAN where one is given. */
export async function walkCollector(
  reading: AgentReading,
  collector: SnmpCollector,
  { sample = 1, vlan }: { readonly sample?: number; readonly vlan?: number } = {},
): Promise<void> {
  const { session, signal, sections, notes } = reading;
  const id = vlan === undefined ? collector.id : `${collector.id}@vlan-${vlan}`;
  const result = await session.walk(collector.tables, {
    signal,
    deadlineMs: Math.max(1, Math.min(timeLeft(reading), collector.seconds * 1000)),
    maxObjects: collector.objects,
    maxBytes: reading.bytesLeft,
    ...(vlan === undefined ? {} : { context: { vlan } }),
  });
  reading.bytesLeft -= result.text.length;
  reading.silent = isNothing(result) && timeLeft(reading) > closeToEnd ? reading.silent + 1 : 0;
  if (result.status !== 'ok' && isOver(reading)) reading.unfinished = true;
  const note = noteOf(id, result, collector);
  if (note !== undefined) notes.push(note);
  // An agent without these tables says so: that is not the same as tables without rows.
  const status = result.status === 'ok' && result.objects === 0 ? 'missing' : result.status;
  const stderr = result.message === undefined ? {} : { stderr: Buffer.from(result.message) };
  if (vlan === undefined || status !== 'missing')
    sections.push({ collector: id, sample, status, stdout: result.text, ...stderr });
}
