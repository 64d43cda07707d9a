import type { TranslationFact } from '../../model/translation-fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { readPrefix, routeDestination } from '../../text/prefix.ts';
import { readInteger } from '../../text/scan.ts';

/** What a rule asks of a packet, as far as an endpoint can say it. Absent: any. */
export interface Match {
  readonly protocol?: 'tcp' | 'udp' | 'sctp';
  /** Address, or a prefix in CIDR form. */
  readonly destination?: string;
  readonly destinationPort?: number;
  readonly source?: string;
  readonly inbound?: string;
  readonly outbound?: string;
  /** Service a comment names. */
  readonly name?: string;
  /** Why the destination cannot be told as one endpoint. */
  readonly unclear?: string;
  /** Why the source cannot. */
  readonly unclearSource?: string;
}

/** What a packet gets for a new address; nothing in it where it is the host's own. */
export interface Target {
  readonly address?: string;
  readonly port?: number;
}

export type Action =
  | { readonly kind: 'jump'; readonly chain: string }
  | { readonly kind: 'dnat' | 'snat'; readonly to: Target }
  | { readonly kind: 'masquerade' }
  | { readonly kind: 'unclear'; readonly reason: string };

/** One condition with one action; a rule with lists and maps has several. */
export interface Step {
  readonly match: Match;
  readonly action: Action;
}

export interface Rule {
  readonly line: number;
  readonly text: string;
  readonly steps: readonly Step[];
}

export interface Chain {
  /** The kernel calls it: PREROUTING and its like. */
  readonly base: boolean;
  readonly rules: readonly Rule[];
}

/** Reasons why a rule is told as a line that could not be read. */
export const reasons = {
  portRange: 'a range of ports is not one endpoint',
  addressRange: 'a range of addresses is not one endpoint',
  negated: 'everything but one address or port is not one endpoint',
  set: 'a set of addresses or ports that is not shown',
  protocol: 'neither tcp, udp nor sctp',
  target: 'not an address or port to translate to',
  foreign: 'only iptables can show where to',
  unreached: 'no rule leads here',
  tooMany: 'more combinations of rules than are followed',
} as const;

const protocols: ReadonlyMap<string, Match['protocol']> = new Map([
  ['tcp', 'tcp'],
  ['6', 'tcp'],
  ['udp', 'udp'],
  ['17', 'udp'],
  ['sctp', 'sctp'],
  ['132', 'sctp'],
]);
const highestPort = 65_535;

/** Protocol by name or number (IANA protocol numbers); undefined for any other. */
export const natProtocol = (text: string): Match['protocol'] => protocols.get(text.toLowerCase());

/** A port that can be spoken to, 1 to 65535. */
export function readPortNumber(text: string): number | undefined {
  const port = readInteger(text);
  return port === undefined || port < 1 || port > highestPort ? undefined : port;
}

/** `192.0.2.1/32` as an address, a longer prefix in CIDR form; undefined for anything else. */
export function readNetwork(text: string): string | undefined {
  const prefix = readPrefix(text);
  if (prefix === undefined) return undefined;
  const cidr = routeDestination(prefix);
  return cidr.endsWith(prefix.address.includes(':') ? '/128' : '/32') ? prefix.address : cidr;
}

/** A protocol as a match. */
export function protocolMatch(text: string): Match {
  const protocol = natProtocol(text);
  return protocol === undefined ? { unclear: reasons.protocol, unclearSource: reasons.protocol } : { protocol };
}

function splitPort(text: string): readonly [string, string] {
  const bracket = text.indexOf(']');
  if (text.startsWith('[') && bracket > 0) return [text.slice(1, bracket), text.slice(bracket + 1).replace(/^:/, '')];
  if (canonicalAddress(text) !== undefined) return [text, ''];
  const colon = text.lastIndexOf(':');
  return colon === -1 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
}

/** Both ends of a range that is one: iptables keeps `80-80` as it was written. */
function single(text: string): string {
  const dash = text.indexOf('-');
  return dash !== -1 && text.slice(0, dash) === text.slice(dash + 1) ? text.slice(0, dash) : text;
}

/**
 * Where a packet is sent: `10.0.0.2`, `10.0.0.2:80`, `[2001:db8::2]:80`, `:80` (iptables-extensions(8), nft(8)), or why
 * that is not one endpoint.
 */
export function readTarget(text: string): Target | string {
  const [addressText, portText] = splitPort(text).map(single) as [string, string];
  if (portText.includes('-')) return reasons.portRange;
  const port = readPortNumber(portText);
  if (portText !== '' && port === undefined) return reasons.target;
  const ported = port === undefined ? {} : { port };
  if (addressText === '') return port === undefined ? reasons.target : ported;
  const address = readNetwork(addressText);
  if (address !== undefined) return { address, ...ported };
  return addressText.includes('-') ? reasons.addressRange : reasons.target;
}

/** Both conditions at once: the later one narrows what the earlier one let through. */
export function joinMatches(earlier: Match, later: Match): Match {
  return { ...earlier, ...later };
}

/** What a translating action makes of the packets that match; undefined where it hides a host from itself alone. */
export function translationOf({ match, action }: Step, line: number, any: string): TranslationFact | string | undefined {
  if (action.kind === 'jump') return undefined;
  if (action.kind === 'unclear') return action.reason;
  const base = {
    fact: 'translation',
    line,
    ...(match.protocol === undefined ? {} : { protocol: match.protocol }),
    ...(match.name === undefined ? {} : { name: match.name }),
  } as const;
  if (action.kind === 'dnat') {
    if (match.unclear !== undefined) return match.unclear;
    const port = match.destinationPort === undefined ? {} : { port: match.destinationPort };
    return {
      ...base,
      kind: 'dnat',
      original: { address: match.destination ?? any, ...port },
      // Without a port of its own the rule keeps the packet's.
      translated: { ...port, ...action.to },
      ...(match.inbound === undefined ? {} : { interface: match.inbound }),
    };
  }
  if (match.unclearSource !== undefined) return match.unclearSource;
  // Hairpin: a container that calls its own published port. Nobody else is hidden.
  if (match.source !== undefined && match.source === match.destination) return undefined;
  return {
    ...base,
    kind: action.kind,
    original: { address: match.source ?? any },
    ...(action.kind === 'snat' ? { translated: action.to } : {}),
    ...(match.outbound === undefined ? {} : { interface: match.outbound }),
  };
}
