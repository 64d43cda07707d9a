import type { Failure, FailureStatus } from '../../model/failure.ts';
import type { Trouble } from './answer.ts';
import type { UsmReport } from './usm.ts';

/** What the agent says of a user (RFC 3414, 3.2). */
const reports: Readonly<Record<UsmReport | 'other', readonly [FailureStatus, string]>> = {
  'unknown-user': ['snmp-user-unknown', 'the agent does not know the user'],
  'wrong-digest': ['snmp-auth-wrong', 'the agent says that the authentication password or its protocol is wrong'],
  'decryption-error': ['snmp-privacy-wrong', 'the agent cannot decrypt: the privacy password or its protocol is wrong'],
  'unsupported-level': ['snmp-privacy-wrong', 'the agent does not let the user speak at this level of security'],
  'not-in-time-window': ['snmp-unanswered', 'the agent and its own clock do not agree: it takes no message for fresh'],
  'unknown-engine': ['snmp-unanswered', 'the agent does not know the engine it told of itself'],
  'unknown-context': ['snmp-denied', 'the agent does not know the context'],
  other: ['snmp-unanswered', 'the agent answers with a report that tells no reason'],
};

const unsentTexts: Readonly<Record<string, string>> = {
  EHOSTUNREACH: 'no route to host',
  ENETUNREACH: 'network is unreachable',
  EADDRNOTAVAIL: 'this machine has no address to reach it from',
  EINVAL: 'the address cannot be sent to (a link-local one needs a zone, as in fe80::1%eth0)',
  EACCES: 'sending there is not permitted on this machine',
  EPERM: 'a firewall on this machine forbids it',
  ENOCIPHER: 'this machine lacks the authentication or privacy protocol of the credential',
  EMFILE: 'this process has too many open files; raise ulimit -n or lower --concurrency',
};

/** These are about this machine and not about the way. */
const ownFaults: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EMSGSIZE']);

/** What went wrong, without whom it went wrong with. */
export function troubleText(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'silent':
      return 'the agent stopped answering';
    case 'garbled':
      return 'what comes back is no answer to what was asked';
    case 'refused':
      return 'nothing listens on the port (any more)';
    case 'aborted':
      return 'stopped before it answered';
    case 'elsewhere':
      return `asked there, but ${trouble.from} answered`;
    case 'denied':
      return 'the agent takes the credential, but lets it read nothing';
    case 'unsent':
      return unsentTexts[trouble.code] ?? `sending failed (${trouble.code})`;
    case 'report':
      return reports[trouble.report][1];
  }
}

function statusOf({ trouble, engineId }: Attempt): FailureStatus {
  switch (trouble.kind) {
    case 'silent':
      return engineId === undefined ? 'snmp-unanswered' : 'snmp-user-unanswered';
    case 'garbled':
      return 'not-snmp';
    case 'refused':
      return 'snmp-refused';
    case 'aborted':
      return 'interrupted';
    case 'elsewhere':
      return 'snmp-elsewhere';
    case 'denied':
      return 'snmp-denied';
    case 'unsent':
      if (trouble.code === 'ENOCIPHER') return 'credential-unusable';
      return ownFaults.has(trouble.code) ? 'internal' : 'unreachable';
    case 'report':
      return reports[trouble.report][0];
  }
}

/** How one credential fared with one agent. */
export interface Attempt {
  /** Name of the credential. */
  readonly credential: string;
  readonly trouble: Trouble;
  /** Hexadecimal, where an engine told it before the trouble. */
  readonly engineId?: string;
  /** The credential is a user of version 3, with a privacy password or without. */
  readonly user?: { readonly hasPrivacy: boolean };
}

/** The cause that tells a person most, first. */
const telling: readonly FailureStatus[] = [
  'interrupted',
  'credential-unusable',
  'internal',
  'unreachable',
  'snmp-refused',
  'snmp-auth-wrong',
  'snmp-privacy-wrong',
  'snmp-user-unknown',
  'snmp-denied',
  'snmp-elsewhere',
  'not-snmp',
  'snmp-user-unanswered',
  'snmp-unanswered',
];

function attemptText({ credential, trouble, engineId, user }: Attempt, waited: string): string {
  if (trouble.kind === 'denied' && user?.hasPrivacy === false)
    return `${credential}: ${troubleText(trouble)} without privacy, and no privacy password was given`;
  if (trouble.kind !== 'silent') return `${credential}: ${troubleText(trouble)}`;
  if (engineId === undefined) return `${credential}: no answer ${waited}`;
  const there = `${credential}: an agent is there (engine ${engineId}) but gave no answer ${waited}`;
  return user?.hasPrivacy === true ? `${there}; a wrong privacy password or protocol looks like this` : there;
}

/**
 * Why no credential was answered. Silence has many reasons that nobody can tell apart from here, so all of them are
 * named.
 */
export function failureOf(label: string, attempts: readonly Attempt[], waited: string): Failure {
  const statuses = attempts.map(statusOf);
  const status = telling.find((candidate) => statuses.includes(candidate)) ?? 'internal';
  const said = attempts.filter((_, at) => statuses[at] === status);
  // Such trouble is the same whatever the credential.
  const alone = status === 'snmp-refused' || status === 'unreachable' || status === 'interrupted' || status === 'internal';
  if (alone && said[0]) return { status, message: `${label}: ${troubleText(said[0].trouble)}` };
  const silent = attempts.every(({ trouble, engineId }) => trouble.kind === 'silent' && engineId === undefined);
  if (!silent) return { status, message: `${label}: ${attempts.map((attempt) => attemptText(attempt, waited)).join('; ')}` };
  const names = attempts.map(({ credential }) => credential).join(', ');
  // Any agent answers the first question of version 3, whatever the user (RFC 3414, 4).
  const wrong = attempts.every(({ user }) => user !== undefined) ? '' : 'a wrong community, ';
  const reasons = `${wrong}a closed port, a firewall and an absent host all look like this`;
  return { status, message: `${label}: no answer to ${names} ${waited}; ${reasons}` };
}
