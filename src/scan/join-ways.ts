import type { Collection, Way } from '../model/evidence.ts';
import type { WayEnd } from './way.ts';

const isRead = ({ collection: { status } }: WayEnd): boolean => status === 'collected';
const toldAnything = ({ collection: { sections } }: WayEnd): boolean => sections.length > 0;

/**
 * The way whose end is that of the target. A login that had begun is the one that matters, be it cut off: what it did not
 * tell no agent makes up for. Otherwise whoever was read; then whoever told anything; then who is known to be there.
 */
function chief(ssh: WayEnd, snmp: WayEnd): WayEnd {
  if (isRead(ssh) || toldAnything(ssh)) return ssh;
  if (isRead(snmp) || toldAnything(snmp)) return snmp;
  return ssh.nobody && !snmp.nobody ? snmp : ssh;
}

const wayOf = ({ transport, collection: { status, message }, note }: WayEnd): Way => {
  const said = message ?? note;
  return { transport, status, ...(said === undefined ? {} : { message: said }) };
};

/** Nothing to tell of: each way was read, whole. */
const isPlain = (end: WayEnd): boolean => isRead(end) && end.note === undefined;

/** Both messages, where both ways failed: which of them to mend is for a person to say. */
function messageOf(end: WayEnd, other: WayEnd): string | undefined {
  const { message, target } = end.collection;
  if (message === undefined || isRead(other) || other.collection.message === undefined) return message;
  // Each names the target first: once is enough.
  const { message: said } = other.collection;
  const rest = said.startsWith(target) ? said.slice(target.length).replace(/^[: ]+/, '') : said;
  return `${message}; over ${other.transport.toUpperCase()}: ${rest}`;
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
const later = (a: string, b: string): string => (a > b ? a : b);

/** One visit of two ways: what both told, under the status of the one that matters. */
function joinBoth(ssh: WayEnd, snmp: WayEnd): Collection {
  const end = chief(ssh, snmp);
  const { message: _, ...collection } = end.collection;
  const message = messageOf(end, end === ssh ? snmp : ssh);
  return {
    ...collection,
    startedAt: earlier(ssh.collection.startedAt, snmp.collection.startedAt),
    finishedAt: later(ssh.collection.finishedAt, snmp.collection.finishedAt),
    ...(message === undefined ? {} : { message }),
    ...(isPlain(ssh) && isPlain(snmp) ? {} : { ways: [wayOf(ssh), wayOf(snmp)] }),
    session: { ...snmp.collection.session, ...ssh.collection.session },
    sections: [...ssh.collection.sections, ...snmp.collection.sections],
  };
}

/** The visit of one target, from how each way that was tried ended. Undefined where none was. */
export function joinWays(ssh: WayEnd | undefined, snmp: WayEnd | undefined): Collection | undefined {
  if (ssh !== undefined && snmp !== undefined) return joinBoth(ssh, snmp);
  const only = ssh ?? snmp;
  if (only?.note === undefined) return only?.collection;
  return { ...only.collection, ways: [wayOf(only)] };
}
