import type { RawFlow } from '../flows/make-flow.ts';
import { fromMilliseconds } from '../flows/values.ts';
import { type Element, elements, numberIn, type Values } from './elements.ts';
import { elementKey } from './template.ts';

/** When a datagram was made, by the exporter's clock: milliseconds since 1970, and since it started. */
export interface ExportTime {
  readonly unixMs: number;
  /** Absent in IPFIX, where `systemInitTimeMilliseconds` may stand for it. */
  readonly uptimeMs?: number;
}

const ntpEpochSeconds = 2_208_988_800;
const fractions = 2 ** 32;

/** dateTimeMicroseconds and -Nanoseconds are NTP timestamps (RFC 7011, 6.1.9). */
function ntpMs(values: Values, name: Element): number | undefined {
  const octets = values.get(elementKey(elements[name]));
  if (octets?.length !== 8) return undefined;
  return (octets.readUInt32BE(0) - ntpEpochSeconds) * 1000 + Math.round((octets.readUInt32BE(4) * 1000) / fractions);
}

const uptimeWrap = 2 ** 32;
/** Longer ago than any flow is kept: the uptime went over its 32 bits in between. */
const halfWrap = uptimeWrap / 2;

/** Uptime of a packet as time of day; it wraps every 49.7 days. */
export function fromUptime(packet: number | undefined, { unixMs, uptimeMs }: ExportTime): number | undefined {
  if (packet === undefined || uptimeMs === undefined) return undefined;
  const ago = (((uptimeMs - packet) % uptimeWrap) + uptimeWrap) % uptimeWrap;
  return ago > halfWrap ? unixMs : unixMs - ago;
}

function millisecondsOf(values: Values, end: 'Start' | 'End', time: ExportTime): number | undefined {
  const seconds = numberIn(values, `flow${end}Seconds`);
  const init = numberIn(values, 'systemInitTimeMilliseconds');
  const uptime = numberIn(values, `flow${end}SysUpTime`);
  return (
    numberIn(values, `flow${end}Milliseconds`) ??
    (seconds === undefined ? undefined : seconds * 1000) ??
    ntpMs(values, `flow${end}Microseconds`) ??
    ntpMs(values, `flow${end}Nanoseconds`) ??
    (init === undefined || uptime === undefined ? fromUptime(uptime, time) : init + uptime) ??
    numberIn(values, 'observationTimeMilliseconds')
  );
}

/** First and last packet; the time of export where a record tells none. */
export function timesOf(values: Values, time: ExportTime): Pick<RawFlow, 'firstSeen' | 'lastSeen'> {
  const lastSeen = fromMilliseconds(millisecondsOf(values, 'End', time) ?? time.unixMs);
  const firstSeen = fromMilliseconds(millisecondsOf(values, 'Start', time)) ?? lastSeen;
  return { ...(firstSeen === undefined ? {} : { firstSeen }), ...(lastSeen === undefined ? {} : { lastSeen }) };
}
