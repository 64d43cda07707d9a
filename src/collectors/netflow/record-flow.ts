import type { RawFlow } from '../flows/make-flow.ts';
import { initiatorOf, sumOf } from '../flows/values.ts';
import { addressIn, hasReverse, numberIn, reverseNumber, type Values } from './elements.ts';
import { type ExportTime, timesOf } from './flow-times.ts';

const synBit = 2;
const ackBit = 16;
const denied = 3;
/** The two high bits of forwardingStatus: 10 is dropped (RFC 7270, 4.12). */
const dropped = 2;
/** biflowDirection (RFC 5103, 6.3). */
const reverseInitiator = 2;

/** TCP flags are those of all packets together, so SYN with ACK says nothing: either end sends both. SYN alone is a try nobody answered. */
function begunBy(values: Values): Pick<RawFlow, 'initiator' | 'unanswered'> {
  // Cisco NSEL and biflows count both ways, and the source is who began.
  const direction = numberIn(values, 'biflowDirection');
  if (direction === reverseInitiator) return { initiator: 'destination' };
  const bothWays = hasReverse(values) || numberIn(values, 'initiatorOctets', 'responderOctets', 'firewallEvent') !== undefined;
  if (direction === 1 || bothWays) return { initiator: 'source' };
  const flags = numberIn(values, 'tcpControlBits');
  const tried = flags !== undefined && (flags & ackBit) === 0 && initiatorOf((flags & synBit) !== 0, false) === 'source';
  return tried ? { initiator: 'source', unanswered: true } : {};
}

function verdictOf(values: Values): Pick<RawFlow, 'verdict'> {
  const event = numberIn(values, 'firewallEvent');
  const status = numberIn(values, 'forwardingStatus');
  if (event === denied || (status !== undefined && status >>> 6 === dropped)) return { verdict: 'rejected' };
  return event === undefined && status === undefined ? {} : { verdict: 'accepted' };
}

function countsOf(values: Values, sampling: number): Pick<RawFlow, 'packets' | 'bytes'> {
  const bytes = sumOf(
    numberIn(values, 'octetDeltaCount', 'octetTotalCount', 'initiatorOctets'),
    reverseNumber(values, 'octetDeltaCount', 'octetTotalCount') ?? numberIn(values, 'responderOctets'),
  );
  const packets = sumOf(
    numberIn(values, 'packetDeltaCount', 'packetTotalCount', 'initiatorPackets'),
    reverseNumber(values, 'packetDeltaCount', 'packetTotalCount') ?? numberIn(values, 'responderPackets'),
  );
  return {
    ...(packets === undefined ? {} : { packets: packets * sampling }),
    ...(bytes === undefined ? {} : { bytes: bytes * sampling }),
  };
}

const text = (number: number | undefined): string | undefined => (number === undefined ? undefined : String(number));

/** Behind NAT the real server is what the destination was turned into; what callers use is on the way. */
function endsOf(values: Values): Pick<RawFlow, 'source' | 'sourcePort' | 'destination' | 'destinationPort' | 'through'> {
  const destination = addressIn(values, 'destinationIPv4Address', 'destinationIPv6Address');
  const port = numberIn(values, 'destinationTransportPort', 'tcpDestinationPort', 'udpDestinationPort');
  const real = addressIn(values, 'postNATDestinationIPv4Address', 'postNATDestinationIPv6Address');
  const realPort = numberIn(values, 'postNAPTDestinationTransportPort');
  return {
    source: addressIn(values, 'sourceIPv4Address', 'sourceIPv6Address'),
    sourcePort: text(numberIn(values, 'sourceTransportPort', 'tcpSourcePort', 'udpSourcePort')),
    destination: real ?? destination,
    destinationPort: text(real === undefined || realPort === undefined || realPort === 0 ? port : realPort),
    through: [
      real === undefined ? undefined : destination,
      addressIn(values, 'postNATSourceIPv4Address', 'postNATSourceIPv6Address'),
    ],
  };
}

/**
 * One record of NetFlow 9 or IPFIX.
 * @param sampling one in how many packets was looked at; counters are multiplied by it
 */
export function recordFlow(values: Values, time: ExportTime, exporter: string, sampling: number, line: number): RawFlow {
  return {
    line,
    protocol: text(numberIn(values, 'protocolIdentifier')),
    ...endsOf(values),
    exporter,
    ...begunBy(values),
    ...verdictOf(values),
    ...countsOf(values, sampling),
    ...timesOf(values, time),
  };
}
