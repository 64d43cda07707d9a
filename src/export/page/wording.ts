import type { Coverage, Dependency, DirectionRule, Host, SeenFrom } from '../../model/snapshot.ts';
import { groupBy } from '../order.ts';

/** Why the arrow points where it points. */
export const ruleWords: Readonly<Record<DirectionRule, string>> = {
  'syn-state': 'The connection was caught while it was being opened: the side that sent the first packet is the client.',
  'own-listener': 'The host at the head of the arrow was seen listening on this port.',
  'peer-listener': 'The other host was looked at too, and it listens on this port.',
  conntrack: 'The connection table of a system in between recorded which side opened the connection.',
  'known-listener': 'An earlier sample or snapshot saw a listener on this port.',
  'fan-in': 'Many clients meet at this one port, so it is the server’s.',
  'ephemeral-range': 'The other port is in the range a system gives to outgoing connections.',
  'service-table': 'The port is the registered port of a known service.',
  'lower-port': 'Nothing better was known: the lower of the two ports is taken for the server’s.',
  configuration: 'A configuration file names this connection.',
};

export const seenFromWords: Readonly<Record<SeenFrom, string>> = {
  client: 'the client only',
  server: 'the server only',
  both: 'both ends',
  flow: 'flow records of the network',
  config: 'a configuration file',
};

export const stateWords: Readonly<Record<Dependency['state'] | 'silent', string>> = {
  active: 'Traffic was seen.',
  attempted: 'Only tries that nobody answered were seen.',
  configured: 'It is written in a configuration, but no traffic was ever seen.',
  silent: 'Both ends were looked at this time and no traffic was seen. It was seen before.',
};

export function confidenceWords(confidence: number): string {
  const percent = `${Math.round(confidence * 100)} %`;
  if (confidence >= 0.95) return `certain (${percent})`;
  if (confidence >= 0.8) return `very likely (${percent})`;
  return confidence >= 0.6 ? `likely (${percent})` : `a guess (${percent})`;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Decimal units, two or three digits: `48.2 MB`. */
export function byteWords(bytes: number): string {
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;

/** `2025-03-14 09:26 UTC` */
export const timeWords = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** How long before the snapshot something was: the same whenever the page is opened. */
export function ageWords(at: string, takenAt: string): string {
  const minutes = Math.round((Date.parse(takenAt) - Date.parse(at)) / 60_000);
  if (!(minutes >= 60)) return 'shortly before this snapshot';
  if (minutes < 48 * 60) return `${count(Math.floor(minutes / 60), 'hour')} before this snapshot`;
  return `${count(Math.floor(minutes / 1440), 'day')} before this snapshot`;
}

/** What is known of a host, and how fresh it is. */
export function sightWords({ kind, evidence }: Host, takenAt: string): string {
  if (evidence === undefined) {
    return kind === 'external'
      ? 'A public address, seen only as a peer. Nobody logged in there.'
      : 'Seen only as a peer of other hosts: nobody logged in there, so what runs on it is not known.';
  }
  const read = `${timeWords(evidence.at)}, ${ageWords(evidence.at, takenAt)}`;
  if (evidence.status === 'collected' && !evidence.stale) return `Read in this scan (${timeWords(evidence.at)}).`;
  if (evidence.status === 'collected') return `Not read in this scan; what is shown is from ${read}.`;
  const what = evidence.stale ? `what is shown is from ${read}` : 'what it did answer is shown';
  return `The last visit failed (${evidence.status}); ${what}.`;
}

/** `11 of 14 targets read, 3 failed: 1 hung, 2 refused` */
export function coverageWords(coverage: Coverage): string {
  const { targets, collected, unanswered, failed, peersNotScanned } = coverage;
  const reasons = [...groupBy(failed, ({ status }) => status)].map(([status, all]) => `${all.length} ${status}`);
  const parts = [
    `${collected} of ${count(targets, 'target')} read`,
    failed.length > 0 ? `${failed.length} failed: ${reasons.sort().join(', ')}` : '',
    unanswered > 0 ? `${count(unanswered, 'swept address', 'swept addresses')} silent` : '',
    peersNotScanned > 0 ? `${count(peersNotScanned, 'peer')} never looked at` : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
