import type { Endpoint, SocketState } from '../../model/endpoint.ts';
import type { ProcessRef, SocketFact } from '../../model/fact.ts';

/** A text that is looked for in the whole output, and where it was found last. */
export interface Finder {
  readonly sought: string;
  next: number;
}

const finder = (sought: string): Finder => ({ sought, next: -1 });

const newFinders = () => ({
  space: finder(' '),
  tab: finder('\t'),
  colon: finder(':'),
  rtt: finder('rtt:'),
  sent: finder('bytes_sent:'),
  acked: finder('bytes_acked:'),
  received: finder('bytes_received:'),
});

export type Finders = Readonly<ReturnType<typeof newFinders>>;

/** A socket in the making: one reusable record, so that a large table costs one object a socket. */
export interface SocketDraft {
  /** How far the row is read. */
  at: number;
  line: number;
  protocol: SocketFact['protocol'];
  state: SocketState;
  local: Endpoint;
  remote: Endpoint | undefined;
  zone: string | undefined;
  processes: readonly ProcessRef[];
  /** The numbers are `unknown` where the row has none: fields that hold numbers only are cheap to write. */
  inode: number;
  uid: number;
  cgroup: string | undefined;
  bytesSent: number;
  bytesReceived: number;
  rttMs: number;
  readonly finders: Finders;
  /** Processes of this output, in a slot each by pid: see `soleProcess`. */
  readonly seen: (readonly ProcessRef[] | undefined)[];
}

/** A number that the row does not tell. */
export const unknown = -1;
/** A power of two. */
export const processSlots = 1_024;
const noProcesses: readonly ProcessRef[] = [];

/** A draft to begin with; `clearDetails` makes it ready for the next socket. */
export const newDraft = (): SocketDraft => ({
  at: 0,
  line: 0,
  protocol: 'tcp',
  state: 'closed',
  local: {},
  remote: undefined,
  zone: undefined,
  processes: noProcesses,
  inode: unknown,
  uid: unknown,
  cgroup: undefined,
  bytesSent: unknown,
  bytesReceived: unknown,
  rttMs: unknown,
  finders: newFinders(),
  seen: new Array<readonly ProcessRef[] | undefined>(processSlots),
});

/** Forgets what stood behind the addresses of the socket before. */
export function clearDetails(draft: SocketDraft): void {
  draft.processes = noProcesses;
  draft.inode = unknown;
  draft.uid = unknown;
  draft.cgroup = undefined;
  draft.bytesSent = unknown;
  draft.bytesReceived = unknown;
  draft.rttMs = unknown;
}

function finishSparse(draft: SocketDraft): SocketFact {
  const { line, protocol, state, local, remote, zone, processes } = draft;
  const { inode, uid, cgroup, bytesSent, bytesReceived, rttMs } = draft;
  const fact: { -readonly [Key in keyof SocketFact]: SocketFact[Key] } =
    remote === undefined
      ? { fact: 'socket', line, protocol, state, local, processes }
      : { fact: 'socket', line, protocol, state, local, remote, processes };
  if (zone !== undefined) fact.interface = zone;
  if (inode !== unknown) fact.inode = inode;
  if (uid !== unknown) fact.uid = uid;
  if (cgroup !== undefined) fact.cgroup = cgroup;
  if (bytesSent !== unknown) fact.bytesSent = bytesSent;
  if (bytesReceived !== unknown) fact.bytesReceived = bytesReceived;
  if (rttMs !== unknown) fact.rttMs = rttMs;
  return fact;
}

/**
 * The fact of a draft. A connection that everything is known of is made in one piece: properties added
 * one by one cost V8 several times the memory.
 */
export function finishSocket(draft: SocketDraft): SocketFact {
  const { line, protocol, state, local, remote, processes } = draft;
  const { inode, uid, cgroup, bytesSent, bytesReceived, rttMs } = draft;
  if (
    draft.zone !== undefined ||
    remote === undefined ||
    inode === unknown ||
    uid === unknown ||
    cgroup === undefined ||
    bytesSent === unknown ||
    bytesReceived === unknown ||
    rttMs === unknown
  ) {
    return finishSparse(draft);
  }
  return {
    fact: 'socket',
    line,
    protocol,
    state,
    local,
    remote,
    processes,
    inode,
    uid,
    cgroup,
    bytesSent,
    bytesReceived,
    rttMs,
  };
}
