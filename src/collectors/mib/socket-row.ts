import type { Endpoint } from '../../model/endpoint.ts';
import type { ProcessRef, SocketFact } from '../../model/fact.ts';
import type { Varbind } from '../../model/varbind.ts';
import { inetAddressAt, ipv4At, numberOf, textOf } from '../../text/snmp/values.ts';
import type { DeviceView } from './device-view.ts';
import { runName } from './processes.ts';

const highestPort = 65_535;

/** One end of a socket in an index, the interface of its zone, and what stands behind it. */
export interface IndexEnd {
  readonly endpoint: Endpoint;
  readonly zone?: number;
  readonly rest: readonly number[];
}

/** `type.length.octets….port` (RFC 4001, RFC 4022); a port 0 is none. */
export function endAt(parts: readonly number[]): IndexEnd | undefined {
  const read = inetAddressAt(parts);
  const port = read?.rest[0];
  if (read === undefined || port === undefined || port > highestPort) return undefined;
  return {
    endpoint: { address: read.address, ...(port === 0 ? {} : { port }) },
    ...(read.zone === undefined ? {} : { zone: read.zone }),
    rest: read.rest.slice(1),
  };
}

/** `1.2.3.4.port` of the tables of RFC 1213, from part `at` on. */
export function oldEndAt(parts: readonly number[], at = 0): IndexEnd | undefined {
  const address = ipv4At(parts, at);
  const port = parts[at + 4];
  if (address === undefined || port === undefined || port > highestPort) return undefined;
  return { endpoint: { address, ...(port === 0 ? {} : { port }) }, rest: [] };
}

const keyOf = ({ address = '', port = 0 }: Endpoint): string => `${address} ${port}`;

/** The process a column names by its number; 0 says that the agent does not know. */
export function processesOf(device: DeviceView, object: Varbind | undefined): readonly ProcessRef[] {
  const pid = numberOf(object);
  if (pid === undefined || pid <= 0) return [];
  const name = textOf(device.column(runName).get(`${pid}`));
  return [{ pid, ...(name === undefined ? {} : { name }) }];
}

/** Sockets in the making: what several tables tell of is one, and has the processes of all. */
export class SocketRows {
  readonly #sockets = new Map<string, SocketFact>();

  add(socket: SocketFact): void {
    const key = `${keyOf(socket.local)} ${socket.remote === undefined ? '' : keyOf(socket.remote)} ${socket.interface ?? ''}`;
    const known = this.#sockets.get(key);
    if (known === undefined) this.#sockets.set(key, socket);
    else {
      const pids = new Set(known.processes.map(({ pid }) => pid));
      const more = socket.processes.filter(({ pid }) => !pids.has(pid));
      if (more.length > 0) this.#sockets.set(key, { ...known, processes: [...known.processes, ...more] });
    }
  }

  all(): readonly SocketFact[] {
    return [...this.#sockets.values()];
  }
}
