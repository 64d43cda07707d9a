import type { Container, Estate, EstateHost } from './estate.ts';

/** What a host's kernel knows while the scan looks: processes and sockets, in no tool's format yet. */
export interface Machine {
  readonly host: EstateHost;
  readonly estate: Estate;
  readonly processes: readonly MachineProcess[];
  readonly sockets: readonly MachineSocket[];
  /** Sockets of containers, which no table of the host shows. */
  readonly inside: readonly MachineSocket[];
  /** The scan's own login, as `$SSH_CONNECTION` has it. */
  readonly ownConnection: string;
}

export interface MachineProcess {
  readonly pid: number;
  readonly ppid: number;
  readonly user: string;
  readonly comm: string;
  readonly args: string;
  /** Control group (cgroups(7)); absent for a kernel thread. */
  readonly cgroup?: string;
  readonly unit?: string;
  readonly container?: Container;
}

export interface MachineSocket {
  readonly protocol: 'tcp' | 'udp';
  readonly state: 'listen' | 'established' | 'time-wait' | 'syn-sent' | 'unconnected';
  /** AF_INET6 with an IPv4 address is a v4-mapped one. */
  readonly family: 4 | 6;
  /** `*` for any address of both families, `0.0.0.0` or `::` for any of one. */
  readonly local: SocketEnd;
  readonly remote?: SocketEnd;
  /** Processes that hold it; none in TIME-WAIT. */
  readonly owners: readonly { readonly process: MachineProcess; readonly fd: number }[];
  /** 0 in TIME-WAIT. */
  readonly inode: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly rttMs: number;
}

export interface SocketEnd {
  readonly address: string;
  readonly port: number;
}

/** User ids by name, as /etc/passwd has them. */
export const uids: Readonly<Record<string, number>> = {
  root: 0,
  'www-data': 33,
  unbound: 100,
  haproxy: 111,
  prometheus: 112,
  postgres: 113,
  redis: 114,
  rabbitmq: 996,
  opensearch: 997,
  shop: 998,
  map: 1001,
};
