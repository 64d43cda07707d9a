/**
 * How a target can fail: a closed list. Every failure is stored beside whatever the target did
 * answer, counted in `map coverage`, and comes with a remedy a person can act on.
 */
const failures = {
  unresolved: ['the name has no address', 'check the spelling and the resolver of this machine'],
  unanswered: [
    'no answer before the time-out',
    'the host is down or a firewall drops the connection; check the route, or raise --timeout',
  ],
  unreachable: [
    'the network says there is no way there',
    'check routes and firewalls between this machine and the target, or give --jump',
  ],
  refused: ['the host is alive, but nothing listens on the port', 'check that sshd runs there, or give its port with --port'],
  'no-banner': ['the port is open but never spoke SSH', 'the server is hung, or the port belongs to something else'],
  'not-ssh': ['what answers is not an SSH server', 'check the port: something else listens there'],
  'no-algorithm': [
    'no common key exchange, cipher or host-key algorithm',
    'the server is too old or too new for this client; enable an algorithm both know',
  ],
  'jump-failed': [
    'a jump host on the way could not be used',
    'log in to the jump host by hand first, and check --jump and ~/.ssh/config',
  ],
  'host-key-unknown': [
    'the host key is not known and --host-keys is strict',
    'check the fingerprint with the owner, add it to known_hosts, or use --host-keys accept-new',
  ],
  'host-key-changed': [
    'the host key is not the one known',
    'find out why: a rebuilt host, or somebody in between; then remove the old key from the file named',
  ],
  'host-key-revoked': ['the host key is marked @revoked', 'do not log in; ask the owner of the host'],
  'no-credential': [
    'there is nothing to log in with',
    'give --identity or --password, start an agent, or name a credential in map.yaml',
  ],
  'credential-unusable': ['the key or password cannot be used', 'check the file, its passphrase, and the reference to it'],
  'login-refused': [
    'the host refused every credential offered',
    'check the user name, and that the key is in authorized_keys there',
  ],
  'snmp-refused': [
    'the host is alive, but nothing listens on the UDP port of its SNMP agent',
    'check that the SNMP agent (snmpd) runs there and on which UDP port it listens, and give that with --snmp-port',
  ],
  'snmp-unanswered': [
    'no answer over SNMP: a wrong community, a closed port and a firewall all look alike',
    'check the community, where one is used, the UDP port (--snmp-port) and that the agent allows this machine; try snmpget from here',
  ],
  'snmp-user-unanswered': [
    'an SNMP agent is there, but does not answer what the user asks',
    'check the user and its passwords and protocols, the one for privacy first (--snmp-priv, or in map.yaml), and that the agent allows this machine',
  ],
  'snmp-user-unknown': [
    'the SNMP agent does not know the user',
    'check the name given with --snmp-user, or the user of the credential in map.yaml',
  ],
  'snmp-auth-wrong': [
    'the SNMP agent says that the authentication password is wrong',
    'check the password and its protocol (md5, sha1, sha256, …) given with --snmp-auth, or those of the credential in map.yaml',
  ],
  'snmp-privacy-wrong': [
    'the SNMP agent does not take the privacy of the user',
    'check the privacy password and its protocol (--snmp-priv, or in map.yaml) and the security level of the user on the agent',
  ],
  'snmp-denied': [
    'the SNMP agent answers, but lets the credential read nothing of what was asked',
    'give the community or the user a view on the agent, at the level of security it is used with (a user that must encrypt needs --snmp-priv); map access snmp prints the one that is needed',
  ],
  'snmp-elsewhere': [
    'another address answered than the one asked over SNMP',
    'ask that address instead, or let the agent answer from where it was asked',
  ],
  'not-snmp': ['what answers is not an SNMP agent', 'check the port: something else listens there'],
  'shell-unsupported': [
    'the login ended in something that is neither a POSIX shell nor PowerShell',
    'check the login shell of the user on that host',
  ],
  hung: [
    'the login worked, then nothing came before the deadline',
    'look at the load and the mounts of the host, or raise --deadline',
  ],
  'too-slow': ['the answer was still coming at the deadline', 'raise --deadline, or look at the host and the line to it'],
  disconnected: ['the connection broke in the middle of the answer', 'run again; if it stays, look at the sshd log of the host'],
  'output-limit': ['the host sent more than the byte cap', 'look at what prints so much there; what fitted was kept'],
  'snmp-looped': [
    'the SNMP agent came back to objects it had told already',
    'its software is at fault: update the device; what it told before that was kept',
  ],
  'snmp-garbled': [
    'what the SNMP agent sent is no answer to what was asked',
    'its software is at fault, or something else answers there; what could be read was kept',
  ],
  'snmp-stopped': [
    'the SNMP agent stopped answering in the middle',
    'look at its load and at the line to it, or raise --timeout; what had come was kept',
  ],
  'unsupported-platform': ['the system there is not one map can read', 'import its outputs with map import'],
  'unreadable-input': [
    'the file could not be read as anything map knows',
    'name the format with --format, and try map parse on it',
  ],
  interrupted: ['the scan was stopped before this host was done', 'run the scan again'],
  internal: ['a defect in map', 'please report it, with the output of --debug'],
} as const satisfies Readonly<Record<string, readonly [meaning: string, remedy: string]>>;

export type FailureStatus = keyof typeof failures;

export const failureStatuses: readonly FailureStatus[] = Object.freeze(Object.keys(failures) as FailureStatus[]);

/** How one visit to one target ended: everything answered, or why not. */
export type TargetStatus = 'collected' | FailureStatus;

/** Expected trouble is a value. `message` names the target and the cause; the remedy is in `failures`. */
export interface Failure {
  readonly status: FailureStatus;
  readonly message: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const succeed = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const fail = (status: FailureStatus, message: string): Outcome<never> => ({ ok: false, failure: { status, message } });

/** What the failure means, for a person. */
export const meaningOf = (status: FailureStatus): string => failures[status][0];

/** What a person can do about it. */
export const remedyOf = (status: FailureStatus): string => failures[status][1];
