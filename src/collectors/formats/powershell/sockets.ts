import type { SocketState } from '../../../model/endpoint.ts';
import type { Fact, SocketFact } from '../../../model/fact.ts';
import { isNowhere, joinEndpoint, type ReadEndpoint, readPort, withoutZone } from '../../../text/endpoint.ts';
import { fieldOf, isCut, type PowerShellRecord } from '../../../text/powershell/record.ts';
import { readInteger } from '../../../text/scan.ts';

/** MSFT_NetTCPConnection.State: the word in a table, the number in JSON. */
const states: ReadonlyMap<string, SocketState> = new Map([
  ['closed', 'closed'],
  ['1', 'closed'],
  ['listen', 'listen'],
  ['2', 'listen'],
  ['synsent', 'syn-sent'],
  ['3', 'syn-sent'],
  ['synreceived', 'syn-recv'],
  ['4', 'syn-recv'],
  ['established', 'established'],
  ['5', 'established'],
  ['finwait1', 'fin-wait-1'],
  ['6', 'fin-wait-1'],
  ['finwait2', 'fin-wait-2'],
  ['7', 'fin-wait-2'],
  ['closewait', 'close-wait'],
  ['8', 'close-wait'],
  ['closing', 'closing'],
  ['9', 'closing'],
  ['lastack', 'last-ack'],
  ['10', 'last-ack'],
  ['timewait', 'time-wait'],
  ['11', 'time-wait'],
  ['deletetcb', 'closed'],
  ['12', 'closed'],
  ['bound', 'bound'],
  ['100', 'bound'],
]);

interface CutEndpoint {
  readonly read: ReadEndpoint;
  readonly cut: boolean;
}

function readEnd(address: string | undefined, port: string | undefined): CutEndpoint | undefined {
  if (address === undefined) return undefined;
  if (isCut(address)) return { read: readPort(port ?? '*') ?? {}, cut: true };
  const read = joinEndpoint(address, port ?? '*');
  return read === undefined ? undefined : { read, cut: false };
}

const hasPeerColumns = ({ fields }: PowerShellRecord): boolean => fields.has('remoteaddress') || fields.has('state');

/** Which kind of socket: only the objects of TCP have a peer and a state. */
const protocolOf = (record: PowerShellRecord): SocketFact['protocol'] => (hasPeerColumns(record) ? 'tcp' : 'udp');

/** One object of `Get-NetTCPConnection` or `Get-NetUDPEndpoint`; undefined where it is none that can be read. */
export function readSocket(record: PowerShellRecord): Fact | undefined {
  const protocol = protocolOf(record);
  const local = readEnd(fieldOf(record, 'localaddress'), fieldOf(record, 'localport'));
  const remoteAddress = fieldOf(record, 'remoteaddress');
  const peer = readEnd(remoteAddress, fieldOf(record, 'remoteport'));
  if (local === undefined || (remoteAddress !== undefined && peer === undefined)) return undefined;
  const remote = peer === undefined || (!peer.cut && isNowhere(peer.read)) ? undefined : withoutZone(peer.read);
  const state = protocol === 'udp' ? 'unconnected' : states.get((fieldOf(record, 'state') ?? '').toLowerCase());
  const pid = readInteger(fieldOf(record, 'owningprocess'));
  const zone = local.read.zone ?? peer?.read.zone;
  return {
    fact: 'socket',
    line: record.line,
    protocol,
    ...(state === undefined ? {} : { state }),
    local: withoutZone(local.read),
    ...(remote === undefined ? {} : { remote }),
    processes: pid === undefined ? [] : [{ pid }],
    ...(zone === undefined ? {} : { interface: zone }),
    ...(local.cut || peer?.cut === true ? { truncated: true } : {}),
  };
}
