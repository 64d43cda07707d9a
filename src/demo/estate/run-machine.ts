import { type Estate, type EstateHost, ipv4Of } from './estate.ts';
import type { Machine, MachineProcess } from './machine.ts';
import { openSockets, type SocketTable } from './open-sockets.ts';
import { kernelThreads, nextPid, type Start, startProgram } from './start-programs.ts';
import type { Connection } from './traffic.ts';

/** The host the demo says it is scanned from. */
const scanner = '10.77.0.250';

/** Puts the described programs to work: processes first, then the sockets of their listeners and connections. */
export function runMachine(estate: Estate, host: EstateHost, connections: readonly Connection[]): Machine {
  const processes = kernelThreads();
  const start = (process: Omit<MachineProcess, 'pid'>): MachineProcess => {
    const started = { ...process, pid: nextPid(processes) };
    processes.push(started);
    return started;
  };
  const running = new Map(host.programs.map((program) => [program, startProgram(program, start)]));
  const sockets = openSockets(host, connections, running, start);
  const ownConnection = logIn(host, sockets, start);
  return { host, estate, processes, sockets: sockets.sockets, ownConnection };
}

/** The login the answer is given to: it is on the host's own tables, as every login is. */
function logIn(host: EstateHost, table: SocketTable, start: Start): string {
  const session = { cgroup: host.flavour === 'busybox' ? '/' : '/user.slice/user-1001.slice/session-7.scope' };
  const comm = host.flavour === 'busybox' ? 'dropbear' : 'sshd';
  const privileged = start({ ...session, ppid: 1, user: 'root', comm, args: `${comm}: map [priv]` });
  const own = start({ ...session, ppid: privileged.pid, user: 'map', comm, args: `${comm}: map@notty` });
  start({ ...session, ppid: own.pid, user: 'map', comm: 'sh', args: 'sh -s' });
  const [local, remote] = [
    { address: ipv4Of(host), port: 22 },
    { address: scanner, port: 50_000 + host.number },
  ];
  const counted = { bytesSent: 5200, bytesReceived: 9100, rttMs: 0.4 };
  table.open({ protocol: 'tcp', state: 'established', family: 4, local, remote, ...counted }, [own, privileged]);
  return `${remote.address} ${remote.port} ${local.address} ${local.port}`;
}
