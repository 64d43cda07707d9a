import type { ProcessRef, SocketFact } from '../../model/fact.ts';
import { intern, ownCopy } from '../../text/intern.ts';
import { readInteger, readWords } from '../../text/scan.ts';
import { socketState } from '../../text/socket-state.ts';
import { type CutEndpoint, type IpFamily, readDotted } from './dotted-endpoint.ts';
import { socketFact } from './socket-fact.ts';

/** A table of netstat: its section and its header. */
export interface SolarisTable {
  readonly protocol: 'tcp' | 'udp';
  /** `4` or `6`, where the section says it. */
  readonly family?: string | undefined;
  /** Names of the columns behind the ends. */
  readonly columns: readonly string[];
  /** Where the column of the remote end stops: what stands behind it is no address. */
  readonly remoteEnd?: number;
  /** With `-v` the local end has a line of its own. */
  readonly twoLines?: boolean;
}

/** Widest an address column is: `%-33s`. */
const addressColumn = 33;

/** Reads a header; without a section above it the columns tell the protocol. */
export function readSolarisHeader(header: string, section: SolarisTable | undefined): SolarisTable {
  const twoLines = header.includes('Local/Remote');
  const remoteAt = header.indexOf('Remote Address');
  const behind = header.slice(remoteAt === -1 ? header.length : remoteAt + 'Remote Address'.length);
  const columns = readWords(behind);
  const next = remoteAt === -1 ? -1 : header.indexOf(columns[0] ?? '\n', remoteAt);
  return {
    protocol: section?.protocol ?? (header.includes('wind') ? 'tcp' : 'udp'),
    family: section?.family,
    columns,
    remoteEnd: next === -1 ? addressColumn * 2 : next,
    twoLines,
  };
}

const familyOf = ({ family, columns }: SolarisTable): IpFamily =>
  family === '6' || (family === undefined && columns.includes('If')) ? '6' : '4';

/** UDP has three words of its own (mib2.h, MIB2_UDP_*). */
const isState = (word: string): boolean =>
  /^(?:Idle|Unbound|Connected|Unknown)$/i.test(word) || socketState(word, 'tcp') !== undefined;

/** The process where its columns are filled: those left of the state are, where the state stands in its place. */
function readProcess(table: SolarisTable, tail: readonly string[], stateAt: number): readonly ProcessRef[] {
  const [pidColumn, stateColumn] = [table.columns.indexOf('Pid'), table.columns.indexOf('State')];
  if (pidColumn === -1) return [];
  const behind = pidColumn > stateColumn;
  if (!behind && stateAt < stateColumn) return [];
  const at = behind ? stateAt + pidColumn - stateColumn : pidColumn;
  const pid = readInteger(tail[at]);
  if (pid === undefined) return [];
  const user = table.columns[pidColumn - 1] === 'User' ? tail[at - 1] : undefined;
  // A name of several words pushes the state to the right.
  const extra = behind ? tail.length - at - 2 : stateAt - stateColumn;
  const name = tail.slice(at + 1, at + 2 + Math.max(0, extra)).join(' ');
  return [{ pid, ...(name === '' ? {} : { name: intern(name) }), ...(user === undefined ? {} : { user: intern(user) }) }];
}

const nowhere: CutEndpoint = { read: { address: '*' }, cut: false };

/** The socket of a row; undefined where it is none. */
export function readSolarisRow(
  table: SolarisTable,
  line: string,
  number: number,
  localText: string | undefined,
): SocketFact | undefined {
  const words = readWords(line);
  const family = familyOf(table);
  const peerAt = localText === undefined ? 1 : 0;
  const local = readDotted(localText ?? words[0] ?? '', family, 0);
  const peerText = words[peerAt] ?? '';
  const inColumn = line.indexOf(peerText, (words[0] ?? '').length) < (table.remoteEnd ?? line.length);
  const peer = inColumn || table.protocol === 'tcp' ? readDotted(peerText, family, 0) : undefined;
  const tail = words.slice(peer === undefined ? peerAt : peerAt + 1);
  const stateAt = tail.findIndex(isState);
  if (local === undefined || (table.protocol === 'tcp' && peer === undefined) || stateAt === -1) return undefined;
  const link = table.columns.at(-1) === 'If' && tail.length > stateAt + 1 ? tail.at(-1) : undefined;
  const fact = socketFact({
    line: number,
    protocol: table.protocol,
    state: socketState(tail[stateAt] ?? '', table.protocol),
    local: local.read,
    peer: (peer ?? nowhere).read,
    processes: readProcess(table, tail, stateAt),
  });
  return link === undefined || fact.interface !== undefined ? fact : { ...fact, interface: ownCopy(link) };
}
