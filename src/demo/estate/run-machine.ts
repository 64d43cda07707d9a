import { type Estate, type EstateHost, ipv4Of } from './estate.ts';
import type { Machine } from './machine.ts';
import { openSockets, type SocketTable } from './open-sockets.ts';
import { ProcessTable, startProgram } from './start-programs.ts';
import { type Connection, connectionsOf } from './traffic.ts';

/** The host the demo says it is scanned from. */
const scanner = '10.77.0.250';

/** The machines of an estate, in the order of its hosts; none for a host whose programs nobody knows. */
export function runMachines(estate: Estate): Machine[] {
  const connections = new Map<EstateHost | undefined, Connection[]>(estate.hosts.map((host) => [host, []]));
  for (const connection of connectionsOf(estate)) {
    connections.get(connection.client.host)?.push(connection);
    if (connection.server.host !== connection.client.host) connections.get(connection.server.host)?.push(connection);
  }
  return estate.hosts
    .filter(({ programs }) => programs.length > 0)
    .map((host) => runMachine(estate, host, connections.get(host) ?? []));
}

/** Puts the described programs to work: processes first, then the sockets of their listeners and connections. */
function runMachine(estate: Estate, host: EstateHost, connections: readonly Connection[]): Machine {
  const table = new ProcessTable();
  const running = new Map(host.programs.map((program) => [program, startProgram(program, table)]));
  const sockets = openSockets(host, connections, running, table);
  const ownConnection = logIn(host, sockets, table);
  const processes = table.processes.toSorted((a, b) => a.pid - b.pid);
  return { host, estate, processes, sockets: sockets.sockets, inside: sockets.inside, ownConnection };
}

/** The login the answer is given to: it is on the host's own tables, as every login is. */
function logIn(host: EstateHost, sockets: SocketTable, table: ProcessTable): string {
  const session = { cgroup: host.flavour === 'busybox' ? '/' : '/user.slice/user-1001.slice/session-7.scope' };
  const comm = host.flavour === 'busybox' ? 'dropbear' : 'sshd';
  const privileged = table.start({ ...session, ppid: 1, user: 'root', comm, args: `${comm}: map [priv]` });
  const own = table.start({ ...session, ppid: privileged.pid, user: 'map', comm, args: `${comm}: map@notty` });
  table.start({ ...session, ppid: own.pid, user: 'map', comm: 'sh', args: 'sh -s' });
  const [local, remote] = [
    { address: ipv4Of(host), port: 22 },
    { address: scanner, port: 50_000 + host.number },
  ];
  const counted = { bytesSent: 5200, bytesReceived: 9100, rttMs: 0.4 };
  sockets.open({ protocol: 'tcp', state: 'established', family: 4, local, remote, ...counted }, [own, privileged]);
  return `${remote.address} ${remote.port} ${local.address} ${local.port}`;
}
