import { compareText } from '../compare-text.ts';
import { isIdentityMac } from '../identity-values.ts';

/** MACs of stations as small numbers, in the order of their text: every bridge has learned most of them, and text is slow to compare. */
export interface MacNumbers {
  readonly count: number;
  /** Nothing for a MAC that is none of a station, or that no table has. */
  of(mac: string): number | undefined;
}

/** A group address has the lowest bit of the first octet set (IEEE 802-2014, 8.2.2); GLBP's are shared. */
const isStation = (mac: string): boolean =>
  isIdentityMac(mac) && (Number.parseInt(mac.charAt(1), 16) & 1) === 0 && !mac.startsWith('00:07:b4:00:');

/** Numbers the stations among `macs`, which may have one several times. */
export function numberMacs(macs: Iterable<string>): MacNumbers {
  const texts = [...new Set(macs)].filter(isStation).sort(compareText);
  const numbers = new Map(texts.map((mac, number) => [mac, number]));
  return { count: texts.length, of: (mac) => numbers.get(mac) };
}
