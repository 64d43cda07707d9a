import type { Endpoint } from '../../model/endpoint.ts';
import type { FlowFact } from '../../model/flow-fact.ts';
import { canonicalAddress, isAnyAddress } from '../../text/address.ts';
import { intern } from '../../text/intern.ts';
import { readInteger } from '../../text/scan.ts';

/** What a record says, as it says it; what is missing or `-` is not known. */
export interface RawFlow
  extends Pick<FlowFact, 'initiator' | 'verdict' | 'unanswered' | 'packets' | 'bytes' | 'firstSeen' | 'lastSeen'> {
  readonly line: number;
  /** Number (IANA protocol numbers) or name. */
  readonly protocol: string | undefined;
  readonly source: string | undefined;
  readonly sourcePort: string | undefined;
  readonly destination: string | undefined;
  readonly destinationPort: string | undefined;
  readonly through?: readonly (string | undefined)[];
  readonly exporter?: string | undefined;
}

const protocols: ReadonlyMap<string, FlowFact['protocol']> = new Map([
  ['6', 'tcp'],
  ['tcp', 'tcp'],
  ['t', 'tcp'],
  ['17', 'udp'],
  ['udp', 'udp'],
  ['u', 'udp'],
  ['132', 'sctp'],
  ['sctp', 'sctp'],
  ['33', 'dccp'],
  ['dccp', 'dccp'],
]);

const highestPort = 65_535;
const longestExporter = 128;

/** The address, unless it is none or stands for any. */
export function addressIn(text: string | undefined): string | undefined {
  const address = text === undefined ? undefined : canonicalAddress(text);
  return isAnyAddress(address) ? undefined : address;
}

function endOf(address: string | undefined, port: string | undefined): Endpoint | undefined {
  const number = readInteger(port);
  const canonical = addressIn(address);
  return canonical === undefined || number === undefined || number > highestPort
    ? undefined
    : { address: canonical, port: number };
}

/** Addresses on the way that are neither end. */
function throughOf({ through = [] }: RawFlow, ...ends: readonly Endpoint[]): readonly string[] {
  const addresses = new Set(through.flatMap((text) => addressIn(text) ?? []));
  for (const { address } of ends) addresses.delete(address ?? '');
  return [...addresses].sort();
}

/**
 * A record as a fact; `other` for one of a protocol without ports (also port 0, which fragments have), undefined for one
 * whose ends cannot be read.
 */
export function makeFlow(raw: RawFlow): FlowFact | 'other' | undefined {
  const protocol = protocols.get(raw.protocol?.toLowerCase() ?? '');
  if (protocol === undefined) return raw.protocol === undefined || raw.protocol === '' ? undefined : 'other';
  const source = endOf(raw.source, raw.sourcePort);
  const destination = endOf(raw.destination, raw.destinationPort);
  if (source === undefined || destination === undefined) return undefined;
  if (source.port === 0 || destination.port === 0) return 'other';
  const through = throughOf(raw, source, destination);
  const { line, initiator, verdict, unanswered, packets, bytes, firstSeen, lastSeen, exporter = '' } = raw;
  return {
    fact: 'flow',
    line,
    protocol,
    source,
    destination,
    ...(initiator === undefined ? {} : { initiator }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(unanswered === undefined ? {} : { unanswered }),
    ...(through.length === 0 ? {} : { through }),
    ...(packets === undefined ? {} : { packets }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(firstSeen === undefined ? {} : { firstSeen }),
    ...(lastSeen === undefined ? {} : { lastSeen }),
    ...(exporter === '' || exporter === '-' ? {} : { exporter: intern(exporter.slice(0, longestExporter)) }),
  };
}
