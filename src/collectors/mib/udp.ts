import type { SocketFact } from '../../model/fact.ts';
import type { Varbind } from '../../model/varbind.ts';
import { indexParts } from '../../text/snmp/values.ts';
import type { DeviceView } from './device-view.ts';
import { endAt, type IndexEnd, oldEndAt, processesOf, SocketRows } from './socket-row.ts';

/** udpEndpointTable (RFC 4113), udpTable (RFC 1213). */
const endpointColumn = '1.3.6.1.2.1.7.7.1.8';
const oldAddress = '1.3.6.1.2.1.7.5.1.1';
const oldPort = '1.3.6.1.2.1.7.5.1.2';

function socketOf(device: DeviceView, local: IndexEnd, remote: IndexEnd | undefined, object: Varbind | undefined): SocketFact {
  const zone = local.zone ?? remote?.zone;
  const name = zone === undefined ? undefined : device.portName(zone);
  const peer = remote?.endpoint.port === undefined ? undefined : remote.endpoint;
  return {
    fact: 'socket',
    ...(object?.line === undefined ? {} : { line: object.line }),
    protocol: 'udp',
    state: peer === undefined ? 'unconnected' : 'established',
    local: local.endpoint,
    ...(peer === undefined ? {} : { remote: peer }),
    processes: [],
    ...(name === undefined ? {} : { interface: name }),
  };
}

/** UDP sockets; a process that shares its port with others has a row of its own (udpEndpointInstance). */
export function readUdp(device: DeviceView): readonly SocketFact[] {
  const sockets = new SocketRows();
  for (const [index, object] of device.column(endpointColumn)) {
    const local = endAt(indexParts(index));
    if (local?.endpoint.port === undefined) continue;
    sockets.add({ ...socketOf(device, local, endAt(local.rest), object), processes: processesOf(device, object) });
  }
  const [addresses, ports] = [device.column(oldAddress), device.column(oldPort)];
  for (const index of new Set([...addresses.keys(), ...ports.keys()])) {
    const local = oldEndAt(indexParts(index));
    if (local?.endpoint.port === undefined) continue;
    sockets.add(socketOf(device, local, undefined, addresses.get(index) ?? ports.get(index)));
  }
  return sockets.all();
}
