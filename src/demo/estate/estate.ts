import type { Fault } from '../faults.ts';

/** A described estate: which hosts there are, what runs on them, and who talks to whom. */
export interface Estate {
  readonly hosts: readonly EstateHost[];
  readonly flows: readonly Flow[];
}

/**
 * How a host answers: `debian`: everything in its newest form. `centos`: a ss without -H, -O and --cgroup, ip
 * without -j, control groups of version 1. `busybox`: neither ss nor systemd.
 */
export type Flavour = 'debian' | 'centos' | 'busybox';

export interface EstateHost {
  readonly name: string;
  /** What it is there for, for people. */
  readonly role: string;
  /** N of 10.77.0.N and fd77::N, and of its loopback address in the fleet; above 255 the third byte counts on. */
  readonly number: number;
  readonly flavour: Flavour;
  /** Has an IPv6 address too. */
  readonly ipv6?: true;
  /** What the scan's login may do there: `user` may not use sudo, so the processes of others are not told. */
  readonly rights: 'sudo' | 'user';
  readonly programs: readonly Program[];
  /** What its configuration files say, as the collector of that id prints them. */
  readonly files?: Readonly<Record<string, string>>;
  readonly fault?: Fault;
}

/** Where a program runs in a container of docker, on its default bridge. */
export interface Container {
  readonly name: string;
  readonly image: string;
  /** 172.17.0.N */
  readonly address: string;
  /** Ports of the host that lead to a port in the container. */
  readonly published: readonly { readonly hostPort: number; readonly port: number }[];
}

/** A piece of software as it runs on one host. */
export interface Program {
  /** Names it in flows: `web1/nginx`. */
  readonly name: string;
  /** Name of its processes in the kernel, at most 15 bytes (proc(5), comm); `name` unless given. */
  readonly comm?: string;
  readonly user: string;
  /** systemd unit; a plain name on a system without systemd. */
  readonly unit: string;
  /** What systemd says of the unit. */
  readonly description?: string;
  readonly args: string;
  /** `tcp 0.0.0.0:80`, `tcp *:8080` for both families by one socket, `udp [::]:53`. */
  readonly listens: readonly string[];
  /** Command lines of worker processes: they share its listeners and take the connections in turn. */
  readonly workers?: readonly string[];
  /** Command line of the process that serves one connection alone; told the peer as `address(port)` and who it is. */
  readonly backend?: (peer: string, from: string) => string;
  /** Command line of the process of its own that calls out. */
  readonly caller?: string;
  /** Opens IPv6 sockets only, as Java and Erlang do: IPv4 peers show as v4-mapped addresses. */
  readonly dualStack?: true;
  readonly container?: Container;
}

/** Who talks to whom: the truth the map is held against. */
export interface Flow {
  /** `host/program`, or the address of somebody who is not in the estate. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  readonly connections: number;
  readonly over: 'ipv4' | 'ipv6';
  /**
   * `open`: both ends have it. `closed`: the client closed it a moment ago and holds it in TIME-WAIT, the server
   * has forgotten it. `unanswered`: the client's SYN gets no answer.
   */
  readonly state: 'open' | 'closed' | 'unanswered';
}

/** One line of a description: from, to, port, and what is out of the ordinary. */
export function flow(from: string, to: string, port: number, special: Partial<Omit<Flow, 'from' | 'to' | 'port'>> = {}): Flow {
  return { from, to, port, protocol: 'tcp', connections: 1, over: 'ipv4', state: 'open', ...special };
}

export interface FlowEnd {
  /** A host of the estate; absent for an address that is not in it. */
  readonly host?: EstateHost;
  readonly program?: Program;
  /** The address of somebody outside. */
  readonly address?: string;
}

/**
 * Tells who an end of a flow is.
 * @returns a function that throws where it is given a host or a program the estate has not.
 */
export function flowEnds(hosts: readonly EstateHost[]): (end: string) => FlowEnd {
  const byName = new Map(hosts.map((host) => [host.name, host]));
  return (end) => {
    const [hostName = '', programName] = end.split('/');
    if (programName === undefined) return { address: end };
    const host = byName.get(hostName);
    if (host === undefined) throw new Error(`the estate has no host ${hostName}`);
    const program = host.programs.find(({ name }) => name === programName);
    if (program !== undefined) return { host, program };
    // What runs on a host nobody can look at is not described; its traffic is.
    if (host.programs.length > 0) throw new Error(`${hostName} does not run ${programName}`);
    return { host };
  };
}

type Numbered = Pick<EstateHost, 'number'>;

/** The first three bytes of its IPv4 network, a /24. */
export const networkOf = ({ number }: Numbered): string => `10.77.${number >> 8}`;
export const ipv4Of = (host: Numbered): string => `${networkOf(host)}.${host.number & 255}`;
/** The number is read as hexadecimal digits, so that both addresses end alike. */
export const ipv6Of = ({ number }: Numbered): string => `fd77::${number}`;
/** Locally administered (IEEE 802), made from the number. */
export const macOf = ({ number }: Numbered): string => {
  const [high, low] = [number >> 8, number & 255].map((byte) => byte.toString(16).padStart(2, '0'));
  return `52:54:00:4d:${high}:${low}`;
};
