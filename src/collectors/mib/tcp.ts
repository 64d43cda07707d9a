import type { SocketState } from '../../model/endpoint.ts';
import type { SocketFact } from '../../model/fact.ts';
import type { Varbind } from '../../model/varbind.ts';
import { indexParts, numberOf } from '../../text/snmp/values.ts';
import type { DeviceView } from './device-view.ts';
import { endAt, type IndexEnd, oldEndAt, processesOf, SocketRows } from './socket-row.ts';

/** tcpConnectionTable and tcpListenerTable (RFC 4022), tcpConnTable (RFC 1213). */
const stateColumn = '1.3.6.1.2.1.6.19.1.7';
const processColumn = '1.3.6.1.2.1.6.19.1.8';
const listenerColumn = '1.3.6.1.2.1.6.20.1.4';
const oldColumn = '1.3.6.1.2.1.6.13.1.1';

/** tcpConnectionState from 1 on; 12 is deleteTCB, which nothing ever answers. */
const states: readonly (SocketState | undefined)[] = [
  undefined,
  'closed',
  'listen',
  'syn-sent',
  'syn-recv',
  'established',
  'fin-wait-1',
  'fin-wait-2',
  'close-wait',
  'last-ack',
  'closing',
  'time-wait',
];

type Rest = Pick<SocketFact, 'processes'> & { readonly state: SocketState | undefined; readonly object: Varbind | undefined };

function socketOf(
  device: DeviceView,
  local: IndexEnd,
  remote: IndexEnd | undefined,
  { state, object, processes }: Rest,
): SocketFact {
  const zone = local.zone ?? remote?.zone;
  const name = zone === undefined ? undefined : device.portName(zone);
  return {
    fact: 'socket',
    ...(object?.line === undefined ? {} : { line: object.line }),
    protocol: 'tcp',
    ...(state === undefined ? {} : { state }),
    local: local.endpoint,
    ...(remote?.endpoint.port === undefined || state === 'listen' ? {} : { remote: remote.endpoint }),
    processes,
    ...(name === undefined ? {} : { interface: name }),
  };
}

function addConnections(device: DeviceView, sockets: SocketRows): void {
  const [stateOf, processOf] = [device.column(stateColumn), device.column(processColumn)];
  for (const index of new Set([...stateOf.keys(), ...processOf.keys()])) {
    const local = endAt(indexParts(index));
    const remote = local === undefined ? undefined : endAt(local.rest);
    if (local === undefined || remote === undefined) continue;
    const state = states[numberOf(stateOf.get(index)) ?? 0];
    const object = stateOf.get(index) ?? processOf.get(index);
    sockets.add(socketOf(device, local, remote, { state, object, processes: processesOf(device, processOf.get(index)) }));
  }
}

function addListeners(device: DeviceView, sockets: SocketRows): void {
  for (const [index, object] of device.column(listenerColumn)) {
    const local = endAt(indexParts(index));
    if (local?.endpoint.port === undefined) continue;
    sockets.add(socketOf(device, local, undefined, { state: 'listen', object, processes: processesOf(device, object) }));
  }
}

function addOld(device: DeviceView, sockets: SocketRows): void {
  for (const [index, object] of device.column(oldColumn)) {
    const parts = indexParts(index);
    const [local, remote] = [oldEndAt(parts), oldEndAt(parts, 5)];
    if (parts.length !== 10 || local === undefined || remote === undefined) continue;
    sockets.add(socketOf(device, local, remote, { state: states[numberOf(object) ?? 0], object, processes: [] }));
  }
}

/** TCP sockets. The old table knows no process and no IPv6; what it alone tells counts too. */
export function readTcp(device: DeviceView): readonly SocketFact[] {
  const sockets = new SocketRows();
  addListeners(device, sockets);
  addConnections(device, sockets);
  addOld(device, sockets);
  return sockets.all();
}
