import type { Machine, MachineSocket } from '../estate/machine.ts';

const states: Readonly<Record<MachineSocket['state'], string>> = {
  listen: 'LISTEN',
  established: 'ESTABLISHED',
  'time-wait': 'TIME_WAIT',
  'syn-sent': 'SYN_SENT',
  unconnected: '',
};

const endpoint = (address: string, port: string, family: 4 | 6): string =>
  address === '*' ? `:::${port}` : `${address === '::' && family === 6 ? '::' : address}:${port}`;

function line({ protocol, family, state, local, remote, owners }: MachineSocket, seesUsers: boolean): string {
  const owner = owners[0]?.process;
  const program = seesUsers && owner !== undefined ? `${owner.pid}/${owner.comm}` : '-';
  const peer =
    remote === undefined
      ? endpoint(family === 6 ? '::' : '0.0.0.0', '*', family)
      : endpoint(remote.address, `${remote.port}`, family);
  const cells = [
    `${protocol}${family === 6 ? '6' : ''}`.padEnd(5),
    '     0',
    '     0',
    endpoint(local.address, `${local.port}`, family).padEnd(23),
    peer.padEnd(23),
    states[state].padEnd(11),
    program.padEnd(20),
  ];
  return `${cells.join(' ')}\n`;
}

/**
 * Output of busybox's `netstat -antup` (networking/netstat.c of busybox): TCP first, then UDP.
 * @param seesUsers whether the login may see the processes of others
 */
export function renderNetstat({ sockets }: Machine, seesUsers: boolean): string {
  const of = (protocol: 'tcp' | 'udp') =>
    sockets.filter((socket) => socket.protocol === protocol).map((socket) => line(socket, seesUsers));
  const header = 'Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name    \n';
  return ['Active Internet connections (servers and established)\n', header, ...of('tcp'), ...of('udp')].join('');
}
