import type { Container } from '../estate/estate.ts';
import type { Machine, MachineProcess, MachineSocket, SocketEnd } from '../estate/machine.ts';
import { containerId } from '../estate/start-programs.ts';

/** Inode of the host's own /proc/PID/net/tcp; each container has another one. */
const homeNamespace = 4_026_531_992;

/** A container with its main process and the number of its network namespace. */
interface Running {
  readonly container: Container;
  readonly process: MachineProcess;
  readonly netns: number;
}

function runningIn({ processes }: Machine): Running[] {
  const found = new Map<Container, MachineProcess>();
  for (const process of processes) {
    if (process.container !== undefined && !found.has(process.container)) found.set(process.container, process);
  }
  return [...found].map(([container, process], index) => ({ container, process, netns: 4_026_532_281 + index * 66 }));
}

const labels = [
  'com.docker.compose.project',
  'com.docker.compose.service',
  'com.docker.stack.namespace',
  'com.docker.swarm.service.name',
  'io.kubernetes.pod.name',
  'io.kubernetes.pod.namespace',
];

/** Output of `docker inspect --format` with the fields the collector asks for: a line a container. */
export function renderDocker(machine: Machine): string {
  const lines = runningIn(machine).map(({ container, process }) => {
    const { name, image, address, published } = container;
    const ports = published.map(
      ({ hostPort, port }) => [`${port}/tcp`, [{ HostIp: '0.0.0.0', HostPort: `${hostPort}` }]] as const,
    );
    return JSON.stringify({
      ...{ Id: containerId(container), Name: `/${name}`, Image: image, State: 'running', Pid: process.pid },
      Labels: Object.fromEntries(labels.map((label) => [label, null])),
      Networks: { bridge: { Gateway: '172.17.0.1', IPAddress: address, IPPrefixLen: 16, GlobalIPv6Address: '' } },
      Ports: Object.fromEntries(ports),
    });
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** Output of `cd /proc && ls -i [0-9]*\/net/tcp`: which process is in which namespace. */
export function renderNamespaces(machine: Machine): string {
  const numbers = new Map(runningIn(machine).map(({ container, netns }) => [container, netns]));
  return machine.processes
    .map(({ pid, container }) => [pid, container === undefined ? undefined : numbers.get(container)] as const)
    .map(([pid, netns = homeNamespace]) => `${netns} ${pid}/net/tcp\n`)
    .join('');
}

/** Files of /proc/PID/net of one process in each namespace, as `inEachNamespace` of the collectors has them printed. */
function inEach(machine: Machine, linesOf: (running: Running) => readonly string[]): string {
  const running = runningIn(machine);
  const numbers = running.map(({ process, netns }) => `${netns} ${process.pid}/net/tcp`);
  const files = running.flatMap((one) => linesOf(one).map((line) => `${one.process.pid}/net/${line}`));
  return ['== machine x86_64', ...numbers, ...files, ...numbers, ''].join('\n');
}

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');

/** Address and port in /proc/net/tcp (proc(5)): the address as the little-endian machine has it in memory. */
function hexEnd({ address, port }: SocketEnd): string {
  const octets = address.split('.').map(Number).reverse();
  return `${octets.map((octet) => hex(octet, 2)).join('')}:${hex(port, 4)}`;
}

/** States of linux/tcp_states.h. */
const stateCodes: Readonly<Partial<Record<MachineSocket['state'], string>>> = {
  established: '01',
  'syn-sent': '02',
  listen: '0A',
};

const tcpRow = ({ local, remote, state, inode }: MachineSocket, index: number): string =>
  `tcp:${`${index}`.padStart(4)}: ${hexEnd(local)} ${hexEnd(remote ?? { address: '0.0.0.0', port: 0 })} ${stateCodes[state] ?? '07'} ` +
  `00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000000000000000 100 0 0 10 0`;

/** Socket tables of the containers: IPv4 only, which is all the containers of the shop have. */
export function renderNamespaceSockets(machine: Machine): string {
  const header = 'sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
  return inEach(machine, ({ container }) => {
    const own = machine.inside.filter(({ owners }) => owners.some(({ process }) => process.container === container));
    return [
      `tcp:  ${header}`,
      ...own.map(tcpRow),
      `tcp6:  ${header}`,
      `udp:   ${header} ref pointer drops`,
      `udp6:  ${header} ref pointer drops`,
    ];
  });
}

/** Addresses and routes of the containers: /proc/PID/net/fib_trie and route. */
export function renderNamespaceAddresses(machine: Machine): string {
  return inEach(machine, ({ container: { address } }) => [
    'fib_trie:Main:',
    'fib_trie:  +-- 0.0.0.0/0 3 0 5',
    ...[`fib_trie:     |-- ${address}`, 'fib_trie:        /32 host LOCAL'],
    'route:Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
    'route:eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0',
    'route:eth0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0',
  ]);
}
