import { renderIpv4 } from '../../text/ipv4.ts';
import type { RawFlow } from '../flows/make-flow.ts';
import { fromMilliseconds } from '../flows/values.ts';
import { fromUptime } from './flow-times.ts';

const headLength = 24;
const recordLength = 48;
const samplingMask = 0x3f_ff;
const synBit = 2;
const ackBit = 16;

/** What a datagram of NetFlow 5 holds. */
export interface Netflow5 {
  readonly engine: number;
  readonly sequence: number;
  readonly sampling: number;
  /** The records that are there whole. */
  readonly records: readonly Buffer[];
  /** How many the head announces. */
  readonly announced: number;
  readonly time: { readonly unixMs: number; readonly uptimeMs: number };
}

/** "NetFlow Export Datagram Format", Cisco: a head of 24 octets and records of 48. Undefined where the head is not whole. */
export function readNetflow5(datagram: Buffer): Netflow5 | undefined {
  if (datagram.length < headLength) return undefined;
  const announced = datagram.readUInt16BE(2);
  const whole = Math.min(announced, Math.floor((datagram.length - headLength) / recordLength));
  const at = (index: number): number => headLength + index * recordLength;
  const nanoseconds = datagram.readUInt32BE(12);
  return {
    engine: datagram.readUInt16BE(20),
    sequence: datagram.readUInt32BE(16),
    sampling: Math.max(1, datagram.readUInt16BE(22) & samplingMask),
    announced,
    records: Array.from({ length: whole }, (_, index) => datagram.subarray(at(index), at(index + 1))),
    time: { unixMs: datagram.readUInt32BE(8) * 1000 + Math.floor(nanoseconds / 1e6), uptimeMs: datagram.readUInt32BE(4) },
  };
}

/** One record as a flow; counters are multiplied by the sampling rate. */
export function netflow5Flow(record: Buffer, { sampling, time }: Netflow5, exporter: string, line: number): RawFlow {
  const flags = record.readUInt8(37);
  const isTcp = record.readUInt8(38) === 6;
  const tried = isTcp && (flags & synBit) !== 0 && (flags & ackBit) === 0;
  const firstSeen = fromMilliseconds(fromUptime(record.readUInt32BE(24), time));
  const lastSeen = fromMilliseconds(fromUptime(record.readUInt32BE(28), time));
  return {
    line,
    protocol: String(record.readUInt8(38)),
    source: renderIpv4(record.readUInt32BE(0)),
    sourcePort: String(record.readUInt16BE(32)),
    destination: renderIpv4(record.readUInt32BE(4)),
    destinationPort: String(record.readUInt16BE(34)),
    exporter,
    packets: record.readUInt32BE(16) * sampling,
    bytes: record.readUInt32BE(20) * sampling,
    ...(tried ? { initiator: 'source' as const, unanswered: true as const } : {}),
    ...(firstSeen === undefined ? {} : { firstSeen }),
    ...(lastSeen === undefined ? {} : { lastSeen }),
  };
}
