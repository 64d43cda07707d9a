import type { ProcessRef, SocketFact } from '../../model/fact.ts';
import { type ReadEndpoint, scanEndpoint } from '../../text/endpoint.ts';
import { socketState } from '../../text/socket-state.ts';
import { socketFact } from './socket-fact.ts';

/** One open internet file, as either form of lsof tells it. */
export interface LsofFile {
  readonly line: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  /** `IPv4`, `IPv6`; `inet` where lsof cannot tell. */
  readonly type?: string | undefined;
  readonly name: string;
  readonly state?: string | undefined;
}

/** KAME kernels keep the zone of a link-local address in its second group (RFC 4007 writes it behind `%`). */
const embeddedZone = /\[fe80:[0-9a-f]{1,4}::/g;
const escapedCharacter = /\\x([0-9a-f]{2})/g;

/** lsof prints characters it holds unsafe as `\x20`. */
export const unescapeName = (text: string): string =>
  text.replace(escapedCharacter, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));

function readEnd(text: string, type: string | undefined): ReadEndpoint | undefined {
  const read = scanEndpoint(text, 0, text.length);
  if (read?.address !== '*') return read;
  return { ...read, address: type === 'IPv6' ? '::' : '0.0.0.0' };
}

/** `10.0.0.1:5000->10.0.0.2:443`, or the local end alone; undefined where it is neither. */
export function lsofSocket(
  { line, protocol, type, name, state }: LsofFile,
  processes: readonly ProcessRef[],
): SocketFact | undefined {
  const [localText = '', remoteText] = name.replace(embeddedZone, '[fe80::').split('->', 2);
  const local = readEnd(localText, type);
  const peer = remoteText === undefined ? undefined : readEnd(remoteText, type);
  if (local === undefined || (remoteText !== undefined && peer === undefined)) return undefined;
  return socketFact({ line, protocol, state: socketState(state ?? '', protocol), local, peer, processes });
}
