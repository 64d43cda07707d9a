import type { EstateHost, Program } from './estate.ts';
import type { MachineProcess, MachineSocket, SocketEnd } from './machine.ts';
import type { ProcessTable, Running } from './start-programs.ts';
import type { Connection, ConnectionEnd } from './traffic.ts';

/** The sockets of one host in the making, with the numbers the kernel gives out. */
export class SocketTable {
  readonly sockets: MachineSocket[] = [];
  readonly inside: MachineSocket[] = [];
  readonly #fds = new Map<number, number>();
  #inode = 20_480;

  open(socket: Omit<MachineSocket, 'owners' | 'inode'>, holders: readonly MachineProcess[]): void {
    const owners = holders.map((process) => ({ process, fd: this.#nextFd(process) }));
    const inode = holders.length === 0 ? 0 : this.#inode;
    this.#inode += 3;
    const isInside = holders.some(({ container }) => container !== undefined);
    (isInside ? this.inside : this.sockets).push({ ...socket, owners, inode });
  }

  #nextFd({ pid }: MachineProcess): number {
    const fd = this.#fds.get(pid) ?? 5;
    this.#fds.set(pid, fd + 1);
    return fd;
  }
}

const idle = { bytesSent: 0, bytesReceived: 0, rttMs: 0 };

/** The sockets of a host: listeners of its programs, then its end of every connection, in the order of the flows. */
export function openSockets(
  host: EstateHost,
  connections: readonly Connection[],
  running: ReadonlyMap<Program, Running>,
  processes: ProcessTable,
): SocketTable {
  const table = new SocketTable();
  for (const [program, { main, workers }] of running) {
    for (const listener of program.listens) table.open(parseListener(listener), [main, ...workers]);
  }
  for (const connection of connections) {
    if (connection.client.host === host) openClientEnd(table, connection, running);
    if (connection.server.host === host) openServerEnd(table, connection, running, processes);
  }
  return table;
}

/** `tcp [::]:80` */
function parseListener(listener: string): Omit<MachineSocket, 'owners' | 'inode'> {
  const [protocol, endpoint = ''] = listener.split(' ');
  const at = endpoint.lastIndexOf(':');
  const address = endpoint.slice(0, at).replace(/[[\]]/g, '');
  const local = { address, port: Number(endpoint.slice(at + 1)) };
  const family = address === '*' || address.includes(':') ? 6 : 4;
  return protocol === 'udp'
    ? { protocol, state: 'unconnected', family, local, ...idle }
    : { protocol: 'tcp', state: 'listen', family, local, ...idle };
}

const endOf = ({ address, port }: ConnectionEnd): SocketEnd => ({ address, port });

/** An end as its own host has it: in a container it has another address than on the wire. */
const ownEnd = ({ address, port, program }: ConnectionEnd): SocketEnd => ({
  address: program?.container?.address ?? address,
  port,
});

function openClientEnd(table: SocketTable, connection: Connection, running: ReadonlyMap<Program, Running>): void {
  const { client, server, flow, index, bytesUp, bytesDown, rttMs } = connection;
  const program = client.program && running.get(client.program);
  const worker = program?.caller ?? program?.workers[index % program.workers.length] ?? program?.main;
  const states = { open: 'established', closed: 'time-wait', unanswered: 'syn-sent' } as const;
  const family = client.program?.dualStack === true || client.address.includes(':') ? 6 : 4;
  const counted = flow.state === 'open' ? { bytesSent: bytesUp, bytesReceived: bytesDown, rttMs } : idle;
  const socket = {
    protocol: flow.protocol,
    state: states[flow.state],
    family,
    local: ownEnd(client),
    remote: endOf(server),
    ...counted,
  } as const;
  table.open(socket, flow.state === 'closed' || worker === undefined ? [] : [worker]);
}

/** Of a UDP exchange the server keeps nothing; of a connection the client has closed, neither. */
function openServerEnd(
  table: SocketTable,
  connection: Connection,
  running: ReadonlyMap<Program, Running>,
  processes: ProcessTable,
): void {
  const { client, server, flow, bytesUp, bytesDown, rttMs } = connection;
  if (flow.protocol === 'udp' || flow.state !== 'open') return;
  const holder = servingProcess(connection, running, processes);
  const family = server.program?.dualStack === true || server.address.includes(':') ? 6 : 4;
  const counted = { bytesSent: bytesDown, bytesReceived: bytesUp, rttMs };
  table.open(
    { protocol: 'tcp', state: 'established', family, local: ownEnd(server), remote: endOf(client), ...counted },
    holder === undefined ? [] : [holder],
  );
}

/** A process of its own for the connection, a worker whose turn it is, or the one process there is. */
function servingProcess(
  { client, server: { program }, flow, index }: Connection,
  running: ReadonlyMap<Program, Running>,
  processes: ProcessTable,
): MachineProcess | undefined {
  const started = program && running.get(program);
  if (program === undefined || started === undefined) return undefined;
  const { main, workers } = started;
  const args = program.backend?.(`${client.address}(${client.port})`, flow.from);
  if (args !== undefined) return processes.start({ ...main, user: program.user, ppid: main.pid, args });
  return workers[index % workers.length] ?? main;
}
