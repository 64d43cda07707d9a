import type { Machine, MachineSocket, SocketEnd } from '../estate/machine.ts';

const states: Readonly<Record<MachineSocket['state'], string>> = {
  listen: 'LISTEN',
  established: 'ESTABLISHED',
  'time-wait': 'TIME_WAIT',
  'syn-sent': 'SYN_SENT',
  unconnected: '',
};

/** busybox prints what an IPv6 socket holds as it is: `:::8080`, `::ffff:10.77.0.12:41022`. */
function endpoint({ address, port }: Omit<SocketEnd, 'port'> & { readonly port: number | '*' }, family: 4 | 6): string {
  if (address === '*' || address === '::') return `:::${port}`;
  return family === 6 && !address.includes(':') ? `::ffff:${address}:${port}` : `${address}:${port}`;
}

/** With `-W` both address columns take 51 characters. */
const wide = 51;

function line({ protocol, family, state, local, remote, owners }: MachineSocket, seesUsers: boolean): string {
  const owner = owners[0]?.process;
  const peer = remote ?? { address: family === 6 ? '::' : '0.0.0.0', port: '*' as const };
  const program = seesUsers && owner !== undefined ? `${owner.pid}/${owner.comm}` : '-';
  const addresses = `${endpoint(local, family).padEnd(wide)} ${endpoint(peer, family).padEnd(wide)}`;
  return `${protocol}        0      0 ${addresses} ${states[state].padEnd(11)} ${program}\n`;
}

/**
 * Output of busybox's `netstat -antupeW` (networking/netstat.c of busybox): TCP first, then UDP.
 * @param seesUsers whether the login may see the processes of others
 */
export function renderNetstat({ sockets }: Machine, seesUsers: boolean): string {
  const of = (protocol: 'tcp' | 'udp') =>
    sockets.filter((socket) => socket.protocol === protocol).map((socket) => line(socket, seesUsers));
  const addresses = `${'Local Address'.padEnd(wide)} ${'Foreign Address'.padEnd(wide)}`;
  const header = `Proto Recv-Q Send-Q ${addresses} State       PID/Program name    \n`;
  return ['Active Internet connections (servers and established)\n', header, ...of('tcp'), ...of('udp')].join('');
}
