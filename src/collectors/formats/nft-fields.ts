import { intern } from '../../text/intern.ts';
import { servicePort } from '../../text/service-names.ts';
import { joinMatches, type Match, natProtocol, protocolMatch, readNetwork, readPortNumber, reasons } from './nat-rule.ts';
import type { Token } from './nft-tokens.ts';

/** What an expression looks at: `ip daddr`, `tcp dport`, `meta l4proto`. */
export interface Field {
  readonly name: 'daddr' | 'saddr' | 'dport' | 'protocol' | 'inbound' | 'outbound' | 'other';
  /** `tcp` of `tcp dport`. */
  readonly protocol?: Match['protocol'];
  /** Number of words. */
  readonly words: number;
}

const loopback = /^(?:127\.|::1$)/;
const metaFields: ReadonlyMap<string, Field['name']> = new Map([
  ['l4proto', 'protocol'],
  ['iif', 'inbound'],
  ['iifname', 'inbound'],
  ['oif', 'outbound'],
  ['oifname', 'outbound'],
]);
const networkFields: ReadonlyMap<string, Field['name']> = new Map([
  ['daddr', 'daddr'],
  ['saddr', 'saddr'],
  ['protocol', 'protocol'],
  ['nexthdr', 'protocol'],
]);
const transports: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp', 'dccp', 'udplite', 'th']);

/** The field that begins with these words (nft(8), primary expressions); undefined where they are none. */
export function readField(first: Token | undefined, second: Token | undefined): Field | undefined {
  if (first === undefined || first.quoted) return undefined;
  const text = first.text;
  const next = second?.text ?? '';
  if (text === 'ip' || text === 'ip6') return { name: networkFields.get(next) ?? 'other', words: 2 };
  if (text === 'meta') return { name: metaFields.get(next) ?? 'other', words: 2 };
  if (transports.has(text)) {
    const protocol = natProtocol(text);
    return { name: next === 'dport' ? 'dport' : 'other', ...(protocol === undefined ? {} : { protocol }), words: 2 };
  }
  const bare = metaFields.get(text);
  return bare === undefined ? undefined : { name: bare, words: 1 };
}

const readAddress = (text: string): string | undefined => (text.includes('-') ? undefined : readNetwork(text));

function readPort(text: string, negated: boolean): Match {
  if (negated) return { unclear: reasons.negated };
  const port = readPortNumber(text) ?? servicePort(text);
  return port === undefined ? { unclear: reasons.portRange } : { destinationPort: port };
}

function readDestination(text: string, negated: boolean): Match {
  const destination = readAddress(text);
  if (negated) return destination !== undefined && loopback.test(destination) ? {} : { unclear: reasons.negated };
  return destination === undefined ? { unclear: reasons.addressRange } : { destination };
}

function readSource(text: string, negated: boolean): Match {
  const source = readAddress(text);
  if (negated) return { unclearSource: reasons.negated };
  return source === undefined ? { unclearSource: reasons.addressRange } : { source };
}

function valueMatch({ name }: Field, text: string, negated: boolean): Match {
  if (name === 'daddr') return readDestination(text, negated);
  if (name === 'saddr') return readSource(text, negated);
  if (name === 'dport') return readPort(text, negated);
  if (name === 'protocol') return negated ? { unclear: reasons.negated } : protocolMatch(text);
  return name === 'other' || negated || text.endsWith('*') ? {} : { [name]: intern(text) };
}

/** What it means that a field has a value. */
export function fieldMatch(field: Field, text: string, negated: boolean): Match {
  const match = valueMatch(field, text, negated);
  return field.protocol === undefined ? match : joinMatches({ protocol: field.protocol }, match);
}

/** What it means that a field has one of the values of a set nobody showed. */
export function unknownMatch({ name }: Field): Match {
  if (name === 'daddr' || name === 'dport' || name === 'protocol') return { unclear: reasons.set };
  return name === 'saddr' ? { unclearSource: reasons.set } : {};
}
