import { type Machine, type MachineSocket, uids } from '../estate/machine.ts';

const states: Readonly<Record<MachineSocket['state'], string>> = {
  listen: 'LISTEN',
  established: 'ESTAB',
  'time-wait': 'TIME-WAIT',
  'syn-sent': 'SYN-SENT',
  unconnected: 'UNCONN',
};

/** An address as ss prints it: IPv6 in brackets, IPv4 in an IPv6 socket as v4-mapped. */
function ssAddress(address: string, family: 4 | 6): string {
  if (address.includes(':')) return `[${address}]`;
  return family === 6 && address !== '*' ? `[::ffff:${address}]` : address;
}

/** The peer of a socket that has none: any address of its own kind. */
function anyPeer({ local, family }: MachineSocket): string {
  if (local.address === '*') return '*';
  return family === 6 ? '[::]' : '0.0.0.0';
}

const users = ({ owners }: MachineSocket): string =>
  owners.length === 0
    ? ''
    : `users:(${owners.map(({ process, fd }) => `("${process.comm}",pid=${process.pid},fd=${fd})`).join(',')})`;

const timers: Readonly<Partial<Record<MachineSocket['state'], string>>> = {
  'time-wait': 'timer:(timewait,37sec,0)',
  'syn-sent': 'timer:(on,2.1sec,2)',
};

/** `-e` and `--cgroup`: who owns the socket, also where the process may not be seen. ss says nothing of uid 0. */
function extended(socket: MachineSocket, index: number): string[] {
  const owner = socket.owners[0]?.process;
  const uid = owner === undefined ? 0 : (uids[owner.user] ?? 0);
  const words = [
    timers[socket.state] ?? '',
    uid === 0 ? '' : `uid:${uid}`,
    `ino:${socket.inode}`,
    `sk:${(index + 1).toString(16)}`,
  ];
  const cgroup = owner?.cgroup === undefined ? '' : `cgroup:${owner.cgroup}`;
  const v6only = socket.state === 'listen' && socket.family === 6 ? `v6only:${socket.local.address === '*' ? 0 : 1}` : '';
  return [...words, cgroup, v6only, owner === undefined ? '' : '<->'].filter((word) => word !== '');
}

/** `-i`: what the kernel counts for TCP (struct tcp_info of linux/tcp.h). */
function internals({ protocol, state, bytesSent, bytesReceived, rttMs }: MachineSocket): string {
  if (protocol === 'udp' || state === 'time-wait') return '';
  if (state === 'listen') return 'cubic cwnd:10';
  if (state === 'syn-sent')
    return 'cubic rto:4000 backoff:2 mss:524 rcvmss:88 advmss:1460 cwnd:1 ssthresh:7 unacked:1 retrans:1/2 lost:1';
  const timing = `rto:204 rtt:${rttMs}/${Math.round(rttMs * 500) / 1000} ato:40 mss:1448 pmtu:1500 rcvmss:536 advmss:1448 cwnd:10`;
  const counted = `bytes_sent:${bytesSent} bytes_acked:${bytesSent + 1} bytes_received:${bytesReceived}`;
  return `ts sack cubic wscale:7,7 ${timing} ${counted} segs_out:41 segs_in:38 lastsnd:812 lastrcv:812 lastack:812 delivered:21 app_limited rcv_space:14480 minrtt:${rttMs}`;
}

type Row = readonly [
  netid: string,
  state: string,
  receive: string,
  send: string,
  local: string,
  localPort: string,
  peer: string,
  peerPort: string,
  rest: string,
];

function row(socket: MachineSocket, rest: string): Row {
  const { protocol, state, local, remote, family } = socket;
  const backlog = state === 'listen' ? '511' : '0';
  return [
    protocol,
    states[state],
    '0',
    state === 'syn-sent' ? '1' : backlog,
    ssAddress(local.address, family),
    `${local.port}`,
    remote === undefined ? anyPeer(socket) : ssAddress(remote.address, family),
    remote === undefined ? '*' : `${remote.port}`,
    rest,
  ];
}

/** ss prints UDP first. */
const inOrder = (sockets: readonly MachineSocket[]): MachineSocket[] => [
  ...sockets.filter(({ protocol }) => protocol === 'udp'),
  ...sockets.filter(({ protocol }) => protocol === 'tcp'),
];

/** Every column as wide as its widest entry; addresses to the right of theirs, so that the colons line up. */
function layOut(rows: readonly Row[], trailing: boolean): string {
  const least = [0, 0, 6, 6];
  const width = (column: number): number =>
    rows.reduce((most, cells) => Math.max(most, cells[column]?.length ?? 0), least[column] ?? 0);
  const widths = Array.from({ length: 9 }, (_, column) => width(column));
  const pad = (cells: Row, column: number) => (cells[column] ?? '').padEnd(widths[column] ?? 0);
  const right = (cells: Row, column: number) => (cells[column] ?? '').padStart(widths[column] ?? 0);
  return rows
    .map((cells) => {
      const ends = `${right(cells, 4)}:${pad(cells, 5)} ${right(cells, 6)}:${pad(cells, 7)}`;
      const line = `${pad(cells, 0)} ${pad(cells, 1)} ${pad(cells, 2)} ${pad(cells, 3)} ${ends} ${pad(cells, 8)}`;
      return `${trailing ? line : line.trimEnd()}\n`;
    })
    .join('');
}

/**
 * Output of `ss -HOantupie --cgroup` (iproute2 6.1, ss(8)).
 * @param seesUsers whether the login may see the processes of others; its own it always sees
 */
export function renderSs(machine: Machine, seesUsers: boolean): string {
  const rows = inOrder(machine.sockets).map((socket, index) => {
    const shown = seesUsers || isOwn(socket) ? users(socket) : '';
    return row(socket, [shown, ...extended(socket, index), internals(socket)].filter((part) => part !== '').join(' '));
  });
  return layOut(rows, true);
}

/** Output of `ss -antupe` as iproute2 4.11 prints it: a header, and nothing of control groups. */
export function renderPlainSs(machine: Machine, seesUsers: boolean): string {
  const header: Row = ['Netid', 'State', 'Recv-Q', 'Send-Q', 'Local Address', 'Port', 'Peer Address', 'Port', ''];
  const rows = inOrder(machine.sockets).map((socket, index) => {
    const shown = seesUsers || isOwn(socket) ? users(socket) : '';
    const words = extended(socket, index).filter((word) => !/^(cgroup|v6only):/.test(word));
    return row(socket, [shown, ...words].filter((part) => part !== '').join(' '));
  });
  return layOut([header, ...rows], false);
}

/** A login sees the processes it started itself. */
const isOwn = ({ owners }: MachineSocket): boolean => owners.some(({ process }) => process.user === 'map');
