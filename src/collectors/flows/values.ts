import { readInteger } from '../../text/scan.ts';

/** 1 January 2100, seconds: a later time is a damaged number. */
const latest = 4_102_444_800;
/** Records come in the order of time, many of one second. */
const slots = 512;
const recentSeconds = new Array<number>(slots).fill(-1);
const recentTexts = new Array<string>(slots).fill('');

/** Seconds since 1970 as ISO 8601, UTC. */
export function fromSeconds(seconds: number | undefined): string | undefined {
  if (seconds === undefined || seconds <= 0 || seconds > latest) return undefined;
  const slot = Math.floor(seconds) % slots;
  if (seconds !== recentSeconds[slot]) {
    recentSeconds[slot] = seconds;
    recentTexts[slot] = new Date(seconds * 1000).toISOString();
  }
  return recentTexts[slot];
}

export const fromMilliseconds = (milliseconds: number | undefined): string | undefined =>
  milliseconds === undefined ? undefined : fromSeconds(milliseconds / 1000);

const dateTime = /^(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/;

/**
 * A date and time as ISO 8601, UTC. One without a zone is taken for UTC: nothing better is known of it, and tools that print
 * local time can be asked for UTC (`TZ=UTC nfdump …`).
 */
export function fromDateTime(text: string | undefined): string | undefined {
  const [, year, month, day, time, fraction = '0', zone = 'Z'] = dateTime.exec(text ?? '') ?? [];
  if (year === undefined) return undefined;
  const milliseconds = Date.parse(`${year}-${month}-${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}`);
  return Number.isNaN(milliseconds) ? undefined : fromMilliseconds(milliseconds);
}

/** Sum of what is known; undefined where nothing is. */
export function sumOf(...values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
}

/** A whole number, also one that JSON holds as a text. */
export function wholeNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  return typeof value === 'string' ? readInteger(value) : undefined;
}

/** A number or a text as text. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;

/** Which end began, by TCP flags that were seen in one direction: SYN alone asks, SYN with ACK answers (RFC 9293, 3.5). */
export function initiatorOf(syn: boolean, ack: boolean): 'source' | 'destination' | undefined {
  if (!syn) return undefined;
  return ack ? 'destination' : 'source';
}
