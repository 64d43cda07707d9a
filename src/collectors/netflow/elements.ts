import { renderIpv4 } from '../../text/ipv4.ts';
import { addressOfOctets } from '../../text/snmp/values.ts';
import { elementKey } from './template.ts';

/** Reverse Information Elements of a biflow (RFC 5103, 6.1). */
const reversePen = 29_305;

/** IANA "IPFIX Information Elements"; numbers below 128 mean the same in NetFlow 9 (RFC 3954, 8). */
export const elements = {
  octetDeltaCount: 1,
  packetDeltaCount: 2,
  protocolIdentifier: 4,
  tcpControlBits: 6,
  sourceTransportPort: 7,
  sourceIPv4Address: 8,
  destinationTransportPort: 11,
  destinationIPv4Address: 12,
  flowEndSysUpTime: 21,
  flowStartSysUpTime: 22,
  sourceIPv6Address: 27,
  destinationIPv6Address: 28,
  samplingInterval: 34,
  samplerId: 48,
  samplerRandomInterval: 50,
  octetTotalCount: 85,
  packetTotalCount: 86,
  forwardingStatus: 89,
  flowStartSeconds: 150,
  flowEndSeconds: 151,
  flowStartMilliseconds: 152,
  flowEndMilliseconds: 153,
  flowStartMicroseconds: 154,
  flowEndMicroseconds: 155,
  flowStartNanoseconds: 156,
  flowEndNanoseconds: 157,
  systemInitTimeMilliseconds: 160,
  udpSourcePort: 180,
  udpDestinationPort: 181,
  tcpSourcePort: 182,
  tcpDestinationPort: 183,
  postNATSourceIPv4Address: 225,
  postNATDestinationIPv4Address: 226,
  postNAPTDestinationTransportPort: 228,
  initiatorOctets: 231,
  responderOctets: 232,
  firewallEvent: 233,
  biflowDirection: 239,
  observationTimeMilliseconds: 323,
  postNATSourceIPv6Address: 281,
  postNATDestinationIPv6Address: 282,
  initiatorPackets: 298,
  responderPackets: 299,
  selectorId: 302,
  samplingPacketInterval: 305,
  samplingPacketSpace: 306,
} as const;
export type Element = keyof typeof elements;

export type Values = ReadonlyMap<number, Buffer>;

/** Elements may be sent shorter than they are defined (RFC 7011, 6.2), and counters longer than 2^53 are not believed. */
export function numberIn(values: Values, ...names: readonly Element[]): number | undefined {
  for (const name of names) {
    const octets = values.get(elementKey(elements[name]));
    if (octets !== undefined) return readUnsigned(octets);
  }
  return undefined;
}

function readUnsigned(octets: Buffer): number | undefined {
  if (octets.length === 0 || octets.length > 8) return undefined;
  let value = 0;
  for (const octet of octets) value = value * 256 + octet;
  return Number.isSafeInteger(value) ? value : undefined;
}

export function addressIn(values: Values, ...names: readonly Element[]): string | undefined {
  for (const name of names) {
    const octets = values.get(elementKey(elements[name]));
    // An exporter with one template for both families fills the other with zeros.
    if (octets === undefined || octets.every((octet) => octet === 0)) continue;
    return octets.length === 4 ? renderIpv4(octets.readUInt32BE(0)) : addressOfOctets(octets);
  }
  return undefined;
}

/** True where one of the counters of the other direction is there. */
export const hasReverse = (values: Values): boolean =>
  [elements.octetDeltaCount, elements.packetDeltaCount, elements.octetTotalCount, elements.packetTotalCount].some((element) =>
    values.has(elementKey(element, reversePen)),
  );

/** A counter of the other direction of a biflow. */
export function reverseNumber(values: Values, ...names: readonly Element[]): number | undefined {
  for (const name of names) {
    const octets = values.get(elementKey(elements[name], reversePen));
    if (octets !== undefined) return readUnsigned(octets);
  }
  return undefined;
}
