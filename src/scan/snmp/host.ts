import { setTimeout as pause } from 'node:timers/promises';
import { vlanContexts } from '../../collectors/snmp/vlan-contexts.ts';
import type { Section, SectionStatus } from '../../model/evidence.ts';
import type { Failure } from '../../model/failure.ts';
import type { SnmpCollector } from '../../model/snmp-collector.ts';
import type { SnmpSession } from '../../transports/snmp/types.ts';
import { type AgentReading, isGone, mayAsk, timeLeft, walkCollector } from './agent-reading.ts';

export interface AgentOptions {
  readonly samples: number;
  /** Seconds between two samples. */
  readonly interval: number;
  /** What the agent may take from the first question to the last, milliseconds. */
  readonly deadlineMs: number;
  /** Cap on what it may send, bytes. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface AgentAnswer {
  readonly sections: readonly Section[];
  readonly status: Failure['status'] | 'collected';
  /** The cause of a failure, or what was left out of an answer, without the target. */
  readonly message?: string;
}

/** VLANs a switch is asked in, one after the other. A campus switch has dozens. */
const mostVlans = 256;

/** Asks again in each VLAN where the switch has a bridge in each. An agent that knows no contexts is silent there, like a wrong community. */
async function walkVlans(reading: AgentReading, collectors: readonly SnmpCollector[]): Promise<void> {
  const asked = reading.sections.find(({ collector }) => collector === 'snmp.vlans');
  const vlans = asked === undefined ? [] : vlanContexts(asked.stdout);
  if (vlans.length > mostVlans) reading.notes.push(`the bridge was asked in ${mostVlans} of ${vlans.length} VLANs`);
  let done = 0;
  for (const vlan of vlans.slice(0, mostVlans)) {
    for (const collector of collectors.filter(({ perVlan }) => perVlan)) {
      if (mayAsk(reading)) await walkCollector(reading, collector, { vlan });
    }
    if (isGone(reading)) break;
    done += 1;
  }
  if (!isGone(reading)) return;
  reading.notes.push(`no answer in the contexts of VLANs beyond ${done} of ${vlans.length}`);
  reading.silent = 0;
  reading.unfinished = false;
}

const objectIdRow = /^1\.3\.6\.1\.2\.1\.1\.2\.0\|6\|([\d.]+)\s*$/m;

/** sysObjectID with a dot behind it, as the agent told it; nothing where it did not. */
function makerOf({ sections }: AgentReading): string {
  const system = sections.find(({ collector }) => collector === 'snmp.system');
  const [, objectId = ''] = objectIdRow.exec(Buffer.from(system?.stdout ?? []).toString('latin1')) ?? [];
  return `${objectId}.`;
}

async function walkAll(reading: AgentReading, collectors: readonly SnmpCollector[]): Promise<void> {
  for (const collector of collectors) {
    // The tables of one maker are no question for the devices of others.
    if (collector.maker !== undefined && !makerOf(reading).startsWith(`${collector.maker}.`)) continue;
    if (!mayAsk(reading)) return;
    await walkCollector(reading, collector);
  }
  await walkVlans(reading, collectors);
}

/** The further samples, each when it is due: a long table before it does not put off the ones after it. */
async function walkAgain(reading: AgentReading, collectors: readonly SnmpCollector[], began: number, options: AgentOptions) {
  const sampled = collectors.filter((collector) => collector.sampled);
  for (let sample = 2; sample <= options.samples; sample += 1) {
    // Nobody is waited for who is not there any more.
    if (!mayAsk(reading)) return;
    const due = began + (sample - 1) * options.interval * 1000 - performance.now();
    // Stopped while it waits: what has come is kept.
    await pause(Math.max(0, due), undefined, { signal: reading.signal }).catch(() => undefined);
    for (const collector of sampled) {
      if (!mayAsk(reading)) return;
      await walkCollector(reading, collector, { sample });
    }
  }
}

const faults: readonly (readonly [section: SectionStatus, status: Failure['status'], cause: string])[] = [
  ['looped', 'snmp-looped', 'it came back to objects it had told already'],
  ['garbled', 'snmp-garbled', 'its answers were no answers to what was asked'],
  ['incomplete', 'snmp-stopped', 'it stopped answering in the middle'],
];

/** Why there is less than was asked for. The worst thing said of any table counts. */
function failureOf(reading: AgentReading): Pick<AgentAnswer, 'status' | 'message'> | undefined {
  const { sections, signal, unfinished } = reading;
  const told = sections.filter(({ stdout }) => stdout.length > 0).length;
  const kept = `${told} ${told === 1 ? 'part was' : 'parts were'} read`;
  if (signal.aborted && unfinished) return { status: 'interrupted', message: `stopped before it was done; ${kept}` };
  if (isGone(reading) && sections.at(-1)?.status !== 'garbled')
    return { status: 'snmp-stopped', message: `it answered once, then no more; ${kept}` };
  if (unfinished && reading.bytesLeft <= 0) return { status: 'output-limit', message: `sent more than the byte cap; ${kept}` };
  if (unfinished && timeLeft(reading) <= 0) return { status: 'too-slow', message: `still answering at the deadline; ${kept}` };
  for (const [section, status, cause] of faults) {
    const ids = sections.filter((one) => one.status === section).map(({ collector }) => collector);
    if (ids.length > 0) return { status, message: `${cause} (${[...new Set(ids)].join(', ')}); ${kept}` };
  }
  return told === 0 ? { status: 'snmp-denied', message: 'it answers, but its view shows nothing of what was asked' } : undefined;
}

/** Asks one agent everything and keeps what it told, however it ends; a fault in one table loses no other. */
export async function readAgent(
  session: SnmpSession,
  collectors: readonly SnmpCollector[],
  options: AgentOptions,
): Promise<AgentAnswer> {
  const began = performance.now();
  const { signal, maxBytes, deadlineMs } = options;
  const reading: AgentReading = {
    ...{ session, signal, ends: began + deadlineMs, bytesLeft: maxBytes, silent: 0, unfinished: false },
    ...{ sections: [], notes: [] },
  };
  await walkAll(reading, collectors);
  await walkAgain(reading, collectors, began, options);
  const failure = failureOf(reading);
  if (failure !== undefined) return { sections: reading.sections, ...failure };
  const note = reading.notes.length === 0 ? {} : { message: reading.notes.join('; ') };
  return { sections: reading.sections, status: 'collected', ...note };
}
